import {kept} from './kept.ts';
import type {Observed} from './observe.ts';
import {isSlower} from './outside-kinds.ts';
import {quantile, sorted} from './samples.ts';
import type {RequestTally} from './tally.ts';

/** What a kind of request does, for telling kinds apart: by callee or event, the share of requests and the calls of each. */
type Profile = ReadonlyMap<number | string, {readonly share: number; readonly each: number}>;

/**
 * Services whose kinds of requests differ, so that one list of calls would make every request call everything: in what
 * they call or publish, how often, or clearly in their own time. They get endpoints; a service whose requests are alike
 * stays one. So do stores, and what is outside, but those of which calls by other names take clearly longer. Whether a callee has endpoints decides whether its callers differ: repeated until nothing changes.
 */
export function withEndpoints({requests, kinds, nodes, stores}: Observed): ReadonlySet<number> {
  const byNode = new Map<number, RequestTally[]>();
  for (const tally of requests.values()) {
    const {node} = kinds.list[tally.kind]!;
    if (stores.has(node) || nodes.list[node]!.kind !== 'service') continue;
    kept(byNode, node, () => []).push(tally);
  }
  const callers = new Map<number, Set<number>>();
  for (const [node, tallies] of byNode) {
    for (const tally of tallies) {
      for (const callee of tally.calls.keys()) {
        kept(callers, kinds.list[callee]!.node, () => new Set()).add(node);
      }
    }
  }
  const split = new Set<number>();
  const outside = new Set<number>();
  for (const {node} of kinds.list) {
    if (nodes.list[node]!.kind === 'service') continue;
    if (outside.has(node)) split.add(node);
    else outside.add(node);
  }
  const profileOf = (tally: RequestTally): Profile => {
    const profile = new Map<number | string, {share: number; each: number}>();
    for (const call of tally.calls.values()) {
      const {node} = kinds.list[call.callee]!;
      const key = split.has(node) ? `endpoint ${call.callee}` : node;
      const before = profile.get(key) ?? {share: 0, each: 0};
      profile.set(key, {
        share: Math.max(before.share, call.requests / tally.requests),
        each: before.each + call.calls / Math.max(1, tally.requests),
      });
    }
    for (const [event, publishing] of tally.published)
      profile.set(`event ${event}`, {share: publishing / tally.requests, each: 1});
    return profile;
  };
  const differs = (tallies: readonly RequestTally[]): boolean => {
    const total = tallies.reduce((sum, {requests: n}) => sum + n, 0);
    const usual = tallies.reduce((a, b) => (b.requests > a.requests ? b : a));
    const profile = profileOf(usual);
    return tallies.some((tally) => {
      if (tally === usual || tally.receives === tally.requests) return false;
      // A few spans that were lost make a rare request look as if it called nothing.
      if (tally.requests < 3 && total >= 50) return false;
      const few = Math.min(tally.requests, usual.requests);
      return isOther(profile, profileOf(tally), few) || isSlower(ownTypical(usual), ownTypical(tally), few);
    });
  };
  const open = new Set(byNode.keys());
  for (const node of open) {
    open.delete(node);
    const tallies = byNode.get(node) ?? [];
    if (split.has(node) || tallies.length < 2 || !differs(tallies)) continue;
    split.add(node);
    for (const caller of callers.get(node) ?? []) open.add(caller);
  }
  return split;
}

/** Shares of requests differ by a quarter and more than chance explains; or the number of calls differs by half. */
function isOther(a: Profile, b: Profile, few: number): boolean {
  const most = 0.25 + 0.5 / Math.sqrt(few);
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const one = a.get(key) ?? {share: 0, each: 0};
    const two = b.get(key) ?? {share: 0, each: 0};
    if (Math.abs(one.share - two.share) >= most) return true;
    const [low, high] = one.each < two.each ? [one.each, two.each] : [two.each, one.each];
    if (few >= 5 && high > low * 1.5 && high - low > 0.9) return true;
  }
  return false;
}

function ownTypical(tally: RequestTally): number {
  return quantile(sorted([tally.own.count() > 0 ? tally.own : tally.ownFailed]), 0.5) ?? 0;
}
