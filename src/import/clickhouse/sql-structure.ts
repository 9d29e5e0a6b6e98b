import {roles} from '../traces/span-table.ts';
import {pickedSql} from './sql-arrays.ts';
import {
  familiesOf,
  numberSql,
  packed,
  roleSql,
  serviceSql,
  type TraceQuestion,
  toldSql,
  withBelow,
} from './sql-families.ts';
import {layered} from './sql-layers.ts';

const {client, server, consumer, producer} = roles;

/**
 * What a fact of `structureSql` is of; what its numbers `a` and `b` stand for is beside each. A description's number is from 1;
 * a request is the number of the description that it begins with, twice, and one more if its beginning was lost.
 */
export const structureFacts = {
  /** Request. */
  request: 1,
  /** Description of a client span, and of the span in another service below it. */
  answered: 2,
  /** Client span that alone tells of its call; request that makes it. Values: microseconds. */
  outward: 3,
  /** Span of a message with that of its parent (see `messageBits`); its request with that of its parent. Values: microseconds. */
  message: 4,
  /** Producer's span, or as `message` where a span published that does not say so; the request that did, once. */
  published: 5,
  /** First span of a trace. Values: microseconds. */
  entry: 6,
  /** First span of a trace, its parent missing. Values: microseconds. */
  orphan: 7,
  /** Service of the first span of a trace. Values: microseconds since 1970. */
  start: 8,
  /** Span; 1 if it is a client below a span of another service. */
  span: 9,
  /** One of `structureCounts`; the sum counts. */
  count: 10,
  /** As `published` of a request that did so in several ways: a number for all of them; the request. */
  publishedTogether: 11,
  /** Such a number; one of the ways. */
  together: 12,
} as const;

export const structureCounts = {spans: 1, traces: 2, repeated: 3, missing: 4, endless: 5, outside: 6} as const;

/** The bits of a message's `a` and `b`: each of the two numbers has as many. */
export const messageBits = {number: 20, request: 21, begins: 40} as const;

/**
 * How the spans of each trace hang together, added up over all: rows of `tag`, `a`, `b` (see `structureFacts`), how often (`n`),
 * the sum of the values and the values themselves.
 */
export function structureSql(question: TraceQuestion): string {
  const of = (fact: keyof typeof structureFacts) => `toUInt8(${structureFacts[fact]})`;
  const fact = (kind: keyof typeof structureFacts, a: string, b = '0', v = '0') =>
    `(${of(kind)}, toUInt64(${a}), toUInt64(${b}), toInt64(${v}))`;
  const nothing = '(toUInt8(0), toUInt64(0), toUInt64(0), toInt64(0))';
  const where = (condition: string, yes: string) => `if(${condition}, ${yes}, ${nothing})`;
  const each = (sql: string, ...arrays: readonly string[]) =>
    `arrayMap((${arrays.map((name) => args[name]!).join(', ')}) -> ${sql}, ${arrays.join(', ')})`;
  const args: Readonly<Record<string, string>> = {
    ks: 'k',
    par: 'q',
    kp: 'above',
    begins: 'b',
    news: 'm',
    idx: 'j',
    dus: 'd',
    req: 'r',
    requests: 'rq',
    requested: 'ra',
    reqAbove: 'rp',
    below: 'w',
    handled: 'h',
    linkeds: 'l',
  };
  const count = (what: keyof typeof structureCounts, value: string) =>
    fact('count', String(structureCounts[what]), '0', value);
  const facts = layered(withBelow(messagesLayers(question), 'ks', toldSql), [
    {
      began: each(where('b', fact('request', 'rq')), 'begins', 'requests'),
      answered: each(
        where(`b AND q > 0 AND ${roleSql('above')} = ${client}`, fact('answered', numberSql('above'), numberSql('k'))),
        'begins',
        'par',
        'kp',
        'ks',
      ),
      outward: each(
        where(
          `${roleSql('k')} = ${client} AND NOT (b AND q > 0) AND NOT w`,
          fact('outward', numberSql('k'), 'rq', 'd'),
        ),
        'begins',
        'par',
        'ks',
        'below',
        'requests',
        'dus',
      ),
      told: each(
        where(`${isMessage} AND NOT l`, fact('message', both, requestsOf, 'h')),
        'begins',
        'par',
        'news',
        'ks',
        'kp',
        'requests',
        'requested',
        'handled',
        'linkeds',
      ),
      publishing,
      entered: each(
        where(`q = 0 AND b AND ${roleSql('k')} != ${consumer}`, fact('entry', numberSql('k'), '0', 'd')),
        'begins',
        'par',
        'ks',
        'dus',
      ),
      entered1: `if(hasRoot OR empty(lost), ${nothing}, ${fact('orphan', numberSql('ks[lost[1]]'), '0', 'dus[lost[1]]')})`,
      started: fact('start', serviceSql('ks[first]'), '0', 'sts[first]'),
      seen: `arrayDistinct(${each(fact('span', numberSql('k'), `b AND q > 0 AND ${roleSql('k')} = ${client}`), 'begins', 'par', 'ks')})`,
      counted: `[${count('spans', 'length(ids)')}, ${count('traces', '1')}, ${count('repeated', 'repeated')}, ${count('missing', 'missing')}, ${count('endless', 'endless')}]`,
    },
    {
      ways: 'arrayFilter(g -> notEmpty(g), arraySplit((x, y) -> x.1 != y.1, publishing, arrayShiftRight(publishing, 1)))',
    },
    {
      alone: 'arrayFilter(g -> length(g) = 1, ways)',
      several: `arrayMap(g -> (bitAnd(cityHash64(arrayMap(x -> x.2, g)), ${2 ** 52 - 1}), g), arrayFilter(g -> length(g) > 1, ways))`,
    },
    {
      published: `arrayConcat(arrayMap(g -> ${fact('published', 'g[1].2', 'g[1].3')}, alone), arrayMap(s -> ${fact('publishedTogether', 's.1', 's.2[1].3')}, several), arrayFlatten(arrayMap(s -> arrayMap(x -> ${fact('together', 's.1', 'x.2')}, s.2), several)))`,
    },
    {
      facts:
        'arrayFilter(x -> x.1 > 0, arrayConcat(began, answered, outward, told, published, entered, [entered1, started], seen, counted))',
    },
  ]);
  const valued = `tag IN (${(['outward', 'message', 'entry', 'orphan', 'start'] as const).map((name) => structureFacts[name]).join(', ')})`;
  return `SELECT tag, a, b, count() AS n, sum(v) AS total, groupArrayIf(v, ${valued}) AS vs FROM (SELECT f.1 AS tag, f.2 AS a, f.3 AS b, f.4 AS v FROM (SELECT arrayJoin(facts) AS f FROM ${facts})) GROUP BY tag, a, b ORDER BY tag, a, b`;
}

/** A message that a span published which does not say so itself. */
export const isSent = `(b AND q > 0 AND m AND ${roleSql('above')} != ${producer} AND ${serviceSql('k')} != ${serviceSql('above')})`;
/** Does a span tell of a message? These read the columns of `messagesLayers` by short names. */
export const isMessage = `((b AND q > 0 AND m) OR (NOT (b AND q > 0) AND ${roleSql('k')} IN (${producer}, ${consumer})))`;
/** The numbers `a` and `b` of a fact about a message, see `messageBits`. */
export const both = `bitOr(${numberSql('k')}, bitShiftLeft(${numberSql('above')}, ${messageBits.number})) + bitShiftLeft(toUInt64(b), ${messageBits.begins})`;
export const requestsOf = `rq + bitShiftLeft(ra, ${messageBits.request})`;

/** The ways in which each request of a trace published, by its place: each once, those by links not among them. */
export const publishing = `arraySort(arrayDistinct(arrayFilter(x -> x.1 > 0, arrayMap((b, q, m, k, above, rq, ra, r, rp, l) -> multiIf(${isMessage} AND ${roleSql('k')} = ${producer}, (r, toUInt64(${numberSql('k')}), rq), ${isSent} AND NOT l, (rp, ${both}, ra), (toUInt32(0), toUInt64(0), toUInt64(0))), begins, par, news, ks, kp, requests, requested, req, reqAbove, linkeds))))`;

/** Families (see `familiesSql`) with the request of each span and of its parent, and with what begins the trace. */
export function messagesLayers(question: TraceQuestion): string {
  return layered(familiesOf(question), [
    {
      requests: `arrayMap(t -> ${numberSql('t')} * 2 + bitTest(t, ${packed.cut}), tops)`,
      hasRoot: `arrayExists((q, k) -> q = 0 AND ${roleSql('k')} != ${consumer}, par, ks)`,
      rootless: 'NOT has(par, 0)',
      lost: sorted(`q = -1 AND ${roleSql('k')} = ${server}`),
    },
    {requested: pickedSql('requests', 'par'), first: `${sorted('q = 0 OR rootless')}[1]`},
  ]);
}

/** The places of some spans in the order of their starts. */
function sorted(which: string): string {
  const some = (column: string) => `arrayFilter((x, q, k) -> ${which}, ${column}, par, ks)`;
  return `arraySort((j, s, i) -> (s, i), ${some('idx')}, ${some('sts')}, ${some('ids')})`;
}
