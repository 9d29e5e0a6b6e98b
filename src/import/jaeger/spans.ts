import {type Fields, field, fieldsIn, fieldsOf, listField, textField} from '../fields.ts';
import type {SpanSink} from '../traces/span.ts';

/** What Jaeger remarked on spans while it collected them. */
export interface JaegerRemarks {
  spans: number;
  warned: number;
  /** The first one, in Jaeger's words. */
  first: string | undefined;
}

/**
 * Gives the spans of one trace (`spans` with their `processes`) to the sink: tags as attributes, those of the process first;
 * the first CHILD_OF of the same trace as the parent, every other reference as a link.
 */
export function pushJaegerTrace(trace: Fields, sink: SpanSink, remarks: JaegerRemarks): void {
  const processes = fieldsIn(trace, 'processes');
  for (const item of listField(trace, 'spans')) {
    const span = fieldsOf(item);
    const spanId = textField(span, 'spanID');
    const traceId = textField(span, 'traceID') ?? textField(trace, 'traceID');
    if (span === undefined || spanId === undefined || traceId === undefined) continue;
    const process = fieldsIn(span, 'process') ?? fieldsIn(processes, textField(span, 'processID') ?? '');
    attributes(process, sink);
    attributes(span, sink);
    const parentId = references(span, traceId, sink);
    remarks.spans += 1;
    const [warning] = listField(span, 'warnings');
    if (typeof warning === 'string') {
      remarks.warned += 1;
      remarks.first ??= warning;
    }
    sink.add({
      traceId,
      spanId,
      parentId,
      service: textField(process, 'serviceName'),
      name: textField(span, 'operationName') ?? '',
      startUs: microseconds(span, 'startTime'),
      durationUs: microseconds(span, 'duration'),
    });
  }
}

function attributes(tagged: Fields | undefined, sink: SpanSink): void {
  for (const item of listField(tagged, 'tags')) {
    const tag = fieldsOf(item);
    const key = textField(tag, 'key');
    if (key !== undefined) sink.attribute(key, field(tag, 'value'));
  }
}

/** The id of the parent; links go to the sink. Very old files have `parentSpanID` in place of references. */
function references(span: Fields, traceId: string, sink: SpanSink): string | undefined {
  let parent: string | undefined;
  let referred = false;
  for (const item of listField(span, 'references')) {
    const reference = fieldsOf(item);
    const spanId = textField(reference, 'spanID');
    if (spanId === undefined) continue;
    referred = true;
    const otherTrace = textField(reference, 'traceID') ?? traceId;
    const follows = field(reference, 'refType') === 'FOLLOWS_FROM';
    if (!follows && parent === undefined && otherTrace === traceId) parent = spanId;
    else sink.link(otherTrace, spanId, follows);
  }
  return referred ? parent : textField(span, 'parentSpanID');
}

function microseconds(span: Fields, key: string): number {
  const value = field(span, key);
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && value.trim() !== ''
      ? Number(value)
      : Number.NaN;
}
