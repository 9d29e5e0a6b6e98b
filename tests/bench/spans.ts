// Writes N spans as OTLP lines, always the same: twenty services, about ten spans a trace and 700 bytes a span, in batches
// over all services as a collector's file exporter writes them. Usage: node tests/bench/spans.ts N > FILE
import {pathToFileURL} from 'node:url';
import {parseTopology} from '../../src/topology/parse.ts';
import {otlpRequest, type SimulatedSpan, simulator} from '../import/traces/simulate.ts';

/** Names of twenty parts, their calls, and how often a request makes each. */
const shop = `
version: 1
name: Shop
services:
  gateway:
    endpoints:
      GET /products: {latency: {p50: 2ms, p99: 9ms}, calls: [{to: catalog, probability: 0.9}, {to: ads, probability: 0.3}]}
      GET /cart: {latency: {p50: 1ms, p99: 5ms}, calls: [{to: cart}, {to: currency, probability: 0.6}]}
      POST /checkout: {latency: {p50: 3ms, p99: 12ms}, calls: [{to: checkout}]}
      GET /search: {latency: {p50: 2ms, p99: 9ms}, calls: [{to: search}, {to: recommendation, probability: 0.5}]}
  catalog: {latency: {p50: 4ms, p99: 20ms}, calls: [{to: catalog-db}]}
  ads: {latency: {p50: 3ms, p99: 11ms}, calls: [{to: ads-cache, count: 2}]}
  cart: {latency: {p50: 2ms, p99: 8ms}, calls: [{to: cart-cache, count: 2}]}
  currency: {latency: {p50: 1ms, p99: 3ms}}
  search: {latency: {p50: 12ms, p99: 60ms}, calls: [{to: search-index}, {to: catalog, probability: 0.4}]}
  recommendation: {latency: {p50: 8ms, p99: 40ms}, calls: [{to: catalog}]}
  checkout:
    latency: {p50: 6ms, p99: 30ms}
    calls:
      - {to: cart}
      - {to: shipping, parallel: quotes}
      - {to: currency, parallel: quotes}
      - {to: payment}
      - {to: orders-db}
  shipping: {latency: {p50: 9ms, p99: 45ms}, calls: [{to: quote}]}
  quote: {latency: {p50: 5ms, p99: 15ms}}
  payment: {latency: {p50: 20ms, p99: 90ms}, calls: [{to: card-processor}]}
  email: {latency: {p50: 30ms, p99: 120ms}}
  accounting: {latency: {p50: 5ms, p99: 25ms}, calls: [{to: orders-db}]}
  catalog-db: {kind: datastore, latency: {p50: 2ms, p99: 14ms}}
  ads-cache: {kind: datastore, latency: {p50: 1ms, p99: 3ms}}
  cart-cache: {kind: datastore, latency: {p50: 1ms, p99: 3ms}}
  search-index: {kind: datastore, latency: {p50: 15ms, p99: 80ms}}
  orders-db: {kind: datastore, latency: {p50: 3ms, p99: 18ms}}
  card-processor: {kind: external, latency: {p50: 110ms, p99: 600ms}}
brokers:
  kafka: {latency: 3ms}
events:
  OrderPlaced: {producer: checkout, via: kafka, topic: orders, consumers: {accounting: {group: accounting}, email: {group: email}}}
operations:
  products: {entry: gateway/GET /products, rate: 60/s}
  cart: {entry: gateway/GET /cart, rate: 20/s}
  checkout: {entry: gateway/POST /checkout, rate: 10/s}
  search: {entry: gateway/GET /search, rate: 30/s}
`;

const spansInLine = 300;
const startSeconds = 1_780_000_000;
const resource = {
  'service.namespace': 'shop',
  'service.version': '2.14.3',
  'deployment.environment.name': 'production',
  'host.name': 'ip-10-20-31-7.eu-central-1.compute.internal',
  'os.type': 'linux',
  'k8s.namespace.name': 'shop',
  'k8s.pod.name': 'shop-7c9f6d5b8-x2x9z',
  'process.runtime.name': 'nodejs',
  'telemetry.sdk.language': 'nodejs',
  'telemetry.sdk.name': 'opentelemetry',
  'telemetry.sdk.version': '1.30.1',
};
/** What instrumentation notes besides: it makes up most of a span. */
const besides = {
  'network.peer.address': '10.20.31.44',
  'network.peer.port': 48512,
  'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64)',
};

/** The lines, one request of a collector each; at least `count` spans in all, and how many in each line. */
export function* spanLines(count: number): Generator<{readonly line: string; readonly spans: number}> {
  const {topology} = parseTopology(shop);
  if (!topology) throw new Error('the topology of the benchmark is broken');
  const request = simulator(topology, 20_260);
  const operations = [...topology.operations.values()];
  const mix = operations.flatMap(({entry, rate}) => Array.from({length: Math.round((rate ?? 0) / 10)}, () => entry));
  let batch: SimulatedSpan[] = [];
  for (let made = 0, n = 0; made < count; n += 1) {
    const spans = request(mix[(n * 7) % mix.length]!, n * 8_300_000);
    batch.push(...spans.map((span) => ({...span, attributes: {...span.attributes, ...besides}})));
    made += spans.length;
    if (batch.length < spansInLine && made < count) continue;
    yield {line: JSON.stringify(otlpRequest(batch, startSeconds, resource)), spans: batch.length};
    batch = [];
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const {line} of spanLines(Number(process.argv[2] ?? 1000)))
    if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
