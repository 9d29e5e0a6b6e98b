import type {Evidence} from './evidence.ts';
import {kept} from './kept.ts';
import type {RequestKinds} from './request-kinds.ts';
import {quantile, type Samples, sorted} from './samples.ts';
import {otherName} from './span-name.ts';
import type {SpanTable} from './span-table.ts';

/** A store has at most this many kinds of requests that are told apart. */
const mostKinds = 30;
const leastCalls = 5;

/** Do two medians of time, in milliseconds, differ by a factor of two and five milliseconds; of few requests, five and twenty? */
export function isSlower(one: number, two: number, few: number): boolean {
  const [low, high] = one < two ? [one, two] : [two, one];
  return few >= leastCalls ? high >= low * 2 && high - low >= 5 : high >= low * 5 && high - low >= 20;
}

/** Kinds of requests to one store, by what makes calls alike: see `callLabel`. */
export type OutsideKinds = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * Which calls to a store, or to something outside, take clearly longer or shorter than the usual ones, by the name of the
 * client's span and the kind of request that makes them: each becomes a kind of its own in `kinds`, the others stay together.
 * Gives, for the kind that `calleeOf` finds, the kind by label.
 */
export function outsideKinds(
  table: SpanTable,
  kinds: RequestKinds,
  outward: Evidence['outward'],
  calleeOf: (span: number) => number | 'own' | undefined,
): OutsideKinds {
  const times = new Map<number, Map<number, Samples[]>>();
  for (const {client, maker, times: measured} of outward) {
    const callee = calleeOf(client);
    if (typeof callee !== 'number' || kinds.list[callee]!.node < table.services.length) continue;
    const byLabel = kept(times, callee, () => new Map());
    kept(byLabel, callLabel(kinds.of(maker.span, maker.cut), table.name[client]!), () => []).push(measured);
  }
  const found = new Map<number, ReadonlyMap<number, number>>();
  for (const [callee, byLabel] of times) {
    const apart = new Set(byLabel.size < 2 ? [] : labelsApart(byLabel).slice(0, mostKinds - 1));
    if (apart.size === 0) continue;
    const {node} = kinds.list[callee]!;
    const ofName = Map.groupBy(byLabel.keys(), nameIn);
    const made = new Map<string, number>();
    const kindOf = new Map<number, number>();
    for (const label of apart) {
      const name = table.names[nameIn(label)]!;
      const isWhole = ofName.get(nameIn(label))!.every((one) => apart.has(one));
      const maker = kinds.list[Math.floor(label / names)]!;
      const told = isWhole ? name : `${name} for ${maker.name || table.services[maker.node]}`;
      kindOf.set(
        label,
        kept(made, told, () => kinds.list.push({node, name: told}) - 1),
      );
    }
    const left = new Set([...byLabel.keys()].filter((label) => !kindOf.has(label)).map(nameIn));
    const [only, ...more] = left;
    const rest = more.length === 0 ? table.names[only!]! : otherName;
    kinds.list[callee] = {node, name: made.has(rest) ? `${rest} else` : rest};
    found.set(callee, kindOf);
  }
  return found;
}

/** Labels whose calls are far from the usual ones, the most frequent first. */
function labelsApart(byLabel: ReadonlyMap<number, readonly Samples[]>): number[] {
  const measured = [...byLabel].map(([label, lists]) => ({label, values: sorted(lists)}));
  const [usual, ...others] = measured.sort((a, b) => b.values.length - a.values.length);
  return others.filter(({values}) => isApart(values, usual!.values)).map(({label}) => label);
}

/** Medians far from each other, and middle halves that do not overlap: a wide spread of few values is no difference. */
function isApart(one: Float64Array, two: Float64Array): boolean {
  const few = Math.min(one.length, two.length);
  if (few < leastCalls || !isSlower(quantile(one, 0.5)!, quantile(two, 0.5)!, few)) return false;
  return quantile(one, 0.25)! > quantile(two, 0.75)! || quantile(two, 0.25)! > quantile(one, 0.75)!;
}

/** More than there are names, so that a kind of request and a name make one number. */
const names = 0x20000;

/** One number for the kind of request that makes a call and the number of the name of the client's span. */
export function callLabel(maker: number, name: number): number {
  return maker * names + name;
}

function nameIn(label: number): number {
  return label % names;
}
