import type {CallTally, PairTally} from './tally.ts';
import {pairKey} from './tally.ts';

/** Calls of one kind of request that begin together; one alone, or several. */
export type Step = readonly CallTally[];

/**
 * The calls in the order in which a request makes them, those that run at the same time in one step. Which of two comes
 * first is asked of the requests that made both; overlapping in at least half of these is at the same time.
 */
export function inSteps(calls: readonly CallTally[], pairs: ReadonlyMap<number, PairTally>): Step[] {
  const pairOf = (a: CallTally, b: CallTally) => pairs.get(pairKey(a.callee, b.callee));
  const ahead = new Map<CallTally, number>();
  const isSmall = calls.length <= 200;
  for (const a of isSmall ? calls : []) {
    let wins = 0;
    for (const b of calls) {
      const pair = a === b ? undefined : pairOf(a, b);
      if (!pair) continue;
      const before = a.callee < b.callee ? pair.before : pair.together - pair.before;
      wins += Math.sign(before * 2 - pair.together);
    }
    ahead.set(a, wins);
  }
  const offset = (call: CallTally) => call.offset / call.requests;
  const ordered = [...calls].sort(
    (a, b) => (ahead.get(b) ?? 0) - (ahead.get(a) ?? 0) || offset(a) - offset(b) || a.callee - b.callee,
  );
  const steps: CallTally[][] = [];
  for (const call of ordered) {
    const step = steps.at(-1);
    const joins = step?.every((other) => {
      const pair = pairOf(call, other);
      return pair !== undefined && pair.overlapping * 2 >= pair.together;
    });
    if (step && joins) step.push(call);
    else steps.push([call]);
  }
  return steps;
}

/** How many of one call run at the same time: their durations over the time that they cover; 1 where they follow one another. */
export function width(call: CallTally): number {
  if (call.atOnce * 2 < call.requests || call.covered === 0) return 1;
  return Math.max(2, Math.round(call.busy / call.covered));
}

/** How many calls a request typically makes when it makes any: the median, without repeated attempts. */
export function typicalCount(call: CallTally): number {
  const counts = [...call.counts].sort(([a], [b]) => a - b);
  let left = call.requests / 2;
  for (const [i, [count, requests]] of counts.entries()) {
    left -= requests;
    if (left === 0) return Math.round((count + (counts[i + 1]?.[0] ?? count)) / 2);
    if (left < 0) return count;
  }
  return 1;
}
