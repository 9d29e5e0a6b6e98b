import type {TraceTable} from './engine.ts';
import {attributesSql, describedSql, foldedAttributesSql, foldedSql, saidSql} from './sql-described.ts';
import {named} from './sql-text.ts';

/** Which traces are read: in microseconds since 1970, and one of how many. */
export interface Chosen {
  readonly fromUs: number | undefined;
  readonly toUs: number | undefined;
  readonly sample: number;
}

/** Traces begin at most this long before their last span. */
const longestTraceUs = 3_600_000_000;

/** Traces of more spans than this are left out and counted: the engine has all of one trace in memory, some 500 bytes a span. */
export const mostSpans = 1_000_000;

export function tableSql({database, name}: TraceTable): string {
  return `${named(database)}.${named(name)}`;
}

/** The finisher of MurmurHash3 over two words of 32 bits, as `mixed` of the traces has it. */
function mixedSql(a: string, b: string): string {
  const word = (value: string) => `bitAnd(${value}, 4294967295)`;
  const first = `bitXor(${word(`${a} * 2246822507`)}, ${b})`;
  const second = word(`bitXor((${first} AS mixed1), bitShiftRight(mixed1, 16)) * 2246822507`);
  const third = word(`bitXor((${second} AS mixed2), bitShiftRight(mixed2, 13)) * 3266489909`);
  return `bitXor((${third} AS mixed3), bitShiftRight(mixed3, 16))`;
}

const hasTime = 'toUnixTimestamp64Nano(Timestamp) > 0';
const hasId = `TraceId != '' AND TraceId != '00000000000000000000000000000000'`;
const nanos = (us: number) => `fromUnixTimestamp64Nano(toInt64(${Math.round(us)} * 1000))`;

/** The time in which spans of the chosen traces may begin: an hour more on either side of what was asked for. */
function timeSql({fromUs, toUs}: Chosen): string[] {
  return [
    ...(fromUs === undefined ? [] : [`Timestamp >= ${nanos(fromUs - longestTraceUs)}`]),
    ...(toUs === undefined ? [] : [`Timestamp < ${nanos(toUs + longestTraceUs)}`]),
  ];
}

/**
 * How many spans `chosenSql` leaves out because they have no start time or no trace id; where the whole table is asked for, how
 * many besides for the time in which they began.
 */
export function leftOutSql(table: TraceTable, chosen: Chosen): string {
  const inTime = timeSql(chosen);
  const within = [hasTime, ...inTime].join(' AND ');
  // On a server a day is a part of the table, and the others are not looked at.
  const where =
    table.isOwn || inTime.length === 0 ? '' : ` WHERE (${inTime.join(' AND ')}) OR Timestamp <= ${nanos(0)}`;
  return `SELECT countIf(NOT (${hasTime})) AS withoutTime, countIf(${within} AND NOT (${hasId})) AS withoutId, countIf(${hasTime} AND NOT (${within})) AS outside FROM ${tableSql(table)}${where}`;
}

/** The conditions that rows of the chosen traces meet; of a window of time it takes an hour more on either side. */
export function chosenSql(chosen: Chosen): string {
  const {sample} = chosen;
  const word = (at: number) =>
    `toUInt64(reinterpretAsUInt32(reverse(unhex(substring(leftPad(TraceId, 32, '0'), ${at}, 8)))))`;
  return [
    `${hasId} AND ${hasTime}`,
    ...timeSql(chosen),
    ...(sample > 1 ? [`${mixedSql(word(17), word(25))} % ${Math.floor(sample)} = 0`] : []),
  ].join(' AND ');
}

/** The number of what a row describes. */
export function describedOf(table: TraceTable): string {
  if (table.isOwn) return 'Described';
  return describedSql({
    service: 'ServiceName',
    name: 'SpanName',
    kind: 'SpanKind',
    status: 'StatusCode',
    said: saidSql(table),
    attributes: attributesSql(table),
  });
}

const isNegative = 'toInt64(Duration) < 0';
/** An end of 0 stands for none. */
const isEndless = `(toInt64(Duration) = -toUnixTimestamp64Nano(Timestamp))`;

/** What the spans describe, each kind of description once. */
export function descriptionsSql(table: TraceTable, chosen: Chosen, most: number): string {
  const links = table.hasLinks ? 'countIf(notEmpty(`Links.TraceId`))' : '0';
  return `SELECT toString(described) AS described, any(ServiceName) AS service, any(${foldedSql('SpanName')}) AS name, any(SpanKind) AS kind, any(StatusCode) AS status, any(${saidSql(table)}) AS said, any(${foldedAttributesSql(attributesSql(table))}) AS attributes, count() AS spans, countIf(${isNegative} AND NOT ${isEndless}) AS negative, countIf(${isEndless}) AS endless, ${links} AS linked FROM (SELECT *, ${describedOf(table)} AS described FROM ${tableSql(table)} WHERE ${chosenSql(chosen)}) GROUP BY described ORDER BY service, name, described LIMIT ${most + 1}`;
}
