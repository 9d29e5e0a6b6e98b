import type {Confidence, DraftLatency, Origin, Place} from '../draft.ts';
import type {Observed} from './observe.ts';
import {quantile, rounded, type Samples, sorted} from './samples.ts';
import type {SpanTable} from './span-table.ts';
import type {RequestTally} from './tally.ts';

/** Where things are in the draft, and where they come from. */
export interface Places {
  readonly table: SpanTable;
  readonly isSplit: (node: number) => boolean;
  readonly nameOf: (node: number) => string;
  readonly placeOf: (kind: number) => Place;
  readonly origin: (span: number, rule: string, confidence?: Confidence) => Origin;
}

export function places(table: SpanTable, {kinds, nodes}: Observed, split: ReadonlySet<number>): Places {
  const taken = new Set(nodes.list.map(({name}) => name));
  const short = new Map<string, string>();
  // A store known by its product alone goes by that name when one service uses it.
  for (const [system, [only, ...more]] of nodes.unnamed)
    if (only !== undefined && more.length === 0 && !taken.has(system)) short.set(`${system} of ${only}`, system);
  const nameOf = (node: number): string => {
    const {name} = nodes.list[node]!;
    return short.get(name) ?? name;
  };
  return {
    table,
    isSplit: (node) => split.has(node),
    nameOf,
    placeOf: (kind) => {
      const {node, name} = kinds.list[kind]!;
      return split.has(node)
        ? {service: nameOf(node), endpoint: name === '' ? 'unnamed' : name}
        : {service: nameOf(node)};
    },
    origin: (span, rule, confidence = 'sure') => {
      let file = table.files[0]?.name ?? '';
      for (const {first, name} of table.files) if (first <= span) file = name;
      return {file, rule, confidence};
    },
  };
}

/** Own time of requests that went well, where there are such. */
export function ownLatency(tally: RequestTally): DraftLatency | undefined {
  return latencyOf([tally.own.count() > 0 ? tally.own : tally.ownFailed]);
}

/** Median and 99th percentile; at least a microsecond, so that the two can stand for a distribution. */
export function latencyOf(lists: readonly Samples[]): DraftLatency | undefined {
  const values = sorted(lists);
  const p50 = quantile(values, 0.5);
  if (p50 === undefined) return undefined;
  const least = Math.max(0.001, rounded(p50));
  return {p50Ms: least, p99Ms: Math.max(least, rounded(quantile(values, 0.99)!))};
}

/** Quantiles of durations, in milliseconds. */
export function quantilesOf(list: Samples): {p50Ms?: number; p95Ms?: number; p99Ms?: number} {
  const values = sorted([list]);
  if (values.length === 0) return {};
  const at = (share: number) => rounded(quantile(values, share)!);
  return {p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99)};
}
