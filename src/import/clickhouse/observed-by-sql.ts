import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {TraceCounts} from '../traces/families.ts';
import {messages} from '../traces/messages.ts';
import {type Nodes, nodesOf} from '../traces/nodes.ts';
import {nothingLeft} from '../traces/nothing-left.ts';
import {type EntryTally, type Observed, requestsInOrder, storesAmong} from '../traces/observe.ts';
import {type RequestKinds, requestKinds} from '../traces/request-kinds.ts';
import {samples} from '../traces/samples.ts';
import type {Intake, SpanTable} from '../traces/span-table.ts';
import {timeCovered} from '../traces/time-covered.ts';
import {isTold} from '../traces/told.ts';
import {checkedRows, shapes} from './checked-rows.ts';
import {descriptions} from './descriptions.ts';
import type {SqlEngine, TraceTable} from './engine.ts';
import {linkedFact, messageFact} from './message-facts.ts';
import {type CallQuestion, callsSql, kindsPacked, makerAndClient} from './sql-calls.ts';
import {familiesSql, packedBits, type TraceQuestion} from './sql-families.ts';
import {linkedSql, toldByLinksSql} from './sql-links.ts';
import {type Chosen, descriptionsSql, leftOutSql} from './sql-spans.ts';
import {structureSql} from './sql-structure.ts';
import {type Structure, structure} from './structure.ts';
import {talliesFromRows} from './tallies-from-rows.ts';
import {isSentBy, tellMessages} from './told-messages.ts';
import {tellPublishing} from './told-publishing.ts';

/** More different descriptions than this are refused: names then are not names but keys of single things. */
const mostDescriptions = 100_000;
/** Ways from a span to the beginning of its request, as powers of two: tried until all ways end. */
const roundsTried = [3, 6, 13, 20] as const;

/** What the spans of a table show, as the statements found it. */
export interface ObservedBySql {
  readonly table: SpanTable;
  readonly observed: Observed;
  readonly intake: Intake;
  readonly counts: TraceCounts;
  /** Spans in traces that are too long for the statements, and those outside of the time asked for. */
  readonly leftOut: number;
  /** Spans that are their own ancestors, and those below them: in no request, and left out. */
  readonly circling: number;
}

/**
 * Has the engine add up the traces of a table; rows come back by kind of request, not by span. Agrees with `observe` on the
 * same spans, but for three rare things: it leaves out traces of more than a million spans (`mostSpans`), and spans that are
 * their own ancestors (`observe` cuts such circles open); and a trace id that some services cut to its lower half is a trace of its own.
 * `name` is what messages and origins call the table. Throws a UserError where nothing is there.
 */
export async function observedBySql(
  engine: SqlEngine,
  table: TraceTable,
  {chosen, name}: {readonly chosen: Chosen; readonly name: string},
): Promise<ObservedBySql> {
  const described = descriptions(
    await checkedRows(engine, descriptionsSql(table, chosen, mostDescriptions), shapes.descriptions),
    name,
  );
  if (described.keys.length > mostDescriptions)
    throw new UserError(
      printableLine(
        `${name}: more than ${mostDescriptions} different spans: their names or attributes hold keys of single things.`,
      ),
      'Take a shorter time with --since and --until, or a smaller share with --sample.',
    );
  const left = await leftOut(engine, table, chosen);
  if (described.keys.length === 0) throw nothingLeft({...left, unsampled: chosen.sample > 1});
  const spans = described.table;
  const packs = new Map(described.keys.map((key, span) => [key, bitsOf(spans, span)]));
  const {question, hangs} = await structureFound(engine, {table, chosen, packs});
  if (hangs.count('spans') === 0) throw nothingLeft({outside: 1, unsampled: false});
  const kinds = requestKinds(spans, hangs.evidence.requests);
  const nodes = nodesOf(spans, hangs.evidence, kinds);
  const outward = new Set(hangs.evidence.outward.map(({client}) => client));
  const callees = described.keys.map((_, span) => (outward.has(span) ? nodes.calleeOf(span, -1) : undefined));
  const calls: CallQuestion = {
    ...question,
    kinds: callees.map((callee, span) => {
      const told = callee !== undefined || isTold(spans, span);
      return kindsPacked(kinds.of(span, false), callee, {
        isPiece: kinds.isPiece(span, true),
        told,
        peerFrom: spans.peerFrom[span]!,
      });
    }),
    apart: apartFor(spans, nodes, callees),
  };
  const {requests, nameless} = talliesFromRows(await checkedRows(engine, callsSql(calls), shapes.calls));
  const linked = described.hasLinks ? await checkedRows(engine, linkedSql(question), shapes.linked) : [];
  const linking = linked.map(linkedFact);
  const tells = linking.some(({span, linked: others, parent}) =>
    [...others, ...(parent ? [parent] : [])].some((other) => isSentBy(spans, span, other.span)),
  );
  const byLinks = tells ? await checkedRows(engine, toldByLinksSql(question), shapes.toldByLinks) : [];
  const events = messages(spans);
  const eventOf = tellMessages({table: spans, kinds, events}, [...hangs.of('message').map(messageFact), ...linking]);
  tellPublishing({table: spans, kinds, requests}, eventOf, hangs, byLinks);
  events.settle();
  const unnamed = byService(spans, nameless);
  const found = hangs.count('spans');
  return {
    table: spans,
    intake: {...described.intake, ...left},
    counts: {
      count: found,
      traces: hangs.count('traces'),
      repeated: hangs.count('repeated'),
      missing: hangs.count('missing'),
      circular: 0,
      outside: 0,
    },
    circling: hangs.count('endless'),
    leftOut: described.spans - found - hangs.count('repeated'),
    observed: {
      kinds,
      nodes,
      requests: requestsInOrder(requests.values()),
      events,
      entries: entriesIn(spans, hangs, kinds, requests),
      stores: storesIn(spans, hangs),
      ...unnamed,
      time: timeCovered(hangs.of('start').map(({values}) => startsOf(values))),
    },
  };
}

/** How many spans were left out before any was looked at. */
async function leftOut(
  engine: SqlEngine,
  table: TraceTable,
  chosen: Chosen,
): Promise<Pick<Intake, 'withoutTime' | 'withoutId' | 'outside'>> {
  const [row = {}] = await checkedRows(engine, leftOutSql(table, chosen), shapes.leftOut);
  return {withoutTime: Number(row.withoutTime), withoutId: Number(row.withoutId), outside: Number(row.outside)};
}

async function structureFound(
  engine: SqlEngine,
  asked: Pick<TraceQuestion, 'table' | 'chosen' | 'packs'>,
): Promise<{readonly question: TraceQuestion; readonly hangs: Structure}> {
  for (const rounds of roundsTried) {
    const once = {...asked, rounds};
    const question = {...once, kept: await engine.keep?.(familiesSql(once))};
    const hangs = structure(await checkedRows(engine, structureSql(question), shapes.structure));
    // What has no end after that many steps goes in a circle.
    if (hangs.count('endless') === 0 || rounds === roundsTried.at(-1)) return {question, hangs};
  }
  throw new Error('no number of rounds was tried');
}

function bitsOf(table: SpanTable, span: number): bigint {
  return packedBits(span + 1, {
    role: table.role[span]!,
    flags: table.flags[span]!,
    service: table.service[span]!,
    told: isTold(table, span),
  });
}

/** Calls by clients whose callee depends on the kind of request that makes them. */
function apartFor(table: SpanTable, {apart, calleeOf}: Nodes, callees: readonly (number | 'own' | undefined)[]) {
  const found = new Map<string, number>();
  for (const [span, usual] of callees.entries()) {
    if (typeof usual !== 'number' || !apart.has(usual)) continue;
    for (const label of apart.get(usual)!.keys()) {
      const maker = Math.floor(label / 0x20000);
      if (label % 0x20000 !== table.name[span]) continue;
      const callee = calleeOf(span, maker);
      if (typeof callee === 'number' && callee !== usual)
        found.set(String(makerAndClient(maker, span + 1)), callee + 1);
    }
  }
  return found;
}

function entriesIn(
  table: SpanTable,
  hangs: Structure,
  kinds: RequestKinds,
  requests: Observed['requests'],
): EntryTally[] {
  const called = new Set([...requests.values()].flatMap((tally) => [...tally.calls.keys()]));
  const entries = new Map<number, EntryTally>();
  const enter = (tag: 'entry' | 'orphan'): void => {
    const before = new Set(entries.keys());
    for (const {a, values} of hangs.of(tag)) {
      const span = a - 1;
      const kind = kinds.of(span, false);
      if (tag === 'orphan' && (before.has(kind) || called.has(kind))) continue;
      const entry = entries.get(kind) ?? {
        kind,
        requests: 0,
        errors: 0,
        durations: samples(),
        span,
        orphan: tag === 'orphan',
      };
      entries.set(kind, entry);
      entry.requests += values.length;
      if ((table.flags[span]! & 1) !== 0) entry.errors += values.length;
      for (const us of values) entry.durations.push(us / 1000);
    }
  };
  enter('entry');
  enter('orphan');
  return [...entries.values()].sort((a, b) => a.kind - b.kind);
}

function storesIn(table: SpanTable, hangs: Structure): ReadonlySet<number> {
  const answering = new Map<number, boolean>();
  const others = new Set<number>();
  for (const {a, b} of hangs.of('span')) {
    const service = table.service[a - 1]!;
    if (b === 0) others.add(service);
    else answering.set(service, answering.get(service) === true || table.system[a - 1] !== 0);
  }
  return storesAmong(table, answering, others);
}

/** Client spans that name no other side, and those that name an address alone, by service. */
function byService(table: SpanTable, counts: ReadonlyMap<number, number>): Pick<Observed, 'nameless' | 'numbered'> {
  const nameless = new Map<number, number>();
  const numbered = new Map<number, number>();
  for (const [span, n] of counts) {
    const into = table.peer[span] === 0 ? nameless : numbered;
    into.set(table.service[span]!, (into.get(table.service[span]!) ?? 0) + n);
  }
  return {nameless, numbered};
}

function startsOf(values: readonly number[]) {
  const list = samples();
  for (const value of values) list.push(value);
  return list;
}
