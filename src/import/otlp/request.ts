import type {SpanInput, SpanKind, SpanSink} from '../traces/span.ts';
import {timesOf} from './times.ts';

type Json = Readonly<Record<string, unknown>>;

/** 0 does not say. */
const kinds: readonly (SpanKind | undefined)[] = [undefined, 'internal', 'server', 'client', 'producer', 'consumer'];
const kindNames: Readonly<Record<string, SpanKind>> = {
  SPAN_KIND_INTERNAL: 'internal',
  SPAN_KIND_SERVER: 'server',
  SPAN_KIND_CLIENT: 'client',
  SPAN_KIND_PRODUCER: 'producer',
  SPAN_KIND_CONSUMER: 'consumer',
};

/** Pushes the spans of one request (`{resourceSpans: [...]}`) or of a list of them. How many spans it held. */
export function pushRequest(value: unknown, sink: SpanSink): number {
  let spans = 0;
  for (const request of Array.isArray(value) ? value : [value])
    for (const resource of isObject(request) ? list(request.resourceSpans) : []) spans += pushResource(resource, sink);
  return spans;
}

/** Is it a request, with spans or none, or a list of such? */
export function isRequest(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).every((one) => isObject(one) && Array.isArray(one.resourceSpans));
}

/** Pushes the spans of one resource: an element of `resourceSpans`. How many it held. */
export function pushResource(value: unknown, sink: SpanSink): number {
  if (!isObject(value)) return 0;
  const service = isObject(value.resource) ? serviceName(value.resource.attributes) : '';
  let spans = 0;
  for (const scope of list(value.scopeSpans ?? value.instrumentationLibrarySpans ?? value.scope_spans)) {
    if (!isObject(scope)) continue;
    for (const span of list(scope.spans)) {
      if (!isObject(span)) continue;
      pushSpan(span, service, sink);
      spans += 1;
    }
  }
  return spans;
}

function pushSpan(span: Json, service: string, sink: SpanSink): void {
  const {attributes, links, traceState} = span;
  if (Array.isArray(attributes))
    for (const one of attributes)
      if (isObject(one) && typeof one.key === 'string') sink.attribute(one.key, plain(one.value));
  // A consistent-probability sampler writes its threshold into `ot`.
  if (typeof traceState === 'string' && /(?:^|,)ot=(?:[^,]{0,200};)?th:(?!0(?:[;,]|$))/.test(traceState))
    sink.attribute('sampling.rate', 'threshold');
  if (Array.isArray(links))
    for (const link of links) if (isObject(link)) sink.link(hex(link.traceId), hex(link.spanId), false);
  const status = isObject(span.status) ? span.status : undefined;
  const code = status?.code;
  sink.add({
    traceId: hex(span.traceId),
    spanId: hex(span.spanId),
    parentId: hex(span.parentSpanId),
    service,
    name: typeof span.name === 'string' ? span.name : '',
    kind:
      typeof span.kind === 'string' ? (kindNames[span.kind] ?? kinds[Number(span.kind)]) : kinds[span.kind as number],
    ...timesOf(span.startTimeUnixNano, span.endTimeUnixNano),
    status:
      code === 2 || code === 'STATUS_CODE_ERROR' || code === '2'
        ? 'error'
        : code === 1 || code === 'STATUS_CODE_OK' || code === '1'
          ? 'ok'
          : undefined,
    statusMessage: typeof status?.message === 'string' ? status.message : undefined,
  } satisfies SpanInput);
}

function serviceName(attributes: unknown): string {
  const first = list(attributes).find((one) => isObject(one) && one.key === 'service.name');
  const value = isObject(first) && isObject(first.value) ? first.value.stringValue : undefined;
  return typeof value === 'string' ? value.trim().slice(0, 200).toWellFormed() : '';
}

/** What is in an AnyValue, if it is no list and no map; 64-bit numbers stay texts. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  return value.stringValue ?? value.intValue ?? value.boolValue ?? value.doubleValue;
}

/** Ids are hexadecimal in OTLP/JSON; some writers keep the base64 of plain protobuf JSON, which its length tells. */
function hex(id: unknown): string {
  if (typeof id !== 'string') return '';
  return (id.length === 24 || id.length === 12) && !/^[0-9a-f]*$/i.test(id)
    ? Buffer.from(id, 'base64').toString('hex')
    : id;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
