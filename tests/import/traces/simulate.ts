// Spans of simulated requests: what a tracer would record of a topology that does exactly what the analysis assumes. The
// generator of the benchmark and the property "the import of its traces is the topology" stand on it.
import {steps} from '../../../src/analysis/latency.ts';
import type {Call, Latency, Topology, TopologyNode} from '../../../src/topology/topology.ts';

export interface SimulatedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly service: string;
  readonly name: string;
  /** As OTLP numbers them: 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  /** Nanoseconds since the simulation began. */
  readonly startNs: number;
  readonly endNs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly failed: boolean;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What one request of an operation records; `startNs` by the clock of the simulation. */
export function simulator(
  topology: Topology,
  seed: number,
  networkMs = 0.2,
): (entry: number, startNs: number) => SimulatedSpan[] {
  const chance = random(seed);
  const hex = (digits: number) =>
    Array.from({length: digits / 8}, () =>
      Math.floor(chance() * 4294967296)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  // Box and Muller (1958): a normal variable of two uniform ones.
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const drawn = (latency: Latency): number =>
    latency.kind === 'constant'
      ? latency.ms
      : latency.p50Ms * Math.exp((Math.log(latency.p99Ms / latency.p50Ms) / 2.326347874) * normal());
  const ns = (ms: number) => Math.round(ms * 1e6);
  const kindOf = (node: TopologyNode) => topology.services.get(node.service)!.kind;

  return (entry, startNs) => {
    const traceId = hex(32);
    const spans: SimulatedSpan[] = [];
    const put = (span: Omit<SimulatedSpan, 'traceId' | 'failed'>) =>
      spans.push({traceId, failed: false, ...span, startNs: Math.round(span.startNs), endNs: Math.round(span.endNs)});
    const serve = (index: number, parentSpanId: string, from: number, consumed?: string): number => {
      const node = topology.nodes[index]!;
      const spanId = hex(16);
      const groups = steps(node.calls);
      const part = ns(drawn(node.latency)) / (groups.length + 1);
      let now = from + part;
      for (const group of groups) {
        now = Math.max(now, ...group.map((call) => repeated(call, node, spanId, now))) + part;
      }
      for (const name of node.publishes) publish(name, node, spanId, now);
      const name = node.endpoint ?? 'handle';
      put({
        spanId,
        parentSpanId,
        service: node.service,
        name: consumed ? `${consumed} process` : name,
        kind: consumed ? 5 : 2,
        startNs: from,
        endNs: now,
        attributes: consumed
          ? {'messaging.system': 'kafka', 'messaging.destination.name': consumed, 'messaging.operation.type': 'process'}
          : {
              'http.request.method': 'POST',
              'http.response.status_code': 200,
              'url.scheme': 'http',
              'server.address': node.service,
            },
      });
      return now;
    };
    const repeated = (call: Call, node: TopologyNode, parentSpanId: string, from: number): number => {
      if (chance() >= call.probability.up) return from;
      let now = from;
      for (let i = 0; i < call.count; i += 1) now = once(call, node, parentSpanId, now);
      return now;
    };
    const once = (call: Call, node: TopologyNode, parentSpanId: string, from: number): number => {
      const callee = topology.nodes[call.targets[0]!]!;
      const spanId = hex(16);
      const kind = kindOf(callee);
      const way = ns(networkMs) / 2;
      const end = kind === 'service' ? serve(callee.index, spanId, from + way) + way : from + ns(drawn(callee.latency));
      put({
        spanId,
        parentSpanId,
        service: node.service,
        name: kind === 'datastore' ? 'SELECT' : (callee.endpoint ?? 'handle'),
        kind: 3,
        startNs: from,
        endNs: end,
        attributes:
          kind === 'datastore'
            ? {
                'db.system.name': 'postgresql',
                'server.address': callee.service,
                'db.query.text': 'SELECT * FROM item WHERE id = $1',
              }
            : {
                'server.address': callee.service,
                'server.port': 8080,
                'rpc.system': 'grpc',
                'rpc.method': callee.endpoint ?? 'handle',
              },
      });
      return end;
    };
    const publish = (name: string, node: TopologyNode, parentSpanId: string, at: number): void => {
      const event = topology.events.get(name)!;
      if (chance() >= event.probability.up) return;
      const spanId = hex(16);
      put({
        spanId,
        parentSpanId,
        service: node.service,
        name: `${event.topic} publish`,
        kind: 4,
        startNs: at,
        endNs: at,
        attributes: {
          'messaging.system': 'kafka',
          'messaging.destination.name': event.topic!,
          'messaging.operation.type': 'publish',
        },
      });
      for (const consumer of event.consumers)
        for (const index of consumer.nodes) serve(index, spanId, at + ns(5), event.topic);
    };
    serve(entry, '', startNs);
    return spans;
  };
}

/** Spans as one OTLP request, by resource as a collector's batch has them. `startSeconds` is when the simulation began. */
export function otlpRequest(
  spans: readonly SimulatedSpan[],
  startSeconds: number,
  resource: Readonly<Record<string, string>> = {},
): unknown {
  const byService = Map.groupBy(spans, ({service}) => service);
  const attribute = ([key, value]: readonly [string, string | number]) => ({
    key,
    value: typeof value === 'number' ? {intValue: String(value)} : {stringValue: value},
  });
  const time = (ns: number) => `${startSeconds + Math.floor(ns / 1e9)}${String(ns % 1e9).padStart(9, '0')}`;
  return {
    resourceSpans: [...byService].map(([service, list]) => ({
      resource: {attributes: [['service.name', service] as const, ...Object.entries(resource)].map(attribute)},
      scopeSpans: [
        {
          scope: {name: '@opentelemetry/instrumentation', version: '0.57.1'},
          spans: list.map((span) => ({
            traceId: span.traceId,
            spanId: span.spanId,
            parentSpanId: span.parentSpanId,
            flags: 257,
            name: span.name,
            kind: span.kind,
            startTimeUnixNano: time(span.startNs),
            endTimeUnixNano: time(span.endNs),
            attributes: Object.entries(span.attributes).map(attribute),
            status: span.failed ? {code: 2} : {},
          })),
        },
      ],
    })),
  };
}
