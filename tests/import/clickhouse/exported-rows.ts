type Value = {readonly [kind in 'stringValue' | 'intValue' | 'doubleValue' | 'boolValue']?: string | number | boolean};
type Attributes = readonly {readonly key: string; readonly value: Value}[];
interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly name: string;
  readonly kind?: number | string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: Attributes;
  readonly status?: {readonly code?: number | string; readonly message?: string};
  readonly links?: readonly {readonly traceId: string; readonly spanId: string}[];
}
interface Request {
  readonly resourceSpans: readonly {
    readonly resource: {readonly attributes?: Attributes};
    readonly scopeSpans: readonly {readonly spans: readonly Span[]}[];
  }[];
}

/** How the exporter writes kinds and states: today, and in versions before 2024. */
export type Spelling = 'new' | 'old';

const kinds = ['Unspecified', 'Internal', 'Server', 'Client', 'Producer', 'Consumer'];
const states = ['Unset', 'Ok', 'Error'];
const numbered = (names: readonly string[], prefix: string, value: number | string | undefined): string =>
  typeof value === 'string'
    ? (names.find((name) => `${prefix}${name.toUpperCase()}` === value) ?? names[0]!)
    : (names[value ?? 0] ?? names[0]!);

/** The rows of `otel_traces` that the OpenTelemetry exporter (exporter/clickhouseexporter) makes of an OTLP request. */
export function exportedRows(request: Request, spelling: Spelling = 'new'): Record<string, unknown>[] {
  const spelt = (prefix: string, name: string) => (spelling === 'old' ? `${prefix}${name.toUpperCase()}` : name);
  return request.resourceSpans.flatMap(({resource, scopeSpans}) =>
    scopeSpans.flatMap(({spans}) =>
      spans.map((span) => ({
        Timestamp: `${span.startTimeUnixNano.slice(0, -9)}.${span.startTimeUnixNano.slice(-9)}`,
        TraceId: span.traceId,
        SpanId: span.spanId,
        ParentSpanId: span.parentSpanId ?? '',
        TraceState: span.traceState ?? '',
        SpanName: span.name,
        SpanKind: spelt('SPAN_KIND_', numbered(kinds, 'SPAN_KIND_', span.kind)),
        ServiceName: attributes(resource.attributes)['service.name'] ?? '',
        ResourceAttributes: attributes(resource.attributes),
        SpanAttributes: attributes(span.attributes),
        Duration: String(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)),
        StatusCode: spelt('STATUS_CODE_', numbered(states, 'STATUS_CODE_', span.status?.code)),
        StatusMessage: span.status?.message ?? '',
        'Links.TraceId': (span.links ?? []).map((link) => link.traceId),
        'Links.SpanId': (span.links ?? []).map((link) => link.spanId),
        'Links.TraceState': (span.links ?? []).map(() => ''),
        'Links.Attributes': (span.links ?? []).map(() => ({})),
      })),
    ),
  );
}

const attributes = (list: Attributes = []): Record<string, string> =>
  Object.fromEntries(list.map(({key, value}) => [key, String(Object.values(value)[0] ?? '')]));

/** The exporter's table, in the columns that `exportedRows` fills; the attributes as maps or, with `json: true`, as JSON. */
export function exportersTable(name: string, kept: 'map' | 'json'): string {
  const type = kept === 'map' ? 'Map(LowCardinality(String), String)' : 'JSON';
  return `CREATE TABLE ${name} (Timestamp DateTime64(9), TraceId String, SpanId String, ParentSpanId String, TraceState String,
    SpanName LowCardinality(String), SpanKind LowCardinality(String), ServiceName LowCardinality(String),
    ResourceAttributes ${type}, ScopeName String, ScopeVersion String, SpanAttributes ${type}, Duration UInt64,
    StatusCode LowCardinality(String), StatusMessage String,
    Events Nested (Timestamp DateTime64(9), Name LowCardinality(String), Attributes ${type}),
    Links Nested (TraceId String, SpanId String, TraceState String, Attributes ${type})
  ) ENGINE = MergeTree PARTITION BY toDate(Timestamp) ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))`;
}
