import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';

const latencyOf = (services: object, operation = 's') =>
  analyzed({services, operations: {[operation]: {entry: 's'}}}).operations[operation]!.latency;
const within = (value: number | null, expected: number) => Math.abs(value! / expected - 1);
const hop = {p50: '20ms', p99: '120ms'};

describe('percentiles of spread-out latencies', () => {
  // The reference figures come from a convolution and from four million draws, both by others (coupling rules, "test oracles").
  it('four hops one after the other: 97.9, 197.8 and 270.0 ms, not the sum of the 99th percentiles', () => {
    const l = latencyOf({
      s: {latency: hop, calls: [{to: 'a'}]},
      a: {latency: hop, calls: [{to: 'b'}]},
      b: {latency: hop, calls: [{to: 'c'}]},
      c: {latency: hop},
    });
    expect(within(l.p50Ms, 97.9)).toBeLessThan(0.01);
    expect(within(l.p95Ms, 197.8)).toBeLessThan(0.01);
    expect(within(l.p99Ms, 270)).toBeLessThan(0.01);
    expect(l.typicalMs).toBe(80);
  });

  it('four at the same time: 43.1, 111.8 and 173.6 ms', () => {
    const calls = ['a', 'b', 'c', 'd'].map((to) => ({to, parallel: 'all'}));
    const l = latencyOf({
      s: {calls, latency: '0ms'},
      a: {latency: hop},
      b: {latency: hop},
      c: {latency: hop},
      d: {latency: hop},
    });
    expect(within(l.p50Ms, 43.1)).toBeLessThan(0.01);
    expect(within(l.p95Ms, 111.8)).toBeLessThan(0.01);
    expect(within(l.p99Ms, 173.6)).toBeLessThan(0.01);
  });

  it('a hundred hops with little spread do not blur: mean and variance add up, and the sum is close to normal', () => {
    const sigma = Math.log(24 / 20) / 2.326347874;
    const mean = 100 * 20 * Math.exp(sigma ** 2 / 2);
    const deviation = Math.sqrt(100 * Math.expm1(sigma ** 2)) * 20 * Math.exp(sigma ** 2 / 2);
    const services = Object.fromEntries(
      Array.from({length: 100}, (_, i) => [
        i === 0 ? 's' : `s${i}`,
        {latency: {p50: '20ms', p99: '24ms'}, ...(i < 99 ? {calls: [{to: `s${i + 1}`}]} : {})},
      ]),
    );
    const l = latencyOf(services);
    expect(within(l.p50Ms, mean)).toBeLessThan(0.001);
    expect(within(l.p99Ms, mean + 2.326347874 * deviation)).toBeLessThan(0.002);
  });

  it('a hundred calls that are slow once in a hundred make 63.4 % of the requests slow', () => {
    // 1 - 0.99^100 = 0.634 (Dean and Barroso, "The Tail at Scale"): the 36th percentile is fast, the 38th is not.
    const calls = Array.from({length: 100}, (_, i) => ({to: 'a', parallel: 'all', name: `n${i}`}));
    const l = latencyOf({
      s: {calls, latency: '0ms'},
      a: {latency: '10ms', calls: [{to: 'slow', probability: 0.01}]},
      slow: {latency: '1s'},
    });
    expect([l.p50Ms, l.p95Ms]).toEqual([1010, 1010]);
  });
});

describe('composition of constant latencies', () => {
  const fixed = {a: {latency: '100ms'}, b: {latency: '30ms'}, c: {latency: '80ms'}};

  it('calls of a parallel group start together where its first member stands', () => {
    // 100 | 80 together, then 30: the worked order of the format's description
    const calls = [{to: 'a', parallel: 'p'}, {to: 'b'}, {to: 'c', parallel: 'p'}];
    expect(latencyOf({s: {calls, latency: '0ms'}, ...fixed}).typicalMs).toBe(130);
  });

  it('in a target group the required-th fastest counts', () => {
    const group = (required: number) =>
      latencyOf({s: {latency: '5ms', calls: [{to: {of: ['a', 'b', 'c'], required}}]}, ...fixed});
    expect([1, 2, 3].map((n) => group(n).typicalMs)).toEqual([35, 85, 105]);
    expect([1, 2, 3].map((n) => group(n).p99Ms)).toEqual([35, 85, 105]);
  });

  it('an attempt cut by its timeout is retried after the back-off, then onFailure decides', () => {
    const call = (more: object) =>
      latencyOf({
        s: {latency: '1ms', calls: [{to: 'a', timeout: '20ms', retries: {max: 2, backoff: '5ms'}, ...more}, {to: 'b'}]},
        ...fixed,
      });
    // three attempts of 20 ms and two pauses of 5 ms
    expect(call({})).toMatchObject({typicalMs: 71, p50Ms: 71, p99Ms: 71});
    expect(call({onFailure: 'ignore'})).toMatchObject({typicalMs: 101, p99Ms: 101});
    expect(call({onFailure: {fallback: 'c'}})).toMatchObject({typicalMs: 181, p99Ms: 181});
  });

  it('count repeats a call, and a probability below a half leaves it out of the typical time only', () => {
    expect(latencyOf({s: {latency: '1ms', calls: [{to: 'b', count: 3}]}, ...fixed})).toMatchObject({
      typicalMs: 91,
      p50Ms: 91,
    });
    expect(latencyOf({s: {latency: '1ms', calls: [{to: 'b', probability: 0.04}]}, ...fixed})).toMatchObject({
      typicalMs: 1,
      p95Ms: 1,
      p99Ms: 31,
    });
  });

  it('a call back into a cycle adds nothing', () => {
    expect(
      latencyOf({s: {latency: '10ms', calls: [{to: 'a'}]}, a: {latency: '1ms', calls: [{to: 's'}]}}),
    ).toMatchObject({
      typicalMs: 11,
      p50Ms: 11,
      p99Ms: 11,
    });
  });

  it('a publish costs its broker, an outbox nothing', () => {
    const file = (outbox: boolean) => ({
      services: {s: {latency: '50ms'}},
      brokers: {kafka: {latency: '5ms'}},
      events: {Done: {producer: 's', via: 'kafka', outbox}},
      operations: {s: {entry: 's'}},
    });
    expect(analyzed(file(false)).operations['s']!.latency.typicalMs).toBe(55);
    expect(analyzed(file(true)).operations['s']!.latency.typicalMs).toBe(50);
  });

  it('typical time and percentiles agree wherever everything is constant and certain', () => {
    const calls = fc.array(
      fc.record({
        to: fc.constantFrom('a', 'b', 'c'),
        parallel: fc.constantFrom('x', undefined),
        timeout: fc.constantFrom('20ms', '90ms', undefined),
        onFailure: fc.constantFrom('ignore', 'fail'),
        count: fc.integer({min: 1, max: 3}),
        retries: fc.constantFrom({max: 1, backoff: '3ms'}, undefined),
      }),
      {maxLength: 5},
    );
    fc.assert(
      fc.property(calls, (list) => {
        const l = latencyOf({s: {latency: '1ms', calls: JSON.parse(JSON.stringify(list))}, ...fixed});
        expect(l.p50Ms).toBeCloseTo(l.typicalMs!, 9);
        expect(l.p99Ms).toBeCloseTo(l.typicalMs!, 9);
      }),
      {seed: 6, numRuns: 200},
    );
  });
});
