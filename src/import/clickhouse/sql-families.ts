import {roles} from '../traces/span-table.ts';
import type {TraceTable} from './engine.ts';
import {foundSql, pickedSql, timesSql} from './sql-arrays.ts';
import {type Columns, layered} from './sql-layers.ts';
import {type Chosen, chosenSql, describedOf, mostSpans, tableSql} from './sql-spans.ts';

/**
 * What the numbers of descriptions stand for, in bits: the number of the description (from 1) in the lowest 24, then the
 * role, the flags, the service, and whether something names the other side of a client. Statements add, where they speak of
 * the first span of a request, that it is one, and whether the beginning of its request was lost.
 */
export const packed = {role: 24, flags: 27, service: 34, told: 52, begins: 61, cut: 62} as const;

/** The bits of one description. JavaScript's numbers hold 53 of them exactly. */
export function packedBits(
  number: number,
  {
    role,
    flags,
    service,
    told,
  }: {readonly role: number; readonly flags: number; readonly service: number; readonly told: boolean},
): bigint {
  return (
    BigInt(number) |
    (BigInt(role) << BigInt(packed.role)) |
    (BigInt(flags) << BigInt(packed.flags)) |
    (BigInt(service) << BigInt(packed.service)) |
    (BigInt(told) << BigInt(packed.told))
  );
}

export const roleSql = (k: string) => `bitAnd(bitShiftRight(${k}, ${packed.role}), 7)`;
export const flagSql = (k: string, flag: number) => `(bitAnd(${k}, ${BigInt(flag) << BigInt(packed.flags)}) != 0)`;
export const serviceSql = (k: string) => `bitAnd(bitShiftRight(${k}, ${packed.service}), 262143)`;
export const numberSql = (k: string) => `bitAnd(${k}, 16777215)`;
export const toldSql = (k: string) => `bitTest(${k}, ${packed.told})`;

/** A span's id as a number; 0: none. */
export const idSql = (column: string) => `if(${column} IN ('', '0000000000000000'), 0, cityHash64(${column}))`;

/** What replaces one number by another: `transform` over two lists of whole numbers. */
export function replacedSql(number: string, to: ReadonlyMap<string, bigint | number>): string {
  if (to.size === 0) return 'toUInt64(0)';
  return `transform(${number}, [${[...to.keys()].join(',')}]::Array(UInt64), [${[...to.values()].join(',')}]::Array(UInt64), toUInt64(0))`;
}

/** What the statements over whole traces need to know. */
export interface TraceQuestion {
  readonly table: TraceTable;
  readonly chosen: Chosen;
  /** By the number of a description: its bits. */
  readonly packs: ReadonlyMap<string, bigint>;
  /** Ways from a span to the beginning of its request are followed over two to the power of this many spans. */
  readonly rounds: number;
  /** Only these traces, as a statement that gives their ids. */
  readonly only?: string | undefined;
  /** The table in which the engine keeps what `familiesSql` gives for this question without `only`. */
  readonly kept?: string | undefined;
}

const {client, server, consumer, producer} = roles;
const serving = (role: string) => `(${role} = ${server} OR ${role} = ${consumer})`;

const columns: readonly string[] = [
  't',
  ...[
    'ids',
    'ks',
    'sts',
    'dus',
    'linkeds',
    'idx',
    'par',
    'kp',
    'begins',
    'req',
    'tops',
    'reqAbove',
    'cli',
    'cliAbove',
    'news',
    'answers',
    'cut',
    'handled',
  ],
  ...['repeated', 'missing', 'endless'],
];

/** Places above the services of the spans there, as one number that one picks at once. */
const placeBits = 18;
const placeSql = (a: string) => `toInt32(bitShiftRight(${a}, ${placeBits}))`;
const placedIn = (a: string) => `bitAnd(${a}, ${2 ** placeBits - 1}) = ${serviceSql('k')}`;

/** Each round doubles the way that a pointer has gone. */
function followed(pointers: string, rounds: number): Columns[] {
  return Array.from({length: rounds}, () => ({[pointers]: pickedSql(pointers, pointers)}));
}

const handlingLayers: readonly Columns[] = [
  {
    listens: `arrayMap((b, k) -> b AND ${roleSql('k')} = ${consumer}, begins, ks)`,
    inside: `arrayMap(t -> bitTest(t, ${packed.begins}) AND ${roleSql('t')} = ${consumer}, tops)`,
  },
  {
    heard: 'arrayFilter((r, i) -> i, req, inside)',
    heardFrom: 'arrayFilter((s, i) -> i, sts, inside)',
    heardTo: 'arrayFilter((e, i) -> i, arrayMap((s, d) -> s + d, sts, dus), inside)',
  },
  {
    heard: `arraySort(arrayMap((r, s, e, f) -> (r, if(s >= f, e - f, 0)), heard, heardFrom, heardTo, ${pickedSql('sts', 'heard')}))`,
  },
  {lasting: 'arrayMap(x -> x.2, arrayFilter((x, y) -> x.1 != y.1, heard, arrayShiftLeft(heard, 1)))'},
  {
    handled: `arrayMap((d, l, x) -> if(l, greatest(d, x), d), dus, listens, ${pickedSql('lasting', 'arrayMap((l, n) -> if(l, n, 0), listens, arrayCumSum(listens))')})`,
  },
];

/**
 * One row for each trace, its spans in arrays, places from 1. A request is what a service does for one call from outside or
 * one message, as `families` of the traces has it. Columns:
 * `ks` descriptions, `sts` and `dus` starts and durations in microseconds, `par` the parent's place (0: none, -1: missing),
 * `begins`, `req` the place where the request begins, `tops` the description there (see `packed`), `reqAbove` the parent's `req`,
 * `cli` the nearest client above in the same request (or 0), `cliAbove` the parent's, `news` where a message arrives or is sent on, `cut` where the beginning of a request was lost,
 * `linkeds` whether spans refer to others, `answers` how many spans answer each client's call (2: more than one), `handled` how
 * long each took, as `handlingTimes` of the traces has it, `repeated`, `missing`, `endless` counts.
 */
export function familiesSql({table, chosen, packs, rounds, only}: TraceQuestion): string {
  const linked = table.hasLinks ? 'notEmpty(`Links.TraceId`)' : '0';
  const spans = `SELECT TraceId AS t, ${idSql('SpanId')} AS i, ${idSql('ParentSpanId')} AS p, intDiv(toUnixTimestamp64Nano(Timestamp), 1000) AS st, intDiv(greatest(0, toInt64(Duration)) + 500, 1000) AS du, ${replacedSql(describedOf(table), packs)} AS k, ${linked} AS l FROM ${tableSql(table)} WHERE ${chosenSql(chosen)}${only === undefined ? '' : ` AND TraceId GLOBAL IN ${only}`}`;
  const traces = `SELECT t, groupArray(i) AS i0, groupArray(p) AS p0, groupArray(k) AS k0, groupArray(st) AS s0, groupArray(du) AS d0, groupArray(l) AS l0 FROM (${spans}) GROUP BY t HAVING length(i0) <= ${mostSpans}`;
  const kept = (column: string) => `arrayFilter((x, q) -> q, ${column}, once)`;
  const window = [
    ...(chosen.fromUs === undefined ? [] : [`beginning >= ${Math.round(chosen.fromUs)}`]),
    ...(chosen.toUs === undefined ? [] : [`beginning < ${Math.round(chosen.toUs)}`]),
  ];
  const beginning = `if(arrayExists(x -> x = 0, p0), arrayMin((s, x) -> if(x = 0, s, 9000000000000000), s0, p0), arraySort(s0)[intDiv(length(s0) + 1, 2)])`;
  const families = layered(
    `(SELECT *, ${beginning} AS beginning FROM (${traces}))${window.length > 0 ? ` WHERE ${window.join(' AND ')}` : ''}`,
    [
      {
        once: `arrayMap((x, u) -> x = 0 OR u = 1, i0, arrayEnumerateUniq(i0, arrayMap(k -> ${serving(roleSql('k'))}, k0)))`,
      },
      {
        ids: kept('i0'),
        pids: kept('p0'),
        ks: kept('k0'),
        sts: kept('s0'),
        dus: kept('d0'),
        linkeds: kept('l0'),
      },
      {
        idx: 'arrayEnumerate(ids)',
        repeated: 'length(i0) - length(ids)',
        placed: `arrayMap((j, k) -> bitOr(bitShiftLeft(toUInt64(j), ${placeBits}), ${serviceSql('k')}), arrayEnumerate(ids), ks)`,
        ups: 'arrayMap((x, p) -> if(p = x, 0, p), ids, pids)',
        handling: `arrayMap((x, k) -> if(${serving(roleSql('k'))}, x, 0), ids, ks)`,
        asking: `arrayMap((x, k) -> if(${serving(roleSql('k'))}, 0, x), ids, ks)`,
      },
      {
        asked: pickedSql(
          `arrayFilter((j, x) -> x != 0, placed, asking)`,
          foundSql('arrayFilter(x -> x != 0, asking)', 'arrayConcat(ups, handling)'),
        ),
        two: pickedSql(
          `arrayFilter((j, x) -> x != 0, placed, handling)`,
          foundSql('arrayFilter(x -> x != 0, handling)', 'ups'),
        ),
      },
      {one: 'arraySlice(asked, 1, length(ids))', twin: 'arraySlice(asked, length(ids) + 1)'},
      {
        par: `arrayMap((p, k, t, a, b) -> multiIf(t > 0, ${placeSql('t')}, p = 0, 0, a = 0 AND b = 0, -1, b = 0, ${placeSql('a')}, a = 0, ${placeSql('b')}, ${placedIn('least(a, b)')}, ${placeSql('least(a, b)')}, ${placedIn('greatest(a, b)')}, ${placeSql('greatest(a, b)')}, ${placeSql('b')}), ups, ks, twin, one, two)`,
      },
      {kp: pickedSql('ks', 'par')},
      {
        begins: `arrayMap((q, k, above) -> q <= 0 OR ${serviceSql('k')} != ${serviceSql('above')} OR (${roleSql('k')} = ${consumer} AND ${roleSql('above')} = ${producer}), par, ks, kp)`,
      },
      {
        req: 'arrayMap((b, q, j) -> if(b, j, toUInt32(q)), begins, par, idx)',
        cut: `arrayMap((q, k) -> q = -1 AND NOT ${serving(roleSql('k'))}, par, ks)`,
        stops: `arrayMap((b, k, q, j) -> if(b OR ${roleSql('k')} = ${client}, j, toUInt32(q)), begins, ks, par, idx)`,
      },
      ...followed('req', rounds),
      ...followed('stops', rounds),
      {
        above: pickedSql('stops', 'par'),
        tops: pickedSql(
          `arrayMap((k, b, c) -> bitOr(k, bitOr(bitShiftLeft(toUInt64(b), ${packed.begins}), bitShiftLeft(toUInt64(c), ${packed.cut}))), ks, begins, cut)`,
          'req',
        ),
        reqAbove: pickedSql('req', 'par'),
      },
      {
        cli: `arrayMap((b, s, k) -> if(b OR ${roleSql('k')} != ${client}, 0, s), begins, above, ${pickedSql('ks', 'above')})`,
        endless: `arrayCount((b, t) -> NOT b AND NOT bitTest(t, ${packed.begins}), begins, tops)`,
        missing: 'countEqual(par, -1)',
        news: `arrayMap((b, q, k, above) -> b AND q > 0 AND (${roleSql('k')} = ${consumer} OR ${roleSql('above')} = ${producer}), begins, par, ks, kp)`,
      },
      {
        cliAbove: pickedSql('cli', 'par'),
        callers: 'arrayFilter((q, b, m) -> b AND q > 0 AND NOT m, par, begins, news)',
        wrapping: `arrayFilter((c, k) -> c > 0 AND ${roleSql('k')} = ${client}, cli, ks)`,
      },
      {
        answers: `arrayMap((k, n, w) -> toUInt8(multiIf(${roleSql('k')} != ${client}, 0, w > 0, 2, least(2, n))), ks, ${timesSql('callers', 'idx')}, ${timesSql('wrapping', 'idx')})`,
      },
      ...handlingLayers,
    ],
  );
  return `SELECT ${columns.join(', ')} FROM ${families}`;
}

/** What to select the families of a question from: the statement, or the table that keeps its rows. */
export function familiesOf(question: TraceQuestion): string {
  const {kept, only} = question;
  if (kept === undefined) return `(${familiesSql(question)})`;
  return only === undefined ? kept : `(SELECT * FROM ${kept} WHERE t IN ${only})`;
}

/** Clients inside of clients are followed so many deep. */
const nesting = 2;

/**
 * Families and `below`: whether a span is a client under which another span tells of the call. `told` says so of a client, from
 * its place in `of`.
 */
export function withBelow(families: string, of: string, told: (x: string) => string): string {
  const calling = `arrayFilter((c, b, q, m) -> b AND q > 0 AND NOT m, arrayMap((q, c, k) -> toUInt32(if(${roleSql('k')} = ${client}, q, c)), par, cliAbove, kp), begins, par, news)`;
  return layered(families, [
    {
      below: `arrayConcat(${calling}, arrayFilter((c, k, x) -> c > 0 AND ${roleSql('k')} = ${client} AND ${told('x')}, cli, ks, ${of}))`,
    },
    ...Array.from({length: nesting}, () => ({below: `arrayConcat(below, ${pickedSql('cli', 'below')})`})),
    {below: `arrayMap(n -> n > 0, ${timesSql('below', 'idx')})`},
  ]);
}
