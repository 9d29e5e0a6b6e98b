import {type Families, parents} from './families.ts';
import {kept} from './kept.ts';
import {type Samples, samples} from './samples.ts';
import {roles, type SpanTable} from './span-table.ts';
import {isTold} from './told.ts';

/**
 * What kinds of requests and the other sides of calls are told by: how often spans of one description hang together in one
 * way. Each way is there once or more often, with a span that shows it; in any order.
 */
export interface Evidence {
  /** Requests by the span that they begin with; `cut`: inside of a service, with a parent that is not there. */
  readonly requests: readonly {readonly span: number; readonly cut: boolean; readonly count: number}[];
  /** Client spans with a span in another service below them. */
  readonly answered: readonly {readonly client: number; readonly callee: number; readonly count: number}[];
  /** Client spans that alone tell of a call, by what makes them, and how long they took in milliseconds. */
  readonly outward: readonly {
    readonly client: number;
    readonly maker: {readonly span: number; readonly cut: boolean};
    readonly times: Samples;
  }[];
}

/** More than there are names, so that service and name make one number. */
const names = 1 << 17;

/** Did the beginning of the request that begins at a place get lost? */
export function isCut(table: SpanTable, {span, parent}: Families, place: number): boolean {
  const role = table.role[span[place]!];
  return parent[place] === parents.missing && role !== roles.server && role !== roles.consumer;
}

/** One number for all that a client's span says of the other side; systems are at most a thousand, what names them fewer than 256. */
export function otherSide({peer, system, peerFrom, destination}: SpanTable, span: number): number {
  return ((destination[span]! * names + peer[span]!) * 1024 + system[span]!) * 256 + peerFrom[span]!;
}

/** The evidence in traces whose families are known. Linear in the number of spans. */
export function evidenceIn(table: SpanTable, families: Families): Evidence {
  const {count, span, parent, request, traces} = families;
  const requests = new Map<number, {span: number; cut: boolean; count: number}>();
  const answered = new Map<number, Map<number, {client: number; callee: number; count: number}>>();
  type Outward = {client: number; maker: {span: number; cut: boolean}; times: Samples};
  const outward = new Map<number, Map<number, Map<number, Outward>>>();
  const below = new Uint8Array(count);
  const described = (s: number) => table.service[s]! * names + table.name[s]!;
  const measure = (p: number): void => {
    const at = span[p]!;
    const q = parent[p]!;
    const begins = request[p] === p && q >= 0;
    if (table.role[at] === roles.client && below[p] === 0 && !begins) {
      if (isTold(table, at)) below[p] = 1;
      const from = request[p]!;
      const maker = {span: span[from]!, cut: isCut(table, families, from)};
      const byMaker = kept(
        kept(outward, described(at), () => new Map()),
        otherSide(table, at),
        () => new Map<number, Outward>(),
      );
      const key = described(maker.span) * 2 + Number(maker.cut);
      kept(byMaker, key, () => ({client: at, maker, times: samples()})).times.push(table.durationUs[at]! / 1000);
    }
    if (q < 0 || (begins && (table.role[at] === roles.consumer || table.role[span[q]!] === roles.producer))) return;
    if (begins || below[p] === 1) below[q] = 1;
  };
  // Trace by trace, each from its end: children stand behind their parents.
  for (let t = 0; t + 1 < traces.length; t += 1) for (let p = traces[t + 1]! - 1; p >= traces[t]!; p -= 1) measure(p);
  for (let p = 0; p < count; p += 1) {
    if (request[p] !== p) continue;
    const at = span[p]!;
    const cut = isCut(table, families, p);
    kept(requests, described(at) * 2 + Number(cut), () => ({span: at, cut, count: 0})).count += 1;
    const q = parent[p]!;
    if (q < 0 || table.role[span[q]!] !== roles.client) continue;
    const client = span[q]!;
    const byCallee = kept(answered, described(at), () => new Map());
    const key = table.name[client]! * names * 2 + table.peer[client]!;
    kept(byCallee, key, () => ({client, callee: at, count: 0})).count += 1;
  }
  return {
    requests: [...requests.values()],
    answered: [...answered.values()].flatMap((clients) => [...clients.values()]),
    outward: [...outward.values()].flatMap((sides) => [...sides.values()].flatMap((makers) => [...makers.values()])),
  };
}
