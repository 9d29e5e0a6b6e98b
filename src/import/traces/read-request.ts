import {ends, type TraceCalls} from './calls-of-trace.ts';
import {kept} from './kept.ts';
import {type CallTally, callTally, pairKey, type RequestTally} from './tally.ts';

/** Beyond this many different callees in one request, which of them overlap is not asked. */
const mostPairs = 40;
/** Two calls run at the same time when they share more than this part of the one that began later; times are exact to a microsecond. */
const overlap = 0.05;
const exactUs = 1;

function isTogether(start: number, end: number, earlierEnd: number): boolean {
  const shared = Math.min(earlierEnd, end) - start;
  return shared > exactUs && shared > overlap * (end - start);
}

function beginAt(now: CallTally['now'], request: number, start: number): void {
  now.request = request;
  now.calls = 0;
  now.firstStart = start;
  now.at = -1;
  now.start = start;
  now.lastEnd = start;
  now.end = start;
  now.failed = false;
  now.run = 0;
  now.atOnce = false;
  now.busy = 0;
  now.covered = 0;
}

/**
 * Counts the calls of one request into its kind's tally. How much of the time from `startUs` to `endUs` they cover together,
 * in microseconds (the union of their intervals). Of repeated attempts the last counts: the time of those before it and the
 * waits between are the caller's own, so that the model of one attempt and own work adds up to what was measured.
 */
export function requestReader(
  calls: TraceCalls,
  peerFrom: Uint8Array,
): (tally: RequestTally, request: number, startUs: number, endUs: number) => number {
  const order: number[] = [];
  const made: CallTally[] = [];
  const overlapped = new Set<number>();
  /** Attempts that failed and were followed by another. */
  const superseded = new Set<number>();
  const byStart = (a: number, b: number) =>
    calls.start[a]! - calls.start[b]! ||
    calls.end[a]! - calls.end[b]! ||
    calls.kind[a]! - calls.kind[b]! ||
    calls.bits[a]! - calls.bits[b]!;

  const count = (call: CallTally, at: number): void => {
    const {now} = call;
    const start = calls.start[at]!;
    const end = calls.end[at]!;
    const bits = calls.bits[at]!;
    const ms = (end - start) / 1000;
    call.attempts += 1;
    call.durations.push(ms);
    if ((bits & ends.failed) !== 0) call.errors += 1;
    if ((bits & ends.outward) === 0) call.answered = true;
    else if (peerFrom[calls.span[at]!]! < peerFrom[call.span]!) call.span = calls.span[at]!;
    if ((bits & ends.cut) !== 0) call.cut.push(ms);
    else if ((bits & ends.perhapsCut) !== 0) call.perhapsCut.push(ms);
    else call.longestWhole = Math.max(call.longestWhole, ms);
    if ((bits & (ends.cut | ends.perhapsCut)) !== 0) {
      if ((bits & ends.unfelt) !== 0) call.unfelt += 1;
      if ((bits & ends.unanswered) !== 0) call.unanswered += 1;
    }
    if (now.failed && start >= now.end) {
      superseded.add(now.at);
      if (now.run === 0) call.repeating += 1;
      call.repeatedUs += start - now.start;
      now.run += 1;
      call.retried += 1;
      call.retries = Math.max(call.retries, now.run);
      call.gaps.push((start - now.end) / 1000);
    } else {
      now.run = 0;
      now.calls += 1;
    }
    if (now.calls > 1 && (bits & ends.skewed) === 0 && isTogether(start, end, now.lastEnd)) now.atOnce = true;
    now.busy += end - start;
    now.covered += Math.max(0, end - Math.max(start, now.lastEnd));
    now.failed = (bits & ends.failed) !== 0;
    now.at = at;
    now.start = start;
    now.end = end;
    now.lastEnd = Math.max(now.lastEnd, end);
  };

  const pairsAt = (call: CallTally, at: number): void => {
    if ((calls.bits[at]! & ends.skewed) !== 0) return;
    const start = calls.start[at]!;
    const end = calls.end[at]!;
    for (const other of made) {
      if (other === call) continue;
      if (isTogether(start, end, other.now.lastEnd)) overlapped.add(pairKey(call.callee, other.callee));
    }
  };

  const close = (tally: RequestTally, startUs: number): void => {
    for (const call of made) {
      const {now} = call;
      call.calls += now.calls;
      call.requests += 1;
      call.counts.set(now.calls, (call.counts.get(now.calls) ?? 0) + 1);
      call.offset += Math.max(0, now.firstStart - startUs);
      if (!now.atOnce) continue;
      call.atOnce += 1;
      call.busy += now.busy;
      call.covered += now.covered;
    }
    if (made.length > mostPairs) return;
    for (let i = 0; i < made.length; i += 1) {
      for (let j = i + 1; j < made.length; j += 1) {
        const a = made[i]!;
        const b = made[j]!;
        const key = pairKey(a.callee, b.callee);
        const pair = kept(tally.pairs, key, () => ({together: 0, before: 0, overlapping: 0}));
        pair.together += 1;
        // `made` is in the order of the first starts.
        if (a.callee < b.callee) pair.before += 1;
        if (overlapped.has(key)) pair.overlapping += 1;
      }
    }
  };

  return (tally, request, startUs, endUs) => {
    order.length = 0;
    made.length = 0;
    overlapped.clear();
    superseded.clear();
    for (let at = calls.first[request]!; at !== -1; at = calls.next[at]!) order.push(at);
    if (order.length === 0) return 0;
    if (order.length > 1) order.sort(byStart);
    let covered = 0;
    let until = startUs;
    for (const at of order) {
      const callee = calls.kind[at]!;
      const call = kept(tally.calls, callee, () => callTally(callee, calls.span[at]!));
      if (call.now.request !== request) {
        beginAt(call.now, request, calls.start[at]!);
        made.push(call);
      }
      if (made.length > 1 && made.length <= mostPairs) pairsAt(call, at);
      count(call, at);
    }
    for (const at of order) {
      if (superseded.has(at)) continue;
      const end = Math.min(calls.end[at]!, endUs);
      if (end > until) {
        covered += Math.max(0, end - Math.max(calls.start[at]!, until));
        until = end;
      }
    }
    close(tally, startUs);
    return covered;
  };
}
