import {UserError} from '../../errors.ts';
import type {SqlEngine} from './engine.ts';

/** What a column of an answer holds; numbers of 64 bits may come in quotes. */
const holds = {
  text: (value: unknown) => typeof value === 'string',
  number: (value: unknown) =>
    (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') &&
    Number.isFinite(Number(value)),
  list: Array.isArray,
  pairs: (value: unknown) => Array.isArray(value) && value.every(Array.isArray),
  map: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
} as const satisfies Readonly<Record<string, (value: unknown) => boolean>>;

/** The columns of an answer by name. */
export type Shape = Readonly<Record<string, keyof typeof holds>>;

/** All rows of a statement. Throws a UserError where one lacks a column or has something else in it, as nothing but ClickHouse would answer. */
export async function checkedRows(
  engine: SqlEngine,
  sql: string,
  shape: Shape,
): Promise<Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  const columns = Object.entries(shape);
  let wrong: UserError | undefined;
  // To its end: where the server itself says what is wrong, that counts.
  for await (const row of engine.rows(sql, {})) {
    for (const [name, kind] of columns)
      if (!Object.hasOwn(row, name) || !holds[kind](row[name]))
        wrong ??= misshapen(name, kind, Object.hasOwn(row, name));
    if (!wrong) rows.push(row);
  }
  if (wrong) throw wrong;
  return rows;
}

function misshapen(column: string, kind: string, isThere: boolean): UserError {
  return new UserError(
    `A row of the answer has ${isThere ? 'something else' : 'nothing'} where its ${kind} "${column}" must be.`,
    'Check that the address is that of a ClickHouse server, and that nothing between changes its answers.',
  );
}

/** The columns of the statements, by what they are asked for. */
export const shapes = {
  descriptions: {
    described: 'text',
    service: 'text',
    name: 'text',
    kind: 'text',
    status: 'text',
    said: 'number',
    attributes: 'map',
    spans: 'number',
    negative: 'number',
    endless: 'number',
    linked: 'number',
  },
  leftOut: {withoutTime: 'number', withoutId: 'number', outside: 'number'},
  structure: {tag: 'number', a: 'number', b: 'number', n: 'number', total: 'number', vs: 'list'},
  calls: {
    tag: 'number',
    a: 'number',
    b: 'number',
    n: 'number',
    shown: 'number',
    failures: 'number',
    seconds: 'number',
    times: 'list',
    failedTimes: 'list',
    gaps: 'list',
    cut: 'list',
    perhapsCut: 'list',
    counts: 'list',
  },
  linked: {a: 'number', b: 'number', linked: 'pairs', times: 'list', vs: 'list'},
  toldByLinks: {a: 'number', linked: 'pairs', number: 'number', rq: 'number', ways: 'list', ids: 'list'},
} as const satisfies Readonly<Record<string, Shape>>;
