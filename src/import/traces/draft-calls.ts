import {listed, timeSpan, count as written} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import type {DraftCall, Observation} from '../draft.ts';
import {inSteps, typicalCount, width} from './call-order.ts';
import {type GivenUp, givenUp} from './given-up.ts';
import {mergedCalls} from './merge.ts';
import type {Observed} from './observe.ts';
import {type Places, quantilesOf} from './places.ts';
import {quantile, rounded, sorted} from './samples.ts';
import type {CallTally, RequestTally} from './tally.ts';
import {peerRule} from './told.ts';

/** More calls at the same time than this are shown with a count each. */
const mostAtOnce = 12;
/** Waiting shorter than this between attempts is no back-off. */
const leastBackoffMs = 5;

/** What a place calls, in order; and sentences on what was given up. */
export function callsFrom(
  tally: RequestTally,
  {kinds, nodes}: Observed,
  at: Places,
): {readonly calls: DraftCall[]; readonly notes: string[]} {
  const from = at.placeOf(tally.kind);
  const alike = (callee: number): number | undefined => {
    const {node} = kinds.list[callee]!;
    return at.isSplit(node) ? undefined : node;
  };
  const merged = mergedCalls(tally, alike);
  const perNode = new Map<number, number>();
  for (const {callee} of merged) {
    const {node} = kinds.list[callee]!;
    perNode.set(node, (perNode.get(node) ?? 0) + 1);
  }
  const notes: string[] = [];
  const calls = inSteps(merged, tally.pairs).flatMap((step, number) => {
    const isShared = step.length > 1;
    return step.flatMap((call) => {
      const {node, name} = kinds.list[call.callee]!;
      const cut = givenUp([call]);
      if (cut) notes.push(gaveUp(from.service, at.nameOf(node), call, cut));
      if (call.repeating * 2 >= call.requests) notes.push(repeats(from.service, at.nameOf(node), call));
      const wide = width(call);
      const typical = typicalCount(call);
      const copies = Math.min(wide, typical, mostAtOnce);
      const share = Math.min(1, call.requests / tally.requests);
      const {named, kind} = nodes.list[node]!;
      const draft: DraftCall = {
        from,
        to: at.placeOf(call.callee),
        name: !at.isSplit(node) && perNode.get(node)! > 1 && name !== '' ? name : undefined,
        request: kind === 'service' && name !== '' ? name : undefined,
        timeoutMs: cut?.timeoutMs,
        retries: call.retries > 0 ? call.retries : undefined,
        backoffMs: backoff(call),
        probability: share >= 0.9995 ? undefined : Math.max(0.0001, Number(share.toFixed(4))),
        parallel: isShared || copies > 1 ? `at once ${number + 1}` : undefined,
        observed: observed(call, tally.requests * copies),
        origin: at.origin(
          call.span,
          call.answered ? 'span in another service' : `client span, ${named?.rule ?? peerRule(at.table, call.span)}`,
          named?.confidence ?? (call.answered ? 'sure' : 'likely'),
        ),
      };
      return Array.from({length: copies}, (_, i) => {
        const times = Math.floor(typical / copies) + (i < typical % copies ? 1 : 0);
        const label = copies === 1 ? draft.name : `${draft.name ?? draft.request ?? at.nameOf(node)} ${i + 1}`;
        return {...draft, name: label, count: times === 1 ? undefined : times};
      });
    });
  });
  return {calls, notes};
}

function observed(call: CallTally, requests: number): Observation {
  return {
    perRequest: rounded(call.attempts / requests),
    errorRate: rounded(call.errors / call.attempts),
    ...quantilesOf(call.durations),
  };
}

function backoff(call: CallTally): number | undefined {
  const gap = quantile(sorted([call.gaps]), 0.5);
  return gap !== undefined && gap >= leastBackoffMs ? rounded(gap) : undefined;
}

/** Own time holds what the typical request spends on attempts that fail: the model knows one attempt. */
function repeats(caller: string, callee: string, call: CallTally): string {
  return printableLine(
    `${caller} repeats ${written(call.repeating)} of ${written(call.calls)} calls to ${callee}: ${timeSpan(call.repeatedUs / 1000 / call.repeating)} of failed attempts and waits between them, on average, count as own work of ${caller}.`,
  );
}

function gaveUp(
  caller: string,
  callee: string,
  call: CallTally,
  {timeoutMs, calls, unfelt, unanswered}: GivenUp,
): string {
  const some = (n: number) => (n === calls ? '' : `in ${written(n)} of them `);
  const how = [
    ...(unfelt > 0 ? [`${some(unfelt)}${callee} shows no error: it did not notice`] : []),
    ...(unanswered > 0 ? [`${some(unanswered)}${callee} recorded nothing`] : []),
  ];
  const seen = call.attempts === 1 ? 'the only call' : `${written(calls)} of ${written(call.attempts)} calls`;
  return printableLine(
    `${caller} gives up on ${callee} after ${timeSpan(timeoutMs)}: a timeout, seen in ${seen}${how.length > 0 ? `; ${listed(how)}` : ''}.`,
  );
}
