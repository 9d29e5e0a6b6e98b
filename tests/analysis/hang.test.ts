import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {callGraph, reachable} from '../../src/analysis/call-graph.ts';
import {fullAfterSeconds} from '../../src/analysis/hang.ts';
import {latencies, meanHeldMs} from '../../src/analysis/latency.ts';
import {traffic} from '../../src/analysis/traffic.ts';
import {analyzed, topologyOf} from './built.ts';

const call = fc.record({
  to: fc.uniqueArray(fc.nat(4), {minLength: 1, maxLength: 2}),
  required: fc.integer({min: 1, max: 2}),
  timeout: fc.constantFrom('1s', '3s', '10s', undefined),
  max: fc.nat(2),
  failure: fc.constantFrom('fail', 'fail', 'ignore', 'spare'),
  count: fc.constantFrom(1, 1, 2),
  parallel: fc.constantFrom(undefined, undefined, 'p'),
});

/** Five services with pools, whose calls lead downwards; constants, and nothing is left to chance. */
const certainSystem = fc
  .record({
    calls: fc.array(fc.array(call, {maxLength: 2}), {minLength: 4, maxLength: 4}),
    pools: fc.array(fc.constantFrom(5, 20, 60, 200), {minLength: 5, maxLength: 5}),
    event: fc.constantFrom(undefined, {outbox: false}, {outbox: true}),
    producer: fc.nat(4),
  })
  .map(({calls, pools, event, producer}) => {
    const services = pools.map((concurrency, i) => {
      const own = (calls[i] ?? []).map((c, n) => {
        const of = [...new Set(c.to.map((to) => `s${Math.max(i + 1, to)}`))];
        return {
          to: {of, required: Math.min(c.required, of.length)},
          name: `c${n}`,
          timeout: c.timeout,
          retries: {max: c.max},
          onFailure: c.failure === 'spare' ? {fallback: 's4'} : c.failure,
          count: c.count,
          parallel: c.parallel,
        };
      });
      return [`s${i}`, {latency: '10ms', concurrency, calls: own}];
    });
    return JSON.stringify({
      version: 1,
      name: 'hang',
      services: Object.fromEntries(services),
      brokers: {k: {latency: '0ms'}},
      events: event ? {E: {producer: `s${producer}`, via: 'k', ...event}} : {},
      operations: {op: {entry: 's0', rate: '20/s'}},
    });
  });

describe('a hang', () => {
  it('fills the pools that the whole analysis of that day finds too small', () => {
    let [filled, held] = [0, 0];
    fc.assert(
      fc.property(certainSystem, (file) => {
        const topology = topologyOf(file);
        const graph = callGraph(topology);
        const latency = latencies(graph, topology, new Set());
        const flow = traffic(topology, latency.below);
        const today = analysis(topology, {rules: []}).operations['op']!.load;
        for (const hanging of [...topology.services.keys(), 'k']) {
          const full = fullAfterSeconds(topology, graph, flow, (n) => meanHeldMs(latency.of(n).outcome))(hanging);
          const starts = topology.services.get(hanging)?.nodes ?? topology.events.get('E')?.producers ?? [];
          const waiting = reachable(graph.callers, starts);
          const state = analysis(topology, {rules: [], down: new Set([hanging])}).operations['op']!.load;
          for (const [i, {service, refusedShare}] of state.entries()) {
            // Services that are too small every day, and those that wait for nobody but are asked more often, are others.
            const own = topology.services.get(service)!.nodes[0]!;
            if (service === hanging || today[i]!.refusedShare! > 0 || !waiting.has(own)) continue;
            expect(full.has(service), `${service} when ${hanging} hangs`).toBe(refusedShare! > 0);
            if (full.has(service)) filled += 1;
            else held += 1;
          }
        }
      }),
      {seed: 1, numRuns: 150},
    );
    expect(Math.min(filled, held)).toBeGreaterThan(50);
  });

  const chain = (outer: object, inner: object) =>
    analyzed({
      services: {
        a: {concurrency: 100, calls: [{to: 'b', ...outer}]},
        b: {concurrency: 40, calls: [{to: 'c', ...inner}]},
        c: {},
      },
      operations: {op: {entry: 'a', rate: '10/s'}},
    }).operations['op']!.load.map((l) => l.fullAfterSecondsIfHanging);

  it('is passed on by retries: who asks again is held again, and asks more of the one in between', () => {
    // a waits 1 s for b, 10 places of 100; b 10 of 40
    expect(chain({}, {timeout: '1s'})).toEqual([{b: 10}, {c: null}, {}]);
    // five attempts of a, one a second: b gets 10/s, 20/s, ... 50/s, and 40 places are taken when the fifth come, after 4 s
    expect(chain({retries: {max: 4}}, {timeout: '1s'})).toEqual([{b: 10}, {c: 4}, {}]);
    // b fills when timeout x attempts x rate is above its pool
    expect(chain({}, {timeout: '1s', retries: {max: 3}})[1]).toEqual({c: null});
    expect(chain({}, {timeout: '1s', retries: {max: 4}})[1]).toEqual({c: 4});
  });

  it('of a fallback is met where the first choice fails because of it too', () => {
    const {blastRadius} = analyzed({
      services: {
        a: {
          concurrency: 30,
          endpoints: {x: {calls: [{to: 'b', onFailure: {fallback: 'c'}}]}, y: {}},
        },
        b: {latency: '50ms', calls: [{to: 'c', timeout: '1s'}]},
        c: {},
      },
      operations: {op: {entry: 'a/x', rate: '10/s'}, other: {entry: 'a/y', rate: '1/s'}},
    });
    // b gives up on c after a second, and then a waits for c itself, for ever: 30 places at 10/s
    expect(blastRadius['c']).toMatchObject({starves: ['other'], starvesAfterSeconds: {other: 3}});
  });
});

describe('a service that does not answer', () => {
  it('asks nothing of anybody, and nor does who waits for it for ever', () => {
    const {operations} = analyzed(
      {
        services: {
          a: {concurrency: 9, calls: [{to: 'b'}, {to: 'later'}]},
          b: {calls: [{to: 'below'}]},
          below: {latency: '1s'},
          later: {latency: '1s'},
        },
        operations: {op: {entry: 'a', rate: '3/s'}},
      },
      ['b'],
    );
    const busy = Object.fromEntries(operations['op']!.load.map((l) => [l.service, l.busy]));
    expect(busy).toMatchObject({a: Infinity, below: 0, later: 0});
  });
});
