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
  isOwn: true,
};

/** Where the rows are while they are read: in memory, or by trace on disk where they are too many for that. */
export type Keeping = 'memory' | 'disk';

const engines: Readonly<Record<Keeping, string>> = {memory: 'Memory', disk: 'MergeTree ORDER BY TraceId'};

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

/** What the engine's error says where a file that is loaded as one of requests alone has something else in it. */
export const oddLine = 'a line is no request';

/** How a file holds requests: one in each line, or as one value (or several) over many lines. */
export type Layout = 'lines' | 'values';

/** A file as the engine is told of it. */
export interface FileSource {
  readonly path: string;
  /** By gzip. */
  readonly isPacked: boolean;
}

/** The engine's format for each, and what a value is called. */
const formats: Readonly<Record<Layout, readonly [format: string, text: string]>> = {
  lines: ['LineAsString', 'line'],
  values: ['JSONAsString', 'json'],
};

const packing = (isPacked: boolean) => quoted(isPacked ? 'gzip' : 'none');

const resourcesType = (scopes: string) =>
  `Array(Tuple(resource Tuple(attributes ${attributesType}), ${scopes} Array(Tuple(spans Array(${spanType})))))`;

/** Something in which the engine finds not all that JavaScript might: no JSON, half characters, lists by other names, no spans. */
const isOdd = (text: string, scopes: string) =>
  `((empty(resourceSpans) OR arrayExists(r -> empty(r.${scopes}), resourceSpans)) AND match(${text}, '\\\\S'))`;

/** An id in the usual spelling; '' for none. What is usual comes first: the rest is looked at for few. */
function id(text: string, digits: number): string {
  const base64 = `length(${text}) = ${digits === 32 ? 24 : 12} AND NOT match(${text}, '^[0-9a-fA-F]*$') AND tryBase64Decode(${text}) != ''`;
  const odd = `multiIf(${text} = '', '', match(${text}, '^0*$'), '', ${base64}, lower(hex(tryBase64Decode(${text}))), length(${text}) > ${digits}, lower(right(${text}, ${digits})), lower(leftPad(${text}, ${digits}, '0')))`;
  return `if(length(${text}) = ${digits}, if(${text} = '${'0'.repeat(digits)}', '', lower(${text})), ${odd})`;
}

/** Loads rows that have the columns but for what each describes. */
function insert(rows: string): string {
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

/**
 * Loads one file. `scopes` is what its writer calls the lists of spans; `path` comes from the user. Odd lines are left out, or
 * with `isStrict` they end the statement with an error that says `oddLine`: so they cost nothing to look for.
 */
export function loadFile(
  {path, isPacked}: FileSource,
  layout: Layout,
  {scopes, isStrict}: {readonly scopes: string; readonly isStrict: boolean},
): string {
  const [format, text] = formats[layout];
  const odd = isOdd(text, scopes);
  const sound = isStrict ? `NOT throwIf(${odd}, ${quoted(oddLine)})` : `NOT ${odd}`;
  const source = `(SELECT JSONExtract(${text}, 'resourceSpans', ${quoted(resourcesType(scopes))}) AS resourceSpans FROM file(${quoted(path)}, '${format}', '${text} String', ${packing(isPacked)}) WHERE ${sound})`;
  const said = (value: string) =>
    `multiIf(${value}.stringValue != '', ${value}.stringValue, ${value}.intValue != '', ${value}.intValue, ${value}.boolValue != '', ${value}.boolValue, ${value}.doubleValue)`;
  // As a number without a sign: what does not fit 63 bits is no time.
  const [start, end] = ['sp.startTimeUnixNano', 'sp.endTimeUnixNano'].map(
    (time) => `if(bitTest(${time}, 63), toInt64(0), toInt64(${time}))`,
  );
  return insert(`SELECT
  fromUnixTimestamp64Nano(${start}) AS Timestamp,
  ${id('sp.traceId', 32)} AS TraceId,
  ${id('sp.spanId', 16)} AS SpanId,
  ${id('sp.parentSpanId', 16)} AS ParentSpanId,
  sp.traceState AS TraceState,
  sp.name AS SpanName,
  transform(sp.kind, ['1','2','3','4','5','SPAN_KIND_INTERNAL','SPAN_KIND_SERVER','SPAN_KIND_CLIENT','SPAN_KIND_PRODUCER','SPAN_KIND_CONSUMER'], ['Internal','Server','Client','Producer','Consumer','Internal','Server','Client','Producer','Consumer'], 'Unspecified') AS SpanKind,
  service AS ServiceName,
  mapFromArrays(arrayMap(a -> a.key, known), arrayMap(a -> ${said('a.value')}, known)) AS SpanAttributes,
  ${end} - ${start} AS Duration,
  transform(sp.status.code, ['1','2','STATUS_CODE_OK','STATUS_CODE_ERROR'], ['Ok','Error','Ok','Error'], 'Unset') AS StatusCode,
  sp.status.message AS StatusMessage,
  arrayMap(l -> ${id('l.traceId', 32)}, sp.links) AS \`Links.TraceId\`,
  arrayMap(l -> ${id('l.spanId', 16)}, sp.links) AS \`Links.SpanId\`
FROM (SELECT service, sp, arrayFilter(a -> a.key IN ${listOf(attributeKeys)}, sp.attributes) AS known
  FROM (SELECT substringUTF8(trimBoth(arrayFirst(a -> a.key = 'service.name', rs.resource.attributes).value.stringValue), 1, 200) AS service, ss
    FROM (SELECT arrayJoin(resourceSpans) AS rs FROM ${source}) ARRAY JOIN rs.${scopes} AS ss) ARRAY JOIN ss.spans AS sp)`);
}

/** The numbers of the odd lines of a file, from 1 (or values), as far as `loadFile` left them out. */
export function oddLines({path, isPacked}: FileSource, layout: Layout, scopes: string): string {
  const [format, text] = formats[layout];
  return `SELECT _row_number + 1 AS number FROM (SELECT _row_number, ${text}, JSONExtract(${text}, 'resourceSpans', ${quoted(resourcesType(scopes))}) AS resourceSpans FROM file(${quoted(path)}, '${format}', '${text} String', ${packing(isPacked)})) WHERE ${isOdd(text, scopes)} SETTINGS storage_file_read_method = 'pread'`;
}

/** The columns of the rows that `loadRows` reads, as JSON in each line. */
const rowColumns =
  'start Int64, lasted Int64, trace String, span String, parent String, service String, name String, kind String, status String, message String, keys Array(String), texts Array(String), linkTraces Array(String), linkSpans Array(String)';

/** Loads the file of rows at a path of this program's own, see `rowsOf`. */
export function loadRows(path: string): string {
  return insert(
    `SELECT fromUnixTimestamp64Nano(start) AS Timestamp, ${id('trace', 32)} AS TraceId, ${id('span', 16)} AS SpanId, ${id('parent', 16)} AS ParentSpanId, '' AS TraceState, name AS SpanName, kind AS SpanKind, service AS ServiceName, mapFromArrays(keys, texts) AS SpanAttributes, lasted AS Duration, status AS StatusCode, message AS StatusMessage, arrayMap(l -> ${id('l', 32)}, linkTraces) AS \`Links.TraceId\`, arrayMap(l -> ${id('l', 16)}, linkSpans) AS \`Links.SpanId\` FROM file(${quoted(path)}, 'JSONEachRow', '${rowColumns}')`,
  );
}
