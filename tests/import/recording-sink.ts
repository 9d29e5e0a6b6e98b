import type {SpanInput, SpanSink} from '../../src/import/traces/span.ts';

/** A span as a reader gave it, with what it said before it. */
export interface Recorded extends SpanInput {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly string[];
}

/** A sink that keeps what it is given. */
export function recordingSink(): {readonly sink: SpanSink; readonly spans: Recorded[]} {
  const spans: Recorded[] = [];
  let attributes: Record<string, unknown> = {};
  let links: string[] = [];
  return {
    spans,
    sink: {
      file: () => undefined,
      attribute: (key, value) => {
        attributes[key] = value;
      },
      link: (traceId, spanId, follows) => {
        links.push(`${traceId}/${spanId}${follows ? ' follows' : ''}`);
      },
      add: (span) => {
        spans.push({...span, attributes, links});
        attributes = {};
        links = [];
      },
    },
  };
}
