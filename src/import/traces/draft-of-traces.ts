import {count, timeSpan} from '../../figures.ts';
import type {Draft, DraftOperation, DraftService} from '../draft.ts';
import {softwareCalled} from '../software.ts';
import {callsFrom} from './draft-calls.ts';
import {messagesDraft} from './draft-events.ts';
import {withEndpoints} from './endpoints.ts';
import {kept} from './kept.ts';
import {mergedRequests} from './merge.ts';
import type {Observed} from './observe.ts';
import {latencyOf, ownLatency, type Places, places, quantilesOf} from './places.ts';
import {order} from './request-kinds.ts';
import {rounded, type Samples} from './samples.ts';
import type {SpanTable} from './span-table.ts';
import type {RequestTally} from './tally.ts';

/** A rate of fewer requests, or of a shorter time, says nothing. */
const leastRequests = 10;
const leastSeconds = 5;

/** The topology that the spans show. `sample`: one trace of this many was read; rates are multiplied by it. */
export function draftOfTraces(table: SpanTable, observed: Observed, sample: number, isSampled: boolean): Draft {
  const split = withEndpoints(observed);
  const at = places(table, observed, split);
  const seconds = (observed.time.lastUs - observed.time.firstUs) / 1e6;
  const roots = observed.entries.reduce((sum, {requests}) => sum + requests, 0);
  const hasRates = seconds >= leastSeconds && roots >= leastRequests;
  // What a tracer's sampling left is no rate of requests, and must not stand for one.
  const perSecond = (n: number) => (hasRates && !isSampled && n > 0 ? rounded((n * sample) / seconds) : undefined);
  const tallies = byPlace(observed, at);
  const lists = tallies.map((tally) => callsFrom(tally, observed, at));
  const messages = messagesDraft(table, observed, at, perSecond);
  const shared = [...observed.nodes.unnamed].filter(([, users]) => users.length > 1);
  return {
    evidence: 'observed',
    services: services(observed, at, tallies),
    calls: lists.flatMap(({calls}) => calls),
    brokers: messages.brokers,
    events: messages.events,
    operations: operations(observed, at, perSecond),
    questions: [
      ...shared.map(
        ([system, users]) =>
          `Do ${users.join(', ')} share one ${system} database? The spans do not name it, so each has its own here.`,
      ),
      ...messages.questions,
    ],
    notes: [...lists.flatMap(({notes}) => notes), rateNote(hasRates, isSampled, roots, seconds)],
  };
}

function rateNote(hasRates: boolean, isSampled: boolean, roots: number, seconds: number): string {
  if (!hasRates)
    return roots === 0
      ? 'No rates: no trace has a first span.'
      : 'No rates: the traces are too few, or lie within too short a time.';
  return isSampled
    ? `No rates: the tracer sampled. ${count(roots)} requests from outside were seen in ${timeSpan(seconds * 1000)}.`
    : 'Rates are requests over the time that the traces cover; if your tracing samples, rates are not absolute.';
}

/** One tally for each place: a service, or where its requests differ each kind of request. */
function byPlace({requests, kinds}: Observed, at: Places): RequestTally[] {
  const groups = new Map<string, RequestTally[]>();
  const busy = new Set<number>();
  for (const tally of requests.values()) if (!isWaiting(tally)) busy.add(kinds.list[tally.kind]!.node);
  for (const tally of requests.values()) {
    // Waiting for messages is no request; it stands for its service only where there is nothing else.
    if (isWaiting(tally) && busy.has(kinds.list[tally.kind]!.node)) continue;
    const place = at.placeOf(tally.kind);
    const key = JSON.stringify([place.service, place.endpoint]);
    kept(groups, key, () => []).push(tally);
  }
  return [...groups.values()].map(mergedRequests);
}

function isWaiting(tally: RequestTally): boolean {
  return tally.receives === tally.requests;
}

function services(observed: Observed, at: Places, tallies: readonly RequestTally[]): DraftService[] {
  const {kinds, nodes, stores, requests} = observed;
  const found = new Map<number, DraftService>();
  const endpoints = new Map<number, NonNullable<DraftService['endpoints']>[number][]>();
  for (const tally of tallies) {
    const {node} = kinds.list[tally.kind]!;
    const latency = ownLatency(tally);
    const origin = at.origin(tally.span, 'service.name');
    const name = at.nameOf(node);
    const kind = stores.has(node) ? 'datastore' : undefined;
    if (!at.isSplit(node)) {
      found.set(node, {name, kind, latency, origin});
      continue;
    }
    const list = kept(endpoints, node, () => []);
    list.push({name: at.placeOf(tally.kind).endpoint!, latency, origin: at.origin(tally.span, 'name of the span')});
    found.set(node, {name, kind, endpoints: list, origin});
  }
  const times = new Map<number, Map<number, Samples[]>>();
  for (const tally of requests.values()) {
    for (const call of tally.calls.values()) {
      const {node} = kinds.list[call.callee]!;
      kept(
        kept(times, node, () => new Map()),
        call.callee,
        () => [],
      ).push(call.durations);
    }
  }
  for (const [node, byKind] of times) {
    const {kind, named} = nodes.list[node]!;
    if (found.has(node) || !named) continue;
    found.set(node, {
      name: at.nameOf(node),
      kind: kind === 'service' ? undefined : kind,
      telemetry: isTelemetry(at.nameOf(node)),
      ...(at.isSplit(node)
        ? {
            endpoints: [...byKind].map(([callee, lists]) => ({
              name: at.placeOf(callee).endpoint!,
              latency: latencyOf(lists),
              origin: at.origin(named.span, 'name of the span'),
            })),
          }
        : {latency: latencyOf([...byKind.values()].flat())}),
      dangling: kind === 'external' ? true : undefined,
      origin: at.origin(named.span, named.rule, named.confidence),
    });
  }
  const isService = (node: number) => nodes.list[node]!.kind === 'service';
  return [...found]
    .sort(([a, one], [b, two]) => Number(isService(b)) - Number(isService(a)) || order(one.name, two.name) || a - b)
    .map(([, service]) => service);
}

/** Of what answers no request in any trace: a service that does is none, whatever its name. */
function isTelemetry(name: string): true | undefined {
  return softwareCalled(name)?.kind === 'telemetry' ? true : undefined;
}

/** So many requests without a failure say something of how often they fail; fewer say nothing, and are no 100 %. */
const leastWithoutFailure = 100;

function availabilityOf({errors, requests}: {readonly errors: number; readonly requests: number}): number | undefined {
  return errors === 0 && requests < leastWithoutFailure ? undefined : 1 - errors / requests;
}

function operations(
  {entries, kinds}: Observed,
  at: Places,
  perSecond: (n: number) => number | undefined,
): DraftOperation[] {
  const names = new Map<string, number>();
  for (const {kind} of entries) names.set(kinds.list[kind]!.name, (names.get(kinds.list[kind]!.name) ?? 0) + 1);
  return entries.map((entry) => {
    const {name, node} = kinds.list[entry.kind]!;
    const isUnique = name !== '' && names.get(name) === 1;
    return {
      name: isUnique ? name : `${at.nameOf(node)} ${name}`.trim(),
      entry: at.placeOf(entry.kind),
      rate: perSecond(entry.requests),
      measured: {availability: availabilityOf(entry), ...quantilesOf(entry.durations)},
      origin: at.origin(
        entry.span,
        entry.orphan ? 'first span, its parent is missing' : 'root span',
        entry.orphan ? 'likely' : 'sure',
      ),
    };
  });
}
