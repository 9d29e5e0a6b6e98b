import type {Breath} from './breath.ts';
import {flags, roles, type SpanTable} from './span-table.ts';
import {traceIndex} from './trace-index.ts';

/** Stands for a parent that there is none of, or that is not among the spans. */
export const parents = {none: -1, missing: -2} as const;

/** How many spans and traces there are, and what is odd about them. */
export interface TraceCounts {
  readonly count: number;
  readonly traces: number;
  /** Spans that came more than once, and those whose parent is not there. */
  readonly repeated: number;
  readonly missing: number;
  /** Spans that were their own ancestors: one of each circle is taken as its first. */
  readonly circular: number;
  /** Traces that began outside of the window of time. */
  readonly outside: number;
}

/**
 * Spans in the order of their traces, each behind its parent: places, not numbers of spans. A *request* is what a service
 * does for one call from outside or one message: the span that begins it, and all below it in the same service.
 */
export interface Families extends Omit<TraceCounts, 'traces'> {
  /** The span at each place. */
  readonly span: Uint32Array;
  /** The place of its parent, or one of `parents`. */
  readonly parent: Int32Array;
  /** The place where its request begins. */
  readonly request: Uint32Array;
  /** Where each trace begins, and the end of the last. */
  readonly traces: readonly number[];
}

/** Does a request begin with a span, given its parent? In another service always, in its own when it handles a message. */
function begins(table: SpanTable, span: number, parent: number): boolean {
  if (table.service[span] !== table.service[parent]) return true;
  return table.role[span] === roles.consumer && table.role[parent] === roles.producer;
}

/** Finds every span's parent and request. Linear in the number of spans; `window` in microseconds since 1970. */
export async function families(
  table: SpanTable,
  window: {readonly fromUs: number; readonly toUs: number},
  air: Breath,
): Promise<Families> {
  const {byTrace, starts} = grouped(table);
  const index = traceIndex(table);
  const span = new Uint32Array(table.count);
  const parent = new Int32Array(table.count);
  const request = new Uint32Array(table.count);
  const traces = [0];
  const counts = {repeated: 0, missing: 0, circular: 0, outside: 0};
  let own = new Int32Array(64);
  let firstChild = new Int32Array(64);
  let nextChild = new Int32Array(64);
  let place = new Int32Array(64);
  let end = 0;

  for (let t = 0; t < table.traces; t += 1) {
    const from = starts[t]!;
    const to = starts[t + 1]!;
    const size = to - from;
    if (size === 0) continue;
    if (air.due(size)) await air.take();
    if (!isInside(table, byTrace, from, to, window)) {
      counts.outside += 1;
      continue;
    }
    if (size > own.length) {
      own = new Int32Array(size * 2);
      firstChild = new Int32Array(size * 2);
      nextChild = new Int32Array(size * 2);
      place = new Int32Array(size * 2);
    }
    index.fill(byTrace, from, to);
    firstChild.fill(-1, 0, size);
    place.fill(-1, 0, size);
    let alive = 0;
    const put = (i: number, above: number): void => {
      span[end] = byTrace[from + i]!;
      parent[end] = above;
      request[end] = above >= 0 && !begins(table, span[end]!, span[above]!) ? request[above]! : end;
      place[i] = end;
      end += 1;
    };
    const queue: number[] = [];
    for (let i = size - 1; i >= 0; i -= 1) {
      if (index.isRepeated(i)) {
        counts.repeated += 1;
        own[i] = -3;
        continue;
      }
      alive += 1;
      const up = index.parentOf(i);
      own[i] = up;
      if (up >= 0) {
        nextChild[i] = firstChild[up]!;
        firstChild[up] = i;
      }
    }
    const descend = (): void => {
      for (let at = queue.length - 1; at < queue.length; at += 1) {
        const above = queue[at]!;
        for (let child = firstChild[above]!; child !== -1; child = nextChild[child]!) {
          if (place[child] !== -1) continue;
          put(child, place[above]!);
          queue.push(child);
        }
      }
    };
    for (let i = 0; i < size; i += 1) {
      if (own[i] !== parents.none && own[i] !== parents.missing) continue;
      if (own[i] === parents.missing) counts.missing += 1;
      put(i, own[i]!);
      queue.push(i);
      descend();
    }
    for (let i = 0; i < size && queue.length < alive; i += 1) {
      if (own[i] === -3 || place[i] !== -1) continue;
      counts.circular += 1;
      put(i, parents.none);
      queue.push(i);
      descend();
    }
    traces.push(end);
  }
  return {count: end, span, parent, request, traces, ...counts};
}

/** The spans of each trace together, in the order in which they came (a counting sort). */
function grouped(table: SpanTable): {byTrace: Uint32Array; starts: Uint32Array} {
  const starts = new Uint32Array(table.traces + 2);
  for (let i = 0; i < table.count; i += 1) starts[table.trace[i]! + 2]! += 1;
  for (let t = 2; t < starts.length; t += 1) starts[t]! += starts[t - 1]!;
  const byTrace = new Uint32Array(table.count);
  for (let i = 0; i < table.count; i += 1) {
    const t = table.trace[i]! + 1;
    byTrace[starts[t]!] = i;
    starts[t]! += 1;
  }
  return {byTrace, starts};
}

function isInside(
  table: SpanTable,
  spans: Uint32Array,
  from: number,
  to: number,
  {fromUs, toUs}: {readonly fromUs: number; readonly toUs: number},
): boolean {
  if (fromUs === -Infinity && toUs === Infinity) return true;
  const first = beginning(table, spans.subarray(from, to));
  return first >= fromUs && first < toUs;
}

/**
 * When a trace began: the earliest start of a span without a parent. Where there is none, the median of the starts, which one
 * clock that is wrong does not move.
 */
function beginning(table: SpanTable, spans: Uint32Array): number {
  let first = Infinity;
  for (const span of spans) {
    const hasParent = (table.ids[span * 4 + 2]! | table.ids[span * 4 + 3]! | (table.flags[span]! & flags.shared)) !== 0;
    if (!hasParent) first = Math.min(first, table.startUs[span]!);
  }
  if (first < Infinity) return first;
  const starts = Float64Array.from(spans, (span) => table.startUs[span]!).sort();
  return starts[(starts.length - 1) >> 1]!;
}
