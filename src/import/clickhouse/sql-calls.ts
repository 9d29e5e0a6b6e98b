import {ends} from '../traces/calls-of-trace.ts';
import {flags, roles} from '../traces/span-table.ts';
import {pickedSql} from './sql-arrays.ts';
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

const {client} = roles;

/** What a fact of `callsSql` is of. */
export const callFacts = {request: 1, call: 2, pair: 3, nameless: 4} as const;

/** What a description's number stands for in `callsSql`, in bits: its kind of request (from 1), whom it calls, and more. */
const kindBits = {kind: 0, callee: 24, pieces: 48, told: 49, peerFrom: 50} as const;
/** What shows a call is the number of a description, below what names the other side: the first of that is shown. */
export const shownBits = 24;

/** `callee`: nothing names it, or it is the own service; from 2 on it is a kind's number and 2. */
const calleeCodes = {unknown: 0, own: 1, first: 2} as const;

/**
 * The bits of one description; `isPiece`: a request that begins with it and has lost its parent counts for nothing; `told`:
 * something names the other side of the client; `peerFrom`: what does, see `SpanTable`.
 */
export function kindsPacked(
  kind: number | undefined,
  callee: number | 'own' | undefined,
  {isPiece, told, peerFrom}: {readonly isPiece: boolean; readonly told: boolean; readonly peerFrom: number},
): bigint {
  const code =
    callee === undefined ? calleeCodes.unknown : callee === 'own' ? calleeCodes.own : callee + calleeCodes.first;
  return (
    BigInt(kind === undefined ? 0 : kind + 1) |
    (BigInt(code) << BigInt(kindBits.callee)) |
    (BigInt(isPiece) << BigInt(kindBits.pieces)) |
    (BigInt(told) << BigInt(kindBits.told)) |
    (BigInt(peerFrom) << BigInt(kindBits.peerFrom))
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
  const special = replacedSql(`${kindOf('xr')} * 1048576 + ${numberSql('k')}`, apart);
  const usual = `${calleeOf('x')} - ${calleeCodes.first} + 1`;
  const callee = apart.size === 0 ? usual : `if(${special} > 0, ${special}, ${usual})`;
  const lasts = (start: string, end: string, earlier: string) =>
    `(least(${earlier}, ${end}) - ${start} > 1 AND least(${earlier}, ${end}) - ${start} > 0.05 * (${end} - ${start}))`;
  const nearlyAll = 0.95;
  const failedOuter = (outer: string, lasted: string) =>
    `${serviceSql(outer)} = ${serviceSql('k')} AND ${failed(outer)} AND d >= ${lasted} * ${nearlyAll}`;
  // In what follows `q` begins what is the parent's, `r` what is of the span that begins the request.
  const gaveUp = `(${failed('kq')} OR bitTest(t, 2))`;
  const well = `NOT ${failed('k')}`;
  const longer = `d > dq + greatest(dq * 0.001, 500)`;
  const stopped = flagSql('k', flags.cancelled);
  const cutBits = `multiIf(${gaveUp} AND (${well} OR ${longer} OR ${stopped}), if(bitTest(t, 2) OR ${longer} OR ${stopped}, ${ends.cut}, ${ends.perhapsCut}) + if(${well}, ${ends.unfelt}, 0), ${gaveUp} OR NOT (${well}) OR t < 8, 0, d < doq * ${nearlyAll}, 0, ${ends.perhapsCut + ends.unfelt})`;
  const part = (
    of: string,
    is: number,
    from: string,
    to: string,
    kind: string,
    bits: string,
    shown: string,
    as = '0',
  ) =>
    `(toUInt32(${of}), toUInt8(${is}), toInt64(${from}), toInt64(${to}), toUInt32(${kind}), toUInt32(${bits}), toUInt32(${shown}), toInt64(${as}))`;
  const lasted = 'least(d, dq)';
  const began = `greatest(sq, least(s, sq + dq - ${lasted}))`;
  const answered = `if(${roleSql('kq')} = ${client} AND bitAnd(t, 3) = 1,
    ${part('rq', 1, 'sq', 'sq + dq', kindOf('x'), `toUInt32(${failed('kq')} OR ${failed('k')}) + ${cutBits}`, numberSql('kq'))},
    ${part('rq', 1, began, `${began} + ${lasted}`, kindOf('x'), `toUInt32(${failed('k')}) + if(${began} != s, ${ends.skewed}, 0)`, numberSql('k'))})`;
  const outward = part(
    'r',
    1,
    's',
    's + d',
    callee,
    `${ends.outward} + toUInt32(${failed('k')}) + multiIf(l, ${ends.cut + ends.unanswered}, ${failed('k')}, ${ends.perhapsCut + ends.unanswered}, 0)`,
    `bitOr(bitShiftLeft(bitShiftRight(x, ${kindBits.peerFrom}), ${shownBits}), ${numberSql('k')})`,
  );
  const seen = `multiIf(q <= 0, h, ${roleSql('kq')} != ${client} OR bitAnd(t, 3) != 1, h, ${failed('kq')}, greatest(h, dq), dq)`;
  const request = part(
    'j',
    0,
    's',
    's + h',
    kindOf('x'),
    `${failed('k')} + 2 * ${flagSql('k', flags.receive)}`,
    numberSql('k'),
    seen,
  );
  const alone = `${roleSql('k')} = ${client} AND NOT (b AND q > 0) AND NOT w`;
  const unnamed = `${alone} AND ${calleeOf('x')} = ${calleeCodes.unknown} AND (q <= 0 OR ${roleSql('kq')} != ${client})`;
  /** What `make` makes of the spans for which `which` holds; both read arrays by the names that they are given. */
  const each = (make: string, which: string, names: Readonly<Record<string, string>>) => {
    const [given, arrays] = [Object.keys(names).join(', '), Object.values(names).join(', ')];
    return `arrayMap(x -> x.2, arrayFilter(x -> x.1, arrayMap((${given}) -> (${which}, ${make}), ${arrays})))`;
  };
  const own = {k: 'ks', x: 'xs', s: 'sts', d: 'dus', b: 'begins', q: 'par', kq: 'kp'} as const;
  const requests = layered(families, [
    {ofParent: pickedSql('dus', 'par'), ofFirst: pickedSql('dus', 'req')},
    {
      outers: `arrayMap((k, d, q, kq, dq, r, kr, dr, j) -> toUInt32(multiIf(${roleSql('k')} != ${client}, 0, q > 0 AND ${failedOuter('kq', 'dq')}, q, r != j AND ${failedOuter('kr', 'dr')}, r, 0)), ks, dus, par, kp, ofParent, req, tops, ofFirst, idx)`,
    },
    {
      lates: `arrayMap((k, o) -> ${late('k')} OR ${late('o')}, ks, ${pickedSql('ks', 'outers')})`,
    },
    // What is known of the parent besides, as one number that one picks at once.
    {told: pickedSql('arrayMap((o, l, a) -> toUInt64(o) * 8 + l * 4 + a, outers, lates, answers)', 'par')},
    {outerAbove: 'arrayMap(t -> intDiv(t, 8), told)'},
    {
      made: `arrayConcat(${[
        each(request, `b AND NOT (c AND bitTest(x, ${kindBits.pieces}))`, {
          ...own,
          j: 'idx',
          h: 'handled',
          c: 'cut',
          dq: 'ofParent',
          t: 'told',
        }),
        each(answered, 'b AND q > 0 AND NOT m', {
          ...own,
          m: 'news',
          dq: 'ofParent',
          t: 'told',
          sq: pickedSql('sts', 'par'),
          rq: 'reqAbove',
          doq: pickedSql('dus', 'outerAbove'),
        }),
        each(outward, `${alone} AND ${calleeOf('x')} >= ${calleeCodes.first}`, {
          ...own,
          w: 'below',
          r: 'req',
          l: 'lates',
          ...(apart.size === 0 ? {} : {xr: pickedSql('xs', 'req')}),
        }),
        // Those that name nobody hang below a request that there is none of.
        `[${part('0', 0, '0', '0', '0', '0', '0')}]`,
        each(part('0', 1, '0', '0', '0', '0', numberSql('k')), unnamed, {...own, w: 'below'}),
      ].join(', ')})`,
    },
    {made: 'arraySort(made)'},
    {
      // What hangs below no request (in a circle, or in a piece of one) has none before it.
      asked: 'arrayFilter(g -> g[1].2 = 0, arraySplit((x, p) -> x.1 != p.1, made, arrayShiftRight(made, 1)))',
    },
  ]);
  const zeros = (count: number) => Array.from({length: count}, () => 'toInt64(0)').join(', ');
  const field = (name: string, at: number) => ({[name]: `arrayMap(x -> x.${at}, grouped)`});
  // Until when the calls of the kind of `f` before each call last.
  const earlier = `arrayReduceInRanges('max', arrayMap(i -> (toInt64(1), toUInt64(i - 1)), arrayEnumerate(several)), arrayMap(y -> if(y.3 = f.3, y.2, 0), several))`;
  const rows = layered(
    `(SELECT r[1].5 AS kindOf, bitTest(r[1].6, 0) AS isFailed, bitTest(r[1].6, 1) AS listens, r[1].3 AS st, r[1].4 AS en, r[1].8 AS seen, r[1].7 AS number, arrayMap(x -> (x.3, x.4, x.5, x.6, x.7), arraySlice(r, 2)) AS below, if(kindOf = 0, arraySlice(below, 1, 0), below) AS calls, if(kindOf = 0, arrayMap(x -> x.5, below), []) AS unnamed FROM (SELECT arrayJoin(asked) AS r FROM ${requests}))`,
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
      {nth: `arrayMap((w, o) -> w - o + 1, whole, ${pickedSql('whole', 'opens')})`},
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
        overlapped: `arrayDistinct(arrayFlatten(arrayMap(f -> arrayMap(x -> bitOr(bitShiftLeft(toUInt64(least(x.3, f.3)), 24), toUInt64(greatest(x.3, f.3))), arrayFilter((x, u) -> x.3 != f.3 AND NOT bitTest(x.4, 5) AND ${lasts('x.1', 'x.2', 'u')}, several, ${earlier})), several1)))`,
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
