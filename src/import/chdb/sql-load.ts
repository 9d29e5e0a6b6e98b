import type {TraceTable} from '../clickhouse/engine.ts';
import {attributeKeys, describedSql, saidSql} from '../clickhouse/sql-described.ts';
import {listOf, quoted} from '../clickhouse/sql-text.ts';

/** The table that files are loaded into: the columns of the OpenTelemetry exporter that tell something, and what each row describes. */
export const loadedTable: TraceTable = {
  database: 'default',
  name: 'otel_traces',
  attributes: 'map',
  hasTraceState: true,
  hasStatusMessage: true,
  hasLinks: true,
  hasDescribed: true,
};

/** Where the rows are while they are read: in memory, or by trace on disk where they are too many for that. */
export type Keeping = 'memory' | 'disk';

const engines: Readonly<Record<Keeping, string>> = {memory: 'Memory', disk: 'MergeTree ORDER BY TraceId'};

/** A negative duration stands for a span that ends before it starts; this one for a span without an end. */
const withoutEnd = -(2 ** 53);

export function createTable(keeping: Keeping): string {
  return `CREATE TABLE otel_traces (Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String, SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String), SpanAttributes Map(LowCardinality(String), String), Duration Int64, StatusCode LowCardinality(String), StatusMessage String, \`Links.TraceId\` Array(String), \`Links.SpanId\` Array(String), Described UInt64) ENGINE = ${engines[keeping]}`;
}

/** Keeps the rows of a statement, in memory where the spans are. */
export function keepRows(keeping: Keeping, table: string, select: string): string {
  return `CREATE TABLE ${table} ENGINE = ${keeping === 'memory' ? 'Memory' : 'Log'} AS ${select}`;
}

const attributesType =
  'Array(Tuple(key String, value Tuple(stringValue String, intValue String, doubleValue String, boolValue String)))';

const spanType = `Tuple(traceId String, spanId String, parentSpanId String, traceState String, name String, kind String, startTimeUnixNano UInt64, endTimeUnixNano UInt64, attributes ${attributesType}, status Tuple(code String, message String), links Array(Tuple(traceId String, spanId String)))`;

/** What the engine's error says where a file that is loaded as one of sound lines has another. */
export const brokenLine = 'a line is no JSON';

/** How a file holds requests: one in each line, or as one value (or several) over many lines. */
export type Layout = 'lines' | 'values';

/** A file as the engine is told of it. */
export interface FileSource {
  readonly path: string;
  /** By gzip. */
  readonly isPacked: boolean;
}

const packing = (isPacked: boolean) => quoted(isPacked ? 'gzip' : 'none');

const isBad = "NOT isValidJSON(line) AND match(line, '\\\\S')";

/**
 * Loads one file. `scopes` is what its writer calls the lists of spans; `path` comes from the user. Lines that are no JSON are
 * left out, or with `isStrict` they end the statement with an error that says `brokenLine`: so they cost nothing to look for.
 */
export function loadFile(
  {path, isPacked}: FileSource,
  layout: Layout,
  {scopes, isStrict}: {readonly scopes: string; readonly isStrict: boolean},
): string {
  const strict = isStrict ? ` WHERE NOT throwIf(empty(resourceSpans) AND ${isBad}, ${quoted(brokenLine)})` : '';
  const type = `Array(Tuple(resource Tuple(attributes ${attributesType}), ${scopes} Array(Tuple(spans Array(${spanType})))))`;
  const source =
    layout === 'lines'
      ? `(SELECT JSONExtract(line, 'resourceSpans', ${quoted(type)}) AS resourceSpans FROM file(${quoted(path)}, 'LineAsString', 'line String', ${packing(isPacked)})${strict})`
      : `(SELECT JSONExtract(json, 'resourceSpans', ${quoted(type)}) AS resourceSpans FROM file(${quoted(path)}, 'JSONAsString', 'json String', ${packing(isPacked)}))`;
  const said = (value: string) =>
    `multiIf(${value}.stringValue != '', ${value}.stringValue, ${value}.intValue != '', ${value}.intValue, ${value}.doubleValue != '', ${value}.doubleValue, ${value}.boolValue)`;
  const id = (text: string, digits: number) =>
    `multiIf(${text} = '', '', match(${text}, '^0*$'), '', length(${text}) = ${digits}, lower(${text}), length(${text}) = ${digits === 32 ? 24 : 12} AND NOT match(${text}, '^[0-9a-fA-F]*$'), lower(hex(tryBase64Decode(${text}))), lower(leftPad(${text}, ${digits}, '0')))`;
  const rows = `SELECT
  fromUnixTimestamp64Nano(toInt64(sp.startTimeUnixNano)) AS Timestamp,
  ${id('sp.traceId', 32)} AS TraceId,
  ${id('sp.spanId', 16)} AS SpanId,
  ${id('sp.parentSpanId', 16)} AS ParentSpanId,
  sp.traceState AS TraceState,
  sp.name AS SpanName,
  transform(sp.kind, ['1','2','3','4','5','SPAN_KIND_INTERNAL','SPAN_KIND_SERVER','SPAN_KIND_CLIENT','SPAN_KIND_PRODUCER','SPAN_KIND_CONSUMER'], ['Internal','Server','Client','Producer','Consumer','Internal','Server','Client','Producer','Consumer'], 'Unspecified') AS SpanKind,
  service AS ServiceName,
  mapFromArrays(arrayMap(a -> a.key, known), arrayMap(a -> ${said('a.value')}, known)) AS SpanAttributes,
  if(sp.endTimeUnixNano = 0, ${withoutEnd}, toInt64(sp.endTimeUnixNano) - toInt64(sp.startTimeUnixNano)) AS Duration,
  transform(sp.status.code, ['1','2','STATUS_CODE_OK','STATUS_CODE_ERROR'], ['Ok','Error','Ok','Error'], 'Unset') AS StatusCode,
  sp.status.message AS StatusMessage,
  arrayMap(l -> ${id('l.traceId', 32)}, sp.links) AS \`Links.TraceId\`,
  arrayMap(l -> ${id('l.spanId', 16)}, sp.links) AS \`Links.SpanId\`
FROM (SELECT service, sp, arrayFilter(a -> a.key IN ${listOf(attributeKeys)}, sp.attributes) AS known
  FROM (SELECT substringUTF8(trimBoth(arrayFirst(a -> a.key = 'service.name', rs.resource.attributes).value.stringValue), 1, 200) AS service, ss
    FROM (SELECT arrayJoin(resourceSpans) AS rs FROM ${source}) ARRAY JOIN rs.${scopes} AS ss) ARRAY JOIN ss.spans AS sp)`;
  const described = describedSql({
    service: 'ServiceName',
    name: 'SpanName',
    kind: 'SpanKind',
    status: 'StatusCode',
    said: saidSql(loadedTable),
    attributes: 'SpanAttributes',
  });
  return `INSERT INTO otel_traces SELECT Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, SpanAttributes, Duration, StatusCode, StatusMessage, \`Links.TraceId\`, \`Links.SpanId\`, ${described} AS Described FROM (${rows}) SETTINGS storage_file_read_method = 'pread'`;
}

/** How many lines of a file are no JSON (`bad`), how many are sound, and the numbers of the first bad ones, from 1. */
export function brokenLines({path, isPacked}: FileSource, most: number): string {
  return `SELECT countIf(${isBad}) AS bad, countIf(isValidJSON(line)) AS sound, arraySlice(arraySort(groupArrayIf(${most * 1000})(_row_number + 1, ${isBad})), 1, ${most}) AS first FROM file(${quoted(path)}, 'LineAsString', 'line String', ${packing(isPacked)}) SETTINGS storage_file_read_method = 'pread'`;
}
