/** Which side of a request or a message a span tells of. */
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** One span as a reader found it. What its attributes and links say is given before it, see `SpanSink`. */
export interface SpanInput {
  /** Hexadecimal digits of either case, of 64 or 128 bits; leading zeros do not matter. */
  readonly traceId: string;
  /** Hexadecimal digits of either case, 64 bits. */
  readonly spanId: string;
  /** Of the span that it is part of; '' or undefined: it has none. All zeros mean none as well. */
  readonly parentId?: string | undefined;
  /** '' or undefined: the span names none, it becomes `unknown_service` and is counted. */
  readonly service?: string | undefined;
  readonly name: string;
  /** Undefined: the format does not say; then an attribute `span.kind` may. */
  readonly kind?: SpanKind | undefined;
  /** Microseconds since 1970, of which whole ones count. NaN: not known, the span is left out and counted. */
  readonly startUs: number;
  /** Microseconds, to be rounded. Negative or NaN: not known, taken as 0 and counted. */
  readonly durationUs: number;
  /**
   * `error` and `ok` as the format itself says it (the status in OTLP); undefined: not said. Then the attributes decide
   * (`error`, HTTP status 500 and above).
   */
  readonly status?: 'ok' | 'error' | undefined;
  /** The words beside the status, where there are some: they tell a timeout from other errors. */
  readonly statusMessage?: string | undefined;
  /** Zipkin: the server's half of a span; it has the id of the client's half, which is then its parent. */
  readonly shared?: boolean | undefined;
  /** The other side, as the format itself names it (`remoteEndpoint.serviceName` in Zipkin); attributes go as attributes. */
  readonly peer?: string | undefined;
}

/**
 * Takes the spans that readers push, in any order, over any number of files. Nothing given is kept as an object. For one
 * span: first its attributes and links, then `add`. Values may be anything that a file holds; what makes no sense is ignored.
 */
export interface SpanSink {
  /** The artefact that the following spans come from, by the name that the user gave it. */
  readonly file: (name: string) => void;
  /**
   * An attribute (tag) of the span, or of its resource or process, that the next `add` gives. Text, number or boolean;
   * numbers and booleans may come as text. Of one key the last value counts, so resource attributes go first.
   */
  readonly attribute: (key: string, value: unknown) => void;
  /**
   * A span that the next one refers to without being its child. `follows`: the format says that the other one does not wait
   * for it (FOLLOWS_FROM in Jaeger). A span whose only reference is FOLLOWS_FROM has a link and no parent.
   */
  readonly link: (traceId: string, spanId: string, follows: boolean) => void;
  readonly add: (span: SpanInput) => void;
}
