import {type CallTally, callTally, pairKey, type RequestTally, requestTally} from '../traces/tally.ts';
import {callFacts, shownBits} from './sql-calls.ts';
import {inMs} from './structure.ts';

type Row = Readonly<Record<string, unknown>>;

/** What the rows of `callsSql` tell. */
export interface Tallies {
  readonly requests: ReadonlyMap<number, RequestTally>;
  /** Client spans that name nothing, or no more than an address: how many, by description. */
  readonly nameless: ReadonlyMap<number, number>;
}

const numbers = (value: unknown) => inMs((value as unknown[]).map(Number));

export function talliesFromRows(rows: readonly Row[]): Tallies {
  const requests = new Map<number, RequestTally>();
  const nameless = new Map<number, number>();
  for (const row of rows) {
    const {tag, a, b, n} = {tag: Number(row.tag), a: Number(row.a), b: Number(row.b), n: Number(row.n)};
    if (tag === callFacts.request) requests.set(a - 1, requestFrom(row, a - 1, n));
    else if (tag === callFacts.nameless) nameless.set(a - 1, n);
    // Requests come first, as rows are in the order of their tags.
    else if (tag === callFacts.call) requests.get(a - 1)!.calls.set(b - 1, callFrom(row, b - 1, n));
    else {
      const [one, two] = [Math.floor(b / 0x1000000) - 1, (b % 0x1000000) - 1];
      const pair = {together: n, before: Number(row.failures), overlapping: Number(row.seconds)};
      requests.get(a - 1)!.pairs.set(pairKey(one, two), pair);
    }
  }
  return {requests, nameless};
}

function requestFrom(row: Row, kind: number, n: number): RequestTally {
  return {
    ...requestTally(kind, Number(row.shown) - 1),
    requests: n,
    errors: Number(row.failures),
    receives: Number(row.seconds),
    own: numbers(row.times),
    ownFailed: numbers(row.failedTimes),
  };
}

function callFrom(row: Row, callee: number, n: number): CallTally {
  const counts = new Map<number, number>();
  for (const count of row.counts as unknown[]) counts.set(Number(count), (counts.get(Number(count)) ?? 0) + 1);
  return {
    ...callTally(callee, (Number(row.shown) % 2 ** shownBits) - 1),
    calls: n - Number(row.retried),
    attempts: n,
    requests: Number(row.requests),
    errors: Number(row.failures),
    retries: Number(row.retries),
    retried: Number(row.retried),
    repeating: Number(row.repeating),
    repeatedUs: Number(row.repeatedUs),
    gaps: numbers(row.gaps),
    durations: numbers(row.times),
    counts,
    atOnce: Number(row.atOnce),
    busy: Number(row.busy),
    covered: Number(row.covered),
    offset: Number(row.begins),
    cut: numbers(row.cut),
    perhapsCut: numbers(row.perhapsCut),
    unfelt: Number(row.unfelt),
    unanswered: Number(row.unanswered),
    longestWhole: Number(row.longestWhole) / 1000,
    answered: Number(row.answered) !== 0 && row.answered !== false,
  };
}
