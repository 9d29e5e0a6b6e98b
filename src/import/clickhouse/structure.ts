import type {Evidence} from '../traces/evidence.ts';
import {type Samples, samples} from '../traces/samples.ts';
import {structureCounts, structureFacts} from './sql-structure.ts';

type Row = Readonly<Record<string, unknown>>;

/** One row of `structureSql`. */
export interface Fact {
  readonly a: number;
  readonly b: number;
  readonly n: number;
  readonly total: number;
  readonly values: readonly number[];
}

/** The rows of `structureSql` by what they are of. */
export interface Structure {
  readonly of: (kind: keyof typeof structureFacts) => readonly Fact[];
  readonly count: (what: keyof typeof structureCounts) => number;
  readonly evidence: Evidence;
}

/** A request as `structureSql` numbers it: the row of the description that it begins with, and whether its beginning is lost. */
export function requestAt(number: number): {readonly span: number; readonly cut: boolean} {
  return {span: Math.floor(number / 2) - 1, cut: number % 2 === 1};
}

export function structure(rows: readonly Row[]): Structure {
  const byTag = Map.groupBy(rows, ({tag}) => Number(tag));
  const of = (kind: keyof typeof structureFacts): Fact[] =>
    (byTag.get(structureFacts[kind]) ?? []).map(({a, b, n, total, vs}) => ({
      a: Number(a),
      b: Number(b),
      n: Number(n),
      total: Number(total),
      values: (vs as unknown[]).map(Number),
    }));
  const counts = new Map(of('count').map(({a, total}) => [a, total]));
  return {
    of,
    count: (what) => counts.get(structureCounts[what]) ?? 0,
    evidence: {
      requests: of('request').map(({a, n}) => ({...requestAt(a), count: n})),
      answered: of('answered').map(({a, b, n}) => ({client: a - 1, callee: b - 1, count: n})),
      outward: of('outward').map(({a, b, values}) => ({client: a - 1, maker: requestAt(b), times: inMs(values)})),
    },
  };
}

/** Microseconds as samples in milliseconds. */
export function inMs(values: readonly number[]): Samples {
  const list = samples();
  for (const value of values) list.push(value / 1000);
  return list;
}
