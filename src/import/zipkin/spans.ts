import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {type Fields, field, fieldsIn, fieldsOf, listField, textField} from '../fields.ts';
import type {SpanKind, SpanSink} from '../traces/span.ts';

const kinds = new Map<unknown, SpanKind>([
  ['CLIENT', 'client'],
  ['SERVER', 'server'],
  ['PRODUCER', 'producer'],
  ['CONSUMER', 'consumer'],
]);

/**
 * Gives one span of the v2 format to the sink; false for what is no span. Throws a UserError for one of v1. `name` is what
 * messages call the file.
 */
export function pushZipkinSpan(span: Fields, sink: SpanSink, name: string): boolean {
  if (isFirstVersion(span))
    throw new UserError(
      `${printableLine(name)}: these spans are in Zipkin's first format (binaryAnnotations), which nothing writes any more.`,
      'Get them again from /api/v2/traces, or export them as OTLP or Jaeger JSON.',
    );
  const traceId = textField(span, 'traceId');
  const spanId = textField(span, 'id');
  if (traceId === undefined || spanId === undefined) return false;
  const tags = fieldsIn(span, 'tags');
  for (const [key, value] of Object.entries(tags ?? {})) sink.attribute(key, value);
  // In Zipkin the tag itself says that it failed; its text is the message and may be empty.
  const error = field(tags, 'error');
  const failed = error !== undefined && error !== false && error !== 'false';
  sink.add({
    traceId,
    spanId,
    parentId: textField(span, 'parentId'),
    service: textField(fieldsIn(span, 'localEndpoint'), 'serviceName'),
    name: textField(span, 'name') ?? '',
    kind: kinds.get(field(span, 'kind')),
    startUs: microseconds(field(span, 'timestamp')) ?? firstAnnotation(span) ?? Number.NaN,
    durationUs: microseconds(field(span, 'duration')) ?? Number.NaN,
    status: failed ? 'error' : undefined,
    statusMessage: failed && typeof error === 'string' ? error : undefined,
    shared: field(span, 'shared') === true,
    peer: textField(fieldsIn(span, 'remoteEndpoint'), 'serviceName'),
  });
  return true;
}

/** v1 names the service in each annotation. */
function isFirstVersion(span: Fields): boolean {
  return (
    Array.isArray(field(span, 'binaryAnnotations')) ||
    listField(span, 'annotations').some((annotation) => fieldsIn(fieldsOf(annotation), 'endpoint') !== undefined)
  );
}

/** A span that is still open, or a server's half, may have no time of its own. */
function firstAnnotation(span: Fields): number | undefined {
  let first: number | undefined;
  for (const annotation of listField(span, 'annotations')) {
    const at = microseconds(field(fieldsOf(annotation), 'timestamp'));
    if (at !== undefined && (first === undefined || at < first)) first = at;
  }
  return first;
}

function microseconds(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}
