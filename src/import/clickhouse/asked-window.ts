import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {ServerAddress} from './address.ts';
import type {SqlEngine, TraceTable} from './engine.ts';
import {named} from './sql-text.ts';

/** Milliseconds since 1970, `until` not included; undefined: no end. */
interface Window {
  readonly since: number;
  readonly until: number | undefined;
}

/** What is asked for where no --since is given: a table holds weeks, and reading them by accident costs everybody who shares it. */
const usualMs = 3_600_000;
/** Times of 64 bits in nanoseconds end in the year 2262. */
const latestMs = 2 ** 63 / 1e6;

/**
 * From when on spans are asked for (milliseconds since 1970), and a sentence where the user did not say it: the hour before
 * --until, or the last hour by the server's clock. Throws a UserError where the table has no span of the time asked for, and
 * says when it has some.
 */
export async function askedWindow(
  engine: SqlEngine,
  {database, name}: Pick<TraceTable, 'database' | 'name'>,
  {since, until}: {readonly since: number | undefined; readonly until: number | undefined},
  address: ServerAddress,
): Promise<{readonly since: number; readonly notes: readonly string[]}> {
  const end = until ?? (since === undefined ? await clock(engine, address) : undefined);
  const window = {since: since ?? (end ?? 0) - usualMs, until: end};
  if (end !== undefined && window.since >= end)
    throw new UserError('--since is not before --until.', 'Give a longer time before now, or a later --until.');
  const table = `${named(database)}.${named(name)}`;
  const conditions = [
    'Timestamp >= {since:DateTime64(9)}',
    ...(end === undefined ? [] : ['Timestamp < {until:DateTime64(9)}']),
  ];
  const spans = await single(engine, `SELECT count() AS value FROM ${table} WHERE ${conditions.join(' AND ')}`, {
    since: seconds(window.since),
    ...(end === undefined ? {} : {until: seconds(end)}),
  });
  if (!spans) {
    const newest = await single(engine, `SELECT toUnixTimestamp(max(Timestamp)) AS value FROM ${table}`);
    throw new UserError(
      printableLine(`${address.name} holds no spans ${written(window)}.`),
      newest
        ? `Its newest span is of ${moment(newest * 1000)}: ask for that time with --since and --until.`
        : 'The table is empty: is it the one that the OpenTelemetry exporter writes to?',
    );
  }
  if (since !== undefined) return {since, notes: []};
  const hour = until === undefined ? "the last hour before the server's time" : 'the hour before --until';
  return {
    since: window.since,
    notes: [`Asked for ${hour}, ${written(window)}, as no --since was given.`],
  };
}

/** What the server takes for now. */
async function clock(engine: SqlEngine, {name}: ServerAddress): Promise<number> {
  const now = await single(engine, 'SELECT toUnixTimestamp64Milli(now64(3)) AS value');
  if (now !== undefined && now > usualMs && now < latestMs) return now;
  throw new UserError(
    printableLine(`${name} was asked for the time, and answered with none.`),
    'Check that it is a ClickHouse server and that its clock is right, or say the time yourself with --since and --until.',
  );
}

async function single(
  engine: SqlEngine,
  sql: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<number | undefined> {
  let found: number | undefined;
  // Numbers of 64 bits may come in quotes.
  for await (const {value} of engine.rows(sql, parameters)) found = Number(value);
  return Number.isFinite(found) ? found : undefined;
}

/** Seconds with decimals mean the same in every time zone of a server. */
const seconds = (ms: number): string => (ms / 1000).toFixed(3);
const written = ({since, until}: Window): string =>
  until === undefined ? `from ${moment(since)} on` : `from ${moment(since)} to ${moment(until)}`;

function moment(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime())
    ? 'a time out of reach'
    : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
