import fc from 'fast-check';
import {expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {blastRadius} from '../../src/analysis/blast-radius.ts';
import {callGraph} from '../../src/analysis/call-graph.ts';
import {fullAfterSeconds} from '../../src/analysis/hang.ts';
import {latencies, meanHeldMs} from '../../src/analysis/latency.ts';
import {reaches} from '../../src/analysis/reach.ts';
import {traffic} from '../../src/analysis/traffic.ts';
import {topologyOf} from './built.ts';

const size = 7;
const call = fc.record({
  to: fc.uniqueArray(fc.nat(size - 1), {minLength: 1, maxLength: 3}),
  required: fc.integer({min: 1, max: 3}),
  spare: fc.nat(size - 1),
  onFailure: fc.constantFrom('fail', 'fail', 'ignore', 'unknown', 'spare'),
  timeout: fc.constantFrom('1s', undefined),
  probability: fc.constantFrom(undefined, undefined, 0.5, 0),
});
const service = fc.record({
  calls: fc.array(fc.array(call, {maxLength: 2}), {minLength: 1, maxLength: 2}),
  concurrency: fc.constantFrom(undefined, 5, 100),
});
const event = fc.record({
  producer: fc.nat(size - 1),
  consumers: fc.uniqueArray(fc.nat(size - 1), {maxLength: 2}),
  via: fc.constantFrom('k', 'm', undefined),
  outbox: fc.boolean(),
});

/** Seven services, some with two endpoints, that call each other over all kinds of calls, circles included. */
const system = fc
  .record({
    services: fc.array(service, {minLength: size, maxLength: size}),
    events: fc.array(event, {maxLength: 3}),
    entries: fc.array(fc.nat(size - 1), {minLength: 1, maxLength: 4}),
  })
  .map(({services, events, entries}) => {
    const node = (i: number) => (services[i]!.calls.length > 1 ? `s${i}/e${i % 2}` : `s${i}`);
    const calls = (own: (typeof services)[number]['calls'][number]) =>
      own.map(({to, required, spare, onFailure, ...rest}, n) => ({
        ...rest,
        to: {of: to.map(node), required: Math.min(required, to.length)},
        name: `c${n}`,
        onFailure: onFailure === 'spare' ? {fallback: node(spare)} : onFailure,
      }));
    return {
      services: Object.fromEntries(
        services.map(({calls: own, concurrency}, i) => {
          const endpoints = Object.fromEntries(own.map((c, e) => [`e${e}`, {latency: '10ms', calls: calls(c)}]));
          const plain = {latency: '10ms', calls: calls(own[0]!)};
          return [`s${i}`, {concurrency, ...(own.length > 1 ? {endpoints} : plain)}];
        }),
      ),
      brokers: {k: {}, m: {}},
      events: Object.fromEntries(
        events.map(({producer, consumers, ...rest}, i) => [
          `E${i}`,
          {...rest, producer: node(producer), consumers: Object.fromEntries(consumers.map((c) => [node(c), {}]))},
        ]),
      ),
      operations: Object.fromEntries(entries.map((entry, i) => [`op${i}`, {entry: node(entry), rate: '20/s'}])),
    };
  });

it('the outages of all services and brokers are those that are worked out for each of them alone', () => {
  const seen = {fails: 0, starves: 0, degrades: 0, late: 0};
  fc.assert(
    fc.property(system, (file) => {
      const topology = topologyOf(file);
      const graph = callGraph(topology);
      const latency = latencies(graph, topology, new Set());
      const flow = traffic(topology, latency.below);
      const full = fullAfterSeconds(topology, graph, flow, (node) => meanHeldMs(latency.of(node).outcome));
      const all = analysis(topology, {rules: []}).blastRadius;
      for (const name of [...topology.services.keys(), ...topology.brokers.keys()]) {
        const alone = blastRadius(topology, graph, reaches(topology), new Set([name]), full(name));
        expect(all[name], name).toEqual(alone);
        for (const kind of ['fails', 'starves', 'degrades', 'late'] as const) seen[kind] += alone[kind].length;
      }
    }),
    {seed: 8, numRuns: 100},
  );
  for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(20);
});
