/** What a span does, whatever its format called it. */
export const roles = {internal: 0, server: 1, client: 2, producer: 3, consumer: 4} as const;

/** Bits that may be set on a span. */
export const flags = {
  error: 1,
  /** It says that time ran out: 504, DEADLINE_EXCEEDED, a timeout by name. */
  deadline: 2,
  /** It was stopped from outside before it was done. */
  cancelled: 4,
  /** The server's half of a span of two halves. */
  shared: 8,
  /** Waits for messages; handling them is another span. */
  receive: 16,
  /** A client of a broker; whether it sends or receives is not said. */
  messaging: 64,
  /** Another span does not wait for it, and its format says so. */
  follows: 32,
} as const;

/** What named the other side: the format's own field, the host of an address, else a key of `conventions.peer`. */
export const peerRules = {own: 0, url: 1, first: 2} as const;

/** How many different services, brokers and topics are told apart at most. */
export const namesKept = 100_000;

/** Spans in columns of typed arrays, in the order in which they came; texts by number. */
export interface SpanTable {
  readonly count: number;
  readonly trace: Uint32Array;
  readonly traces: number;
  /** Span and parent ids, the high and the low word of each in turn: four words a span. */
  readonly ids: Uint32Array;
  readonly service: Uint32Array;
  /** The folded name, and where a request has a better one (method and route), that. */
  readonly name: Uint32Array;
  readonly role: Uint8Array;
  readonly flags: Uint8Array;
  readonly startUs: Float64Array;
  readonly durationUs: Float64Array;
  /** The other side of a client, as number of an address; the broker's address for messages. */
  readonly peer: Uint32Array;
  /** What named the peer: one of `peerRules`, or from `peerRules.first` on the place in `conventions.peer`. */
  readonly peerFrom: Uint8Array;
  /** db.system of a client, messaging.system of a producer or consumer. */
  readonly system: Uint32Array;
  readonly destination: Uint32Array;
  readonly group: Uint32Array;
  readonly services: readonly string[];
  /** Names of services that lost their namespace, see `shortNames`. */
  readonly shortened: readonly string[];
  readonly names: readonly string[];
  readonly peers: readonly string[];
  /** Is the peer of this number an IP address or this machine? */
  readonly numeric: readonly boolean[];
  readonly systems: readonly string[];
  readonly destinations: readonly string[];
  readonly groups: readonly string[];
  /** Links in the order of their spans: the span, the trace, two words of id. */
  readonly links: Uint32Array;
  readonly linkCount: number;
  /** First span of each file, and the files' names. */
  readonly files: readonly {readonly first: number; readonly name: string}[];
}

/** What was left out or mended while reading. */
export interface Intake {
  withoutTime: number;
  withoutId: number;
  withoutService: number;
  /** Ends before its start. */
  negative: number;
  /** Says neither how long it took nor when it ended. */
  withoutDuration: number;
  outside: number;
  unsampled: number;
  /** Spans that say that the tracer sampled. */
  sampled: number;
}

/** A column that has room for `count` entries, twice as large when it must grow. */
export function roomFor<A extends Uint8Array | Uint32Array | Float64Array>(column: A, count: number): A {
  if (count <= column.length) return column;
  const grown = new (column.constructor as new (length: number) => A)(Math.max(count, column.length * 2));
  grown.set(column);
  return grown;
}
