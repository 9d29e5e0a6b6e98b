import {softwareCalled} from '../software.ts';
import type {Breath} from './breath.ts';
import {callsOfTrace} from './calls-of-trace.ts';
import {evidenceIn, isCut} from './evidence.ts';
import {type Families, parents} from './families.ts';
import {handlingTimes} from './handling-times.ts';
import {kept} from './kept.ts';
import {type MessagePlaces, messageReader} from './message-reader.ts';
import {linksOf, type Messages, messages} from './messages.ts';
import {type Nodes, nodesOf} from './nodes.ts';
import {requestReader} from './read-request.ts';
import {type RequestKinds, requestKinds} from './request-kinds.ts';
import {type Samples, samples} from './samples.ts';
import {flags, roles, type SpanTable} from './span-table.ts';
import {type RequestTally, requestTally} from './tally.ts';
import {type TimeCovered, timeCovered} from './time-covered.ts';

/** Requests that came from outside, of one kind. */
export interface EntryTally {
  readonly kind: number;
  requests: number;
  errors: number;
  readonly durations: Samples;
  readonly span: number;
  /** It named a parent, which is not there: who called is not known. */
  readonly orphan: boolean;
}

/** Everything that the spans show, by kind of request. */
export interface Observed {
  readonly kinds: RequestKinds;
  readonly nodes: Nodes;
  readonly requests: ReadonlyMap<number, RequestTally>;
  readonly events: Messages;
  readonly entries: readonly EntryTally[];
  /** Services whose every span is the client's view of a store, under the store's own name. */
  readonly stores: ReadonlySet<number>;
  /** Client spans that name no other side, and those that name a machine's address alone, by service. */
  readonly nameless: ReadonlyMap<number, number>;
  readonly numbered: ReadonlyMap<number, number>;
  /** When traces began. */
  readonly time: TimeCovered;
}

/** Reads every trace: calls, messages, own work, entries. Linear in the number of spans but for sorting the calls of a request. */
export async function observe(table: SpanTable, families: Families, air: Breath): Promise<Observed> {
  const {span, parent, request} = families;
  const {role, service, startUs, durationUs} = table;
  const evidence = evidenceIn(table, families);
  const kinds = requestKinds(table, evidence.requests);
  await air.take();
  const nodes = nodesOf(table, evidence, kinds);
  await air.take();
  const kindAt = new Uint32Array(families.count);
  const piece = new Uint8Array(families.count);
  for (let p = 0; p < families.count; p += 1) {
    if (request[p] !== p) continue;
    const cut = isCut(table, families, p);
    kindAt[p] = kinds.of(span[p]!, cut);
    piece[p] = Number(kinds.isPiece(span[p]!, cut));
  }
  const handled = handlingTimes(table, families);
  const links = linksOf(table, families);
  const events = messages(table);
  const requests = new Map<number, RequestTally>();
  const entries = new Map<number, EntryTally>();
  const orphans = new Map<number, EntryTally>();
  const others = new Set<number>();
  const answering = new Map<number, boolean>();

  const has = (at: number, flag: number) => (table.flags[at]! & flag) !== 0;
  const tallyAt = (p: number): RequestTally => {
    const kind = kindAt[request[p]!]!;
    return kept(requests, kind, () => requestTally(kind, span[request[p]!]!));
  };
  const counted = new Map<number, Set<number>>();
  /** A request counts once for each event, whenever it is told of: links tell of it from other traces. */
  const published = (event: number, p: number): void => {
    const from = request[p]!;
    const before = kept(counted, event, () => new Set());
    if (piece[from] === 1 || before.has(from)) return;
    before.add(from);
    const tally = tallyAt(p).published;
    tally.set(event, (tally.get(event) ?? 0) + 1);
  };
  const places: MessagePlaces = {
    spanAt: (p) => span[p]!,
    begins: (p) => request[p] === p,
    kindAt: (p) => kindAt[request[p]!]!,
    handledUs: (p) => handled[p] || durationUs[span[p]!]!,
    linked: (p) => links.get(span[p]!) ?? [],
  };
  const message = messageReader(table, events, places, published);
  const calls = callsOfTrace(table, families, (p) => kindAt[p]!, nodes, message);
  const readRequest = requestReader(calls, table.peerFrom);

  const enter = (into: Map<number, EntryTally>, p: number, orphan: boolean): void => {
    const kind = kindAt[p]!;
    const entry = kept(into, kind, () => ({
      kind,
      requests: 0,
      errors: 0,
      durations: samples(),
      span: span[p]!,
      orphan,
    }));
    entry.requests += 1;
    if (has(span[p]!, flags.error)) entry.errors += 1;
    entry.durations.push(durationUs[span[p]!]! / 1000);
  };
  const started = (p: number): void => {
    const at = span[p]!;
    for (const place of links.get(at) ?? []) {
      if (service[span[place]!] === service[at]) continue;
      const event = events.unnamed(table.names[table.name[at]!]!);
      events.consume(event, kindAt[p]!, at, durationUs[at]!);
      events.publish(event, kindAt[request[place]!]!, span[place]!, true);
      published(event, place);
    }
  };
  const oneRequest = (p: number): void => {
    const at = span[p]!;
    const q = parent[p]!;
    const tally = tallyAt(p);
    tally.requests += 1;
    const failed = has(at, flags.error);
    if (failed) tally.errors += 1;
    if (has(at, flags.receive) && calls.first[p] === -1) tally.receives += 1;
    const from = startUs[at]!;
    const covered = readRequest(tally, p, from, from + (handled[p]! || durationUs[at]!));
    const own = Math.max(0, seen(p, q) - covered) / 1000;
    if (failed) tally.ownFailed.push(own);
    else tally.own.push(own);
  };
  /** How long the request took as its caller saw it: the way there and back is the callee's, as it is for stores. */
  const seen = (p: number, q: number): number => {
    const own = handled[p]! || durationUs[span[p]!]!;
    if (q < 0 || role[span[q]!] !== roles.client || calls.answers[q] !== 1) return own;
    const waited = durationUs[span[q]!]!;
    return has(span[q]!, flags.error) ? Math.max(own, waited) : waited;
  };

  const starts = new Map<number, Samples>();
  for (let t = 0; t + 1 < families.traces.length; t += 1) {
    const from = families.traces[t]!;
    const to = families.traces[t + 1]!;
    if (air.due(to - from)) await air.take();
    calls.read(from, to);
    let top = -1;
    let root = -1;
    let earliest = from;
    let hasRoot = false;
    for (let p = from; p < to; p += 1) {
      const at = span[p]!;
      const q = parent[p]!;
      if (startUs[at]! < startUs[span[earliest]!]!) earliest = p;
      if (q === parents.none && (root === -1 || startUs[at]! < startUs[span[root]!]!)) root = p;
      if (role[at] !== roles.client || request[p] !== p || q < 0) others.add(service[at]!);
      else answering.set(service[at]!, answering.get(service[at]!) === true || table.system[at] !== 0);
      if (request[p] !== p || piece[p] === 1) continue;
      oneRequest(p);
      if (has(at, flags.follows)) started(p);
      if (q >= 0 || role[at] === roles.consumer || has(at, flags.follows)) continue;
      if (q === parents.none) {
        hasRoot = true;
        enter(entries, p, false);
      } else if (role[at] === roles.server && (top === -1 || startUs[at]! < startUs[span[top]!]!)) top = p;
    }
    if (!hasRoot && top !== -1) enter(orphans, top, true);
    const first = span[root === -1 ? earliest : root]!;
    kept(starts, service[first]!, samples).push(startUs[first]!);
  }
  events.settle();
  const called = new Set([...requests.values()].flatMap((tally) => [...tally.calls.keys()]));
  for (const [kind, entry] of orphans) if (!entries.has(kind) && !called.has(kind)) entries.set(kind, entry);
  return {
    kinds,
    nodes,
    requests: requestsInOrder(requests.values()),
    events,
    entries: [...entries.values()].sort((a, b) => a.kind - b.kind),
    stores: storesAmong(table, answering, others),
    nameless: calls.nameless,
    numbered: calls.numbered,
    time: timeCovered(starts.values()),
  };
}

/** By number of kind, and the calls of each by that of their callee: an order that does not depend on that of the spans. */
export function requestsInOrder(tallies: Iterable<RequestTally>): ReadonlyMap<number, RequestTally> {
  const inOrder = [...tallies].sort((a, b) => a.kind - b.kind);
  return new Map(
    inOrder.map((tally) => [tally.kind, {...tally, calls: new Map([...tally.calls].sort(([a], [b]) => a - b))}]),
  );
}

/**
 * Services whose every span is the client's view of a store, under the store's own name. `answering`: services with spans that
 * are the client's view of their own answer, and whether one names a database; `others`: services with other spans.
 */
export function storesAmong(
  table: SpanTable,
  answering: ReadonlyMap<number, boolean>,
  others: ReadonlySet<number>,
): ReadonlySet<number> {
  const stores = new Set<number>();
  for (const [node, hasSystem] of answering)
    if (!others.has(node) && (hasSystem || softwareCalled(table.services[node]!)?.kind === 'datastore'))
      stores.add(node);
  return stores;
}
