import {ends} from '../traces/calls-of-trace.ts';
import {flags, roles} from '../traces/span-table.ts';
import {
  familiesOf,
  flagSql,
  numberSql,
  replacedSql,
  roleSql,
  serviceSql,
  type TraceQuestion,
  withBelow,
} from './sql-families.ts';
import {layered} from './sql-layers.ts';

const {client, consumer} = roles;

/** What a fact of `callsSql` is of. */
export const callFacts = {request: 1, call: 2, pair: 3, nameless: 4} as const;

/** What a description's number stands for in `callsSql`, in bits: its kind of request (from 1), whom it calls, and more. */
const kindBits = {kind: 0, callee: 24, pieces: 48, told: 49} as const;

/** `callee`: nothing names it, or it is the own service; from 2 on it is a kind's number and 2. */
const calleeCodes = {unknown: 0, own: 1, first: 2} as const;

/**
 * The bits of one description; `isPiece`: a request that begins with it and has lost its parent counts for nothing; `told`:
 * something names the other side of the client.
 */
export function kindsPacked(
  kind: number | undefined,
  callee: number | 'own' | undefined,
  {isPiece, told}: {readonly isPiece: boolean; readonly told: boolean},
): bigint {
  const code =
    callee === undefined ? calleeCodes.unknown : callee === 'own' ? calleeCodes.own : callee + calleeCodes.first;
  return (
    BigInt(kind === undefined ? 0 : kind + 1) |
    (BigInt(code) << BigInt(kindBits.callee)) |
    (BigInt(isPiece) << BigInt(kindBits.pieces)) |
    (BigInt(told) << BigInt(kindBits.told))
  );
}

/** One number for the kind of request that makes a call and the description of the client's span. */
export function makerAndClient(maker: number, client: number): number {
  return (maker + 1) * 2 ** 20 + client;
}

/** Which of the facts about one call is meant, beside `ends`. */
const more = {retry: 128, first: 256, last: 512, atOnce: 1024} as const;

export interface CallQuestion extends TraceQuestion {
  /** What `kindsPacked` makes of each description, in the order of their numbers. */
  readonly kinds: readonly bigint[];
  /** By `makerAndClient`: the kind that a call is of where that is not the client's usual callee. */
  readonly apart: ReadonlyMap<string, number>;
}

/**
 * What the requests of each kind did, added up as `requestReader` of the traces does: rows of `tag` (see `callFacts`), `a` the
 * kind of request (from 1), `b` the callee's kind (from 1) or for pairs both, the smaller above the lower 24 bits; or for
 * `nameless` the description in `a`. Times in microseconds.
 */
export function callsSql(question: CallQuestion): string {
  const {kinds, apart} = question;
  const failed = (k: string) => flagSql(k, flags.error);
  const late = (k: string) => flagSql(k, flags.deadline);
  const packs = new Map(kinds.map((bits, span) => [String(span + 1), bits]));
  const described = layered(familiesOf(question), [{xs: `arrayMap(k -> ${replacedSql(numberSql('k'), packs)}, ks)`}]);
  const families = withBelow(described, 'xs', (x) => `bitTest(${x}, ${kindBits.told})`);
  const kindOf = (x: string) => `bitAnd(${x}, 16777215)`;
  const calleeOf = (x: string) => `bitAnd(bitShiftRight(${x}, ${kindBits.callee}), 16777215)`;
  const usual = `${calleeOf('xs[j]')} - ${calleeCodes.first} + 1`;
  const special = replacedSql(`${kindOf('xs[req[j]]')} * 1048576 + ${numberSql('ks[j]')}`, apart);
  const callee = apart.size === 0 ? usual : `if(${special} > 0, ${special}, ${usual})`;
  const lasts = (start: string, end: string, earlier: string) =>
    `(least(${earlier}, ${end}) - ${start} > 1 AND least(${earlier}, ${end}) - ${start} > 0.05 * (${end} - ${start}))`;
  const nearlyAll = 0.95;
  const failedOuter = (o: string) =>
    `${serviceSql(`ks[${o}]`)} = ${serviceSql('k')} AND ${failed(`ks[${o}]`)} AND d >= dus[${o}] * ${nearlyAll}`;
  const gaveUp = `(${failed('ks[q]')} OR lates[q])`;
  const well = `NOT ${failed('ks[j]')}`;
  const longer = `dus[j] > dus[q] + greatest(dus[q] * 0.001, 500)`;
  const stopped = flagSql('ks[j]', flags.cancelled);
  const cutBits = `multiIf(${gaveUp} AND (${well} OR ${longer} OR ${stopped}), if(lates[q] OR ${longer} OR ${stopped}, ${ends.cut}, ${ends.perhapsCut}) + if(${well}, ${ends.unfelt}, 0), ${gaveUp} OR NOT (${well}) OR outers[q] = 0, 0, dus[j] < dus[outers[q]] * ${nearlyAll}, 0, ${ends.perhapsCut + ends.unfelt})`;
  const call = (req: string, start: string, end: string, kind: string, bits: string, shown: string) =>
    `(toUInt32(${req}), toInt64(${start}), toInt64(${end}), toUInt32(${kind}), toUInt32(${bits}), toUInt32(${shown}))`;
  const lasted = 'least(dus[j], dus[q])';
  const began = `greatest(sts[q], least(sts[j], sts[q] + dus[q] - ${lasted}))`;
  const answered = `if(${roleSql('ks[q]')} = ${client} AND answers[q] = 1,
    ${call('req[q]', 'sts[q]', 'sts[q] + dus[q]', kindOf('xs[j]'), `toUInt32(${failed('ks[q]')} OR ${failed('ks[j]')}) + ${cutBits}`, numberSql('ks[q]'))},
    ${call('req[q]', began, `${began} + ${lasted}`, kindOf('xs[j]'), `toUInt32(${failed('ks[j]')}) + if(${began} != sts[j], ${ends.skewed}, 0)`, numberSql('ks[j]'))})`;
  const outward = call(
    'req[j]',
    'sts[j]',
    'sts[j] + dus[j]',
    callee,
    `${ends.outward} + toUInt32(${failed('ks[j]')}) + multiIf(lates[j], ${ends.cut + ends.unanswered}, ${failed('ks[j]')}, ${ends.perhapsCut + ends.unanswered}, 0)`,
    numberSql('ks[j]'),
  );
  const own = `if(has(listening, j), greatest(dus[j], lasting[indexOf(listening, j)]), dus[j])`;
  const seen = `multiIf(par[j] <= 0, ${own}, ${roleSql('kp[j]')} != ${client} OR answers[par[j]] != 1, ${own}, ${failed('kp[j]')}, greatest(${own}, dus[par[j]]), dus[par[j]])`;
  const requests = layered(families, [
    {
      outers: `arrayMap((k, d, q, r, j) -> toUInt32(multiIf(${roleSql('k')} != ${client}, 0, q > 0 AND ${failedOuter('q')}, q, r != j AND ${failedOuter('r')}, r, 0)), ks, dus, par, req, idx)`,
      pieces: `arrayMap((c, x) -> c AND bitTest(x, ${kindBits.pieces}), cut, xs)`,
      called: 'arrayFilter((j, b, q, m) -> b AND q > 0 AND NOT m, idx, begins, par, news)',
      clients: `arrayFilter((j, b, q, k) -> ${roleSql('k')} = ${client} AND NOT (b AND q > 0) AND NOT has(below, j), idx, begins, par, ks)`,
      listening: `arrayFilter((j, b, k) -> b AND ${roleSql('k')} = ${consumer}, idx, begins, ks)`,
    },
    {
      lates: `arrayMap((k, o) -> ${late('k')} OR (o > 0 AND ${late('ks[o]')}), ks, outers)`,
      lasting:
        'arrayMap(l -> arrayMax(arrayMap((r, s, d) -> if(r = l AND s >= sts[l], s + d - sts[l], 0), req, sts, dus)), listening)',
    },
    {
      made: `arrayConcat(arrayMap((j, q) -> ${answered}, called, arrayMap(j -> par[j], called)), arrayMap(j -> ${outward}, arrayFilter(j -> ${calleeOf('xs[j]')} >= ${calleeCodes.first}, clients)))`,
      nameless: `arrayMap(j -> ${numberSql('ks[j]')}, arrayFilter(j -> ${calleeOf('xs[j]')} = ${calleeCodes.unknown} AND (par[j] <= 0 OR ${roleSql('kp[j]')} != ${client}), clients))`,
    },
    {
      asked: `arrayMap(j -> (toUInt64(${kindOf('xs[j]')}), ${failed('ks[j]')}, ${flagSql('ks[j]', flags.receive)}, sts[j], toInt64(sts[j] + ${own}), toInt64(${seen}), ${numberSql('ks[j]')}, arraySort(arrayMap(x -> (x.2, x.3, x.4, x.5, x.6), arrayFilter(x -> x.1 = j, made)))), arrayFilter((j, b, p) -> b AND NOT p, idx, begins, pieces))`,
    },
  ]);
  const zeros = (count: number) => Array.from({length: count}, () => 'toInt64(0)').join(', ');
  const field = (name: string, at: number) => ({[name]: `arrayMap(x -> x.${at}, grouped)`});
  const joined = `(SELECT nameless, arrayJoin(arrayConcat(asked, [(toUInt64(0), false, false, toInt64(0), toInt64(0), toInt64(0), toUInt64(0), arraySlice([(toInt64(0), toInt64(0), toUInt32(0), toUInt32(0), toUInt32(0))], 1, 0))])) AS r FROM ${requests})`;
  const rows = layered(
    `(SELECT r.1 AS kindOf, r.2 AS isFailed, r.3 AS listens, r.4 AS st, r.5 AS en, r.6 AS seen, r.7 AS number, r.8 AS calls, if(r.1 = 0, nameless, []) AS unnamed FROM ${joined})`,
    [
      {grouped: 'arraySort(x -> (x.3, x.1, x.2, x.4), calls)', place: 'arrayEnumerate(calls)'},
      {
        ...field('start', 1),
        ...field('end', 2),
        ...field('kind', 3),
        ...field('bits', 4),
        ...field('shown', 5),
        before: 'arrayShiftRight(grouped, 1)',
      },
      {same: 'arrayMap((k, p) -> k = p.3, kind, before)'},
      {
        retry: 'arrayMap((s, x, p) -> s AND bitTest(p.4, 0) AND x >= p.2, same, start, before)',
        opens: 'arrayFill(x -> x > 0, arrayMap((s, i) -> if(s, 0, i), same, place))',
        last: 'arrayMap(s -> NOT s, arrayShiftLeft(same, 1))',
      },
      {
        superseded: 'arrayShiftLeft(retry, 1)',
        begun: 'arrayFill(x -> x > 0, arrayMap((s, i) -> if(s, 0, i), retry, place))',
        whole: 'arrayCumSum(arrayMap(s -> toUInt32(NOT s), retry))',
        until: `arrayReduceInRanges('max', arrayMap((o, i) -> (toInt64(o), toUInt64(i - o)), opens, place), end)`,
        closes: 'arrayReverseFill(x -> x > 0, arrayMap((l, i) -> if(l, i, 0), last, place))',
      },
      {nth: 'arrayMap((w, o) -> w - whole[o] + 1, whole, opens)'},
      {
        meets: `arrayMap((n, b, s, e, u) -> toUInt8(n > 1 AND NOT bitTest(b, 5) AND ${lasts('s', 'e', 'u')}), nth, bits, start, end, until)`,
      },
      {
        atOnce: `arrayReduceInRanges('max', arrayMap((o, c) -> (toInt64(o), toUInt64(c - o + 1)), opens, closes), meets)`,
        valid: 'arraySort(arrayFilter((x, s) -> NOT s, arrayMap(x -> (x.1, least(x.2, en)), grouped), superseded))',
        firsts: 'arrayFilter((x, s) -> NOT s, grouped, same)',
      },
      {
        reached: `arrayReduceInRanges('max', arrayMap(i -> (toInt64(1), toUInt64(i - 1)), arrayEnumerate(valid)), arrayMap(x -> x.2, valid))`,
        several: 'if(length(firsts) BETWEEN 2 AND 40, calls, arraySlice(calls, 1, 0))',
        several1: 'if(length(firsts) BETWEEN 2 AND 40, firsts, arraySlice(firsts, 1, 0))',
      },
      {
        covered: 'arraySum(arrayMap((x, u) -> greatest(toInt64(0), x.2 - greatest(x.1, u, st)), valid, reached))',
        overlapped: `arrayDistinct(arrayFlatten(arrayMap((x, i) -> arrayMap(y -> bitOr(bitShiftLeft(toUInt64(least(x.3, y.3)), 24), toUInt64(greatest(x.3, y.3))), arrayFilter(y -> y.3 != x.3 AND NOT bitTest(x.4, 5) AND ${lasts('x.1', 'x.2', 'y.2')}, arraySlice(several, 1, i - 1))), several, arrayEnumerate(several))))`,
        pairs: `arrayFlatten(arrayMap((x, i) -> arrayMap(y -> (bitOr(bitShiftLeft(toUInt64(x.3), 24), toUInt64(y.3)), (x.1, x.2, x.3) < (y.1, y.2, y.3)), arraySlice(several1, i + 1)), several1, arrayEnumerate(several1)))`,
      },
      {
        requestFact: `(toUInt8(if(kindOf = 0, 0, ${callFacts.request})), kindOf, toUInt64(0), toUInt32(isFailed + 2 * (listens AND empty(calls))), greatest(toInt64(0), seen - covered), ${zeros(6)}, toUInt64(number))`,
        callFact: `arrayMap((s, e, k, b, c, p, t, l, o, g, u, w, n, i) -> (toUInt8(${callFacts.call}), kindOf, toUInt64(k), toUInt32(b + if(t, ${more.retry}, 0) + if(o = i, ${more.first}, 0) + if(l, ${more.last}, 0) + if(g > 0, ${more.atOnce}, 0)), e - s, s - p.2, s - p.1, greatest(toInt64(0), s - st), greatest(toInt64(0), e - greatest(s, u)), toInt64(n), toInt64(i - w), toUInt64(c)), start, end, kind, bits, shown, before, retry, last, opens, atOnce, until, begun, nth, place)`,
        pairFact: `arrayMap(x -> (toUInt8(${callFacts.pair}), kindOf, x.1, toUInt32(x.2 + 2 * has(overlapped, x.1)), ${zeros(7)}, toUInt64(0)), pairs)`,
        namelessFact: `arrayMap(c -> (toUInt8(${callFacts.nameless}), toUInt64(c), toUInt64(0), toUInt32(0), ${zeros(7)}, toUInt64(0)), unnamed)`,
      },
      {facts: 'arrayConcat([requestFact], callFact, pairFact, namelessFact)'},
    ],
  );
  const bit = (mask: number) => `bitAnd(bits, ${mask}) != 0`;
  return `SELECT tag, a, b, count() AS n, countIf(${bit(1)}) AS failures, countIf(${bit(2)}) AS seconds, min(shown0) AS shown,
    countIf(${bit(more.retry)}) AS retried, max(if(${bit(more.retry)}, nthTry, 0)) AS retries, countIf(${bit(more.retry)} AND nthTry = 1) AS repeating, sumIf(sinceStart, ${bit(more.retry)}) AS repeatedUs,
    countIf(${bit(more.first)}) AS requests, sumIf(offset, ${bit(more.first)}) AS begins, countIf(${bit(more.first)} AND ${bit(more.atOnce)}) AS atOnce, sumIf(lasted, ${bit(more.atOnce)}) AS busy, sumIf(covers, ${bit(more.atOnce)}) AS covered,
    countIf(${bit(ends.unfelt)}) AS unfelt, countIf(${bit(ends.unanswered)}) AS unanswered, maxIf(lasted, NOT ${bit(ends.cut + ends.perhapsCut)}) AS longestWhole, max(NOT ${bit(ends.outward)}) AS answered,
    groupArrayIf(lasted, tag = ${callFacts.call} OR (tag = ${callFacts.request} AND NOT ${bit(1)})) AS times, groupArrayIf(lasted, tag = ${callFacts.request} AND ${bit(1)}) AS failedTimes,
    groupArrayIf(gap, ${bit(more.retry)}) AS gaps, groupArrayIf(lasted, tag = ${callFacts.call} AND ${bit(ends.cut)}) AS cut, groupArrayIf(lasted, tag = ${callFacts.call} AND ${bit(ends.perhapsCut)} AND NOT ${bit(ends.cut)}) AS perhapsCut,
    groupArrayIf(nth, tag = ${callFacts.call} AND ${bit(more.last)}) AS counts
  FROM (SELECT f.1 AS tag, f.2 AS a, f.3 AS b, f.4 AS bits, f.5 AS lasted, f.6 AS gap, f.7 AS sinceStart, f.8 AS offset, f.9 AS covers, f.10 AS nth, f.11 AS nthTry, f.12 AS shown0 FROM (SELECT arrayJoin(facts) AS f FROM ${rows})) WHERE tag > 0 GROUP BY tag, a, b ORDER BY tag, a, b`;
}
