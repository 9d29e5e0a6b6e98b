/**
 * Attribute keys by what they tell, the one that counts first. Old and new names of the OpenTelemetry semantic conventions
 * stand side by side: a span that carries both (`OTEL_SEMCONV_STABILITY_OPT_IN=.../dup`) is read once. Besides, what
 * OpenTracing, Zipkin's Brave and Envoy write.
 */
export const conventions = {
  peer: [
    'peer.service',
    'service.peer.name',
    'server.address',
    'net.peer.name',
    'peer.hostname',
    'upstream_cluster.name',
    'upstream_cluster',
    'db.namespace',
    'db.name',
    'db.instance',
    'rpc.service',
  ],
  port: ['server.port', 'net.peer.port', 'peer.port'],
  store: ['db.system.name', 'db.system', 'db.type'],
  broker: ['messaging.system'],
  destination: [
    'messaging.destination.template',
    'messaging.destination.name',
    'messaging.destination',
    'message_bus.destination',
    'kafka.topic',
    'jms.topic',
    'jms.queue',
    'rabbit.queue',
  ],
  group: [
    'messaging.consumer.group.name',
    'messaging.kafka.consumer.group',
    'messaging.kafka.consumer_group',
    'messaging.consumer_group',
  ],
  messageStep: ['messaging.operation.type', 'messaging.operation'],
  verb: ['http.request.method', 'http.method'],
  route: ['http.route'],
  path: ['url.path', 'http.target', 'http.path', 'url.full', 'http.url'],
  httpStatus: ['http.response.status_code', 'http.status_code'],
  rpcStatus: ['rpc.response.status_code', 'rpc.grpc.status_code', 'grpc.status_code'],
  error: ['error'],
  errorType: ['error.type', 'exception.type'],
  responseFlags: ['response_flags'],
  kind: ['span.kind'],
  namespace: ['istio.namespace'],
  sampling: ['SampleRate', 'sampling.rate', 'sampler.param'],
} as const;

export type Convention = keyof typeof conventions;

const slots = new Map<string, number>();
for (const keys of Object.values(conventions)) for (const key of keys) slots.set(key, slots.size);
const slotsOf = Object.fromEntries(
  Object.entries(conventions).map(([name, keys]) => [name, keys.map((key) => slots.get(key)!)]),
) as unknown as Readonly<Record<Convention, readonly number[]>>;

/** The attributes of the span that is being read, as far as they tell something. */
export interface HeldAttributes {
  readonly set: (key: string, value: unknown) => void;
  /** The first that is there, as text; '' where none is. */
  readonly text: (name: Convention) => string;
  /** Which of the keys `text` came from, by its place in the list; -1: none. */
  readonly placeOf: (name: Convention) => number;
  readonly clear: () => void;
}

const longest = 200;

/** Large numbers as JavaScript writes them, whoever read them: 1e300 is 1e+300, digits that no double has are rounded off. */
function plainNumber(text: string): string {
  if (!/^-?(?:\d{16,20}|\d(?:\.\d+)?e\d{2,3}|0)$/.test(text)) return text;
  const written = String(Number(text));
  return /e/.test(text) && written !== text.replace('e', 'e+') ? text : written;
}

export function heldAttributes(): HeldAttributes {
  const held: string[] = Array.from(slots, () => '');
  const touched: number[] = [];
  return {
    set: (key, value) => {
      const slot = slots.get(key);
      if (slot === undefined) return;
      const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      // An empty text says no more than none.
      if (typeof text !== 'string' || text === '') return;
      held[slot] = text.length > longest ? text.slice(0, longest) : plainNumber(text);
      touched.push(slot);
    },
    text: (name) => {
      if (touched.length === 0) return '';
      for (const slot of slotsOf[name]) if (held[slot] !== '') return held[slot]!;
      return '';
    },
    placeOf: (name) => slotsOf[name].findIndex((slot) => held[slot] !== ''),
    clear: () => {
      for (const slot of touched) held[slot] = '';
      touched.length = 0;
    },
  };
}
