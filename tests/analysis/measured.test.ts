import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {measured} from '../../src/analysis/measured.ts';
import {analyzed, topologyOf} from './built.ts';

/** What is said of a chain gateway -> orders -> three others, of which only some state their figures. */
function said(measured: object, more: {orders?: object; gateway?: object; down?: readonly string[]} = {}) {
  const {operations} = analyzed(
    {
      services: {
        gateway: {availability: '99.99%', latency: '5ms', calls: [{to: 'orders', onFailure: 'fail'}], ...more.gateway},
        orders: {
          latency: '20ms',
          calls: [{to: 'stock'}, {to: 'mail', onFailure: 'unknown'}, {to: 'prices', onFailure: 'ignore'}],
          ...more.orders,
        },
        stock: {availability: '99%', latency: '10ms'},
        mail: {availability: '98%', latency: '10ms'},
        prices: {availability: '90%', latency: '10ms'},
      },
      operations: {order: {entry: 'gateway', measured}},
    },
    more.down,
  );
  return operations['order']!.measured;
}

describe('model against measurement', () => {
  it('names who takes the default, and the costliest calls of which nobody said what a failure does', () => {
    // 0.9999 x 0.999 x 0.99 x 0.98; gateway -> orders is stated as fatal, and prices is ignored
    expect(said({availability: '99.95%'})).toBe(
      'model 96.91 %, measured 99.95 %: the defaults are too pessimistic (orders states no availability) or these calls are not fatal: orders -> mail and orders -> stock.',
    );
  });

  it('names no calls where all are stated, and no defaults where none is taken', () => {
    const orders = {
      availability: '99.9%',
      calls: [
        {to: 'stock', onFailure: 'fail'},
        {to: 'mail', onFailure: 'fail'},
      ],
    };
    expect(said({availability: '99.95%'}, {orders})).toBe(
      'model 96.91 %, measured 99.95 %: the stated availabilities are too pessimistic.',
    );
  });

  it('stops after three names', () => {
    const calls = ['stock', 'mail', 'prices', 'orders'].map((to) => ({to}));
    expect(said({availability: '99.95%'}, {gateway: {calls}})).toMatch(
      /not fatal: gateway -> prices, orders -> mail, gateway -> mail and 3 more\.$/,
    );
  });

  it('asks what is missing where the model is too kind, and whether what is ignored does harm', () => {
    expect(said({availability: '90%'})).toBe(
      'model 96.91 %, measured 90.00 %: the defaults are too optimistic (orders states no availability), or something that it needs is missing here, or these failures do harm after all: orders -> prices.',
    );
  });

  it('agrees within a factor of two of the downtime, and below a minute a month', () => {
    expect(said({availability: '98%'})).toBe('model 96.91 %, measured 98.00 %: they agree.');
    expect(said({availability: '98.5%'})).not.toContain('agree');
    const nines = (n: string) => ({availability: n, calls: [], latency: '5ms'});
    // 1e-7 against 1e-6 of a year: ten times as much, and half a minute
    expect(said({availability: '99.9999%'}, {gateway: nines('99.99999%')})).toMatch(/they agree/);
    expect(said({availability: '99.99%'}, {gateway: nines('99.999%')})).toMatch(
      /^model 99\.999 %, measured 99\.99 %: the stated availabilities are too optimistic/,
    );
  });

  it('judges every percentile: too slow, too fast, or the same within a quarter', () => {
    // 5 + 20 + 3 x 10 = 55 ms, all constants
    expect(said({p50: '50ms', p99: '400ms'})).toBe(
      'p50 model 55 ms, measured 50 ms: they agree; p99 model 55 ms, measured 400 ms: every latency is stated as one constant: give p50 and p99, or something slow is missing.',
    );
    expect(said({p95: '20ms', p99: '22ms'})).toBe(
      'p95 model 55 ms, measured 20 ms, p99 model 55 ms, measured 22 ms: the stated latencies are too long, or some of these calls are made at the same time.',
    );
    expect(said({p99: '3s'}, {orders: {latency: undefined}})).toBe(
      'p99 model 35 ms, measured 3 s: something slow is missing here (orders states no latency), or requests queue.',
    );
    // both at once: neither sentence takes the other's ground away
    expect(said({availability: '99.95%', p99: '3s'}, {orders: {latency: undefined}})).toMatch(
      /orders -> stock; p99 .*orders states no latency/,
    );
    expect(said({p99: '3s'}, {orders: {latency: {p50: '20ms', p99: '40ms'}}})).toContain(
      'something slow is missing here, or requests queue.',
    );
  });

  it('says nothing where nothing is measured, and on a day that was not', () => {
    expect(said({})).toBeNull();
    expect(said({availability: '99.95%'}, {down: ['stock']})).toBeNull();
  });

  it('compares with the nearer bound of a tangled system, and says nothing where it lies between them', () => {
    const topology = topologyOf({services: {a: {availability: '99%'}}, operations: {op: {entry: 'a'}}});
    const operation = topology.operations.get('op')!;
    const rough = {
      ...availability(topology, operation.entry),
      exact: false,
      chance: {up: 0.9, down: 0.1},
      bounds: {up: [0.9, 0.99], down: [0.01, 0.1]},
    } as const;
    const model = {availability: rough, nodes: [], p50Ms: null, p95Ms: null, p99Ms: null};
    const seen = (up: number) =>
      measured(topology, {...operation, measured: {availability: {up, down: 1 - up}}}, model);
    expect(seen(0.95)).toBe(
      'model between 90 % and 99 % (too tangled for the exact figure), measured 95 %: it lies between.',
    );
    expect(seen(0.5)).toMatch(
      /^model at least 90.00 %, measured 50.00 %: the stated availabilities are too optimistic/,
    );
    expect(seen(0.9999)).toMatch(
      /^model at most 99.00 %, measured 99.99 %: the stated availabilities are too pessimistic/,
    );
    expect(seen(0.993)).toBe('model at most 99.00 %, measured 99.30 %: they agree.');
  });
});
