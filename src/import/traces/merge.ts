import {kept} from './kept.ts';
import type {Samples} from './samples.ts';
import {type CallTally, callTally, type RequestTally, requestTally} from './tally.ts';

/** A caller that makes more different requests than this to one service without endpoints is shown with one call to it. */
const mostCalls = 8;

/** Several kinds of requests as one: of a service that has no endpoints. */
export function mergedRequests(tallies: readonly RequestTally[]): RequestTally {
  const [only] = tallies;
  if (only && tallies.length === 1) return only;
  const merged = requestTally(only!.kind, only!.span);
  for (const tally of tallies) {
    merged.requests += tally.requests;
    merged.errors += tally.errors;
    merged.receives += tally.receives;
    pour(tally.own, merged.own);
    pour(tally.ownFailed, merged.ownFailed);
    for (const call of tally.calls.values()) {
      add(
        call,
        kept(merged.calls, call.callee, () => callTally(call.callee, call.span)),
      );
    }
    for (const [key, pair] of tally.pairs) {
      const into = kept(merged.pairs, key, () => ({together: 0, before: 0, overlapping: 0}));
      into.together += pair.together;
      into.before += pair.before;
      into.overlapping += pair.overlapping;
    }
    for (const [event, requests] of tally.published)
      merged.published.set(event, (merged.published.get(event) ?? 0) + requests);
  }
  return merged;
}

/**
 * The calls of a kind of request; where it makes many different ones to one service without endpoints, one for all of
 * them. `groupOf` says which callees are one place, or undefined for a place of its own.
 */
export function mergedCalls(tally: RequestTally, groupOf: (callee: number) => number | undefined): CallTally[] {
  const groups = new Map<number, CallTally[]>();
  const single: CallTally[] = [];
  for (const call of tally.calls.values()) {
    const group = groupOf(call.callee);
    if (group === undefined) single.push(call);
    else kept(groups, group, () => []).push(call);
  }
  for (const calls of groups.values()) {
    if (calls.length <= mostCalls) {
      single.push(...calls);
      continue;
    }
    const usual = calls.reduce((a, b) => (b.calls > a.calls ? b : a));
    const merged = callTally(usual.callee, usual.span);
    for (const call of calls) add(call, merged);
    // How many requests made any of them is between the largest and the sum; calls with different names exclude each other mostly.
    merged.requests = Math.min(tally.requests, merged.requests);
    merged.counts.clear();
    merged.counts.set(Math.max(1, Math.round(merged.calls / merged.requests)), merged.requests);
    single.push(merged);
  }
  return single;
}

function add(from: CallTally, into: CallTally): void {
  into.calls += from.calls;
  into.attempts += from.attempts;
  into.requests += from.requests;
  into.errors += from.errors;
  into.retries = Math.max(into.retries, from.retries);
  into.retried += from.retried;
  into.repeating += from.repeating;
  into.repeatedUs += from.repeatedUs;
  into.atOnce += from.atOnce;
  into.busy += from.busy;
  into.covered += from.covered;
  into.offset += from.offset;
  into.unfelt += from.unfelt;
  into.unanswered += from.unanswered;
  into.longestWhole = Math.max(into.longestWhole, from.longestWhole);
  into.answered ||= from.answered;
  pour(from.gaps, into.gaps);
  pour(from.durations, into.durations);
  pour(from.cut, into.cut);
  pour(from.perhapsCut, into.perhapsCut);
  for (const [count, requests] of from.counts) into.counts.set(count, (into.counts.get(count) ?? 0) + requests);
}

function pour(from: Samples, into: Samples): void {
  for (const value of from.values()) into.push(value);
}
