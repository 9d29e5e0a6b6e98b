import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {topologyOf} from './built.ts';

describe('the rate of events', () => {
  it('follows what consumers publish, from every operation', () => {
    const chain = {
      version: 1,
      name: 'chain',
      services: {p: {}, c1: {}, c2: {}, c3: {latency: '80ms', concurrency: 1}},
      brokers: {k: {}},
      events: {
        E1: {producer: 'p', via: 'k', consumers: {c1: {}}},
        E2: {producer: 'c1', via: 'k', consumers: {c2: {}}},
        E3: {producer: 'c2', via: 'k', consumers: {c3: {}}},
      },
      operations: {a: {entry: 'p', rate: '10/s'}, b: {entry: 'c1', rate: '10/s'}},
    };
    const {lag} = analysis(topologyOf(chain), {rules: []});
    // c1 hears of 10/s and is asked 10/s, so E2 and E3 come at 20/s; c3 handles 12.5/s
    expect(lag.map((l) => l.rate)).toEqual([10, 20, 20]);
    expect(lag[2]!.keepsUp).toBe(false);
  });

  it('follows a circle of events from where it is entered, in whatever order they stand in the file', () => {
    const events = {A: {producer: 'y', consumers: {x: {}}}, B: {producer: 'x', consumers: {y: {}}}};
    for (const order of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      for (const entry of ['x', 'y']) {
        const file = {
          services: {x: {}, y: {}},
          events: Object.fromEntries(order.map((name) => [name, events[name]])),
          operations: {o: {entry, rate: '4/s'}},
        };
        const {lag} = analysis(topologyOf(file), {rules: []});
        expect(lag.map(({rate}) => rate)).toEqual([4, 4]);
      }
    }
  });
});

describe('what holds a consumer back', () => {
  const rate = (group: object, limits: readonly (string | undefined)[]) => {
    const file = {
      version: 1,
      name: 'group',
      services: {
        p: {},
        c: {latency: '1ms', concurrency: 100, calls: [group]},
        ...Object.fromEntries(
          limits.map((rateLimit, i) => [`x${i}`, {kind: 'external', ...(rateLimit ? {rateLimit} : {})}]),
        ),
      },
      brokers: {k: {}},
      events: {E: {producer: 'p', via: 'k', consumers: {c: {}}}},
      operations: {o: {entry: 'p', rate: '20/s'}},
    };
    const [lag] = analysis(topologyOf(file), {rules: []}).lag;
    return [lag!.capacity, lag!.limitedBy, lag!.keepsUp];
  };

  it('is the least generous of those that must answer, not of those that are spare', () => {
    const of = ['x0', 'x1', 'x2'];
    const limits = ['10/s', '50/s', '30/s'];
    expect(rate({to: {of, required: 1}}, limits)).toEqual([50, 'x1', true]);
    expect(rate({to: {of, required: 2}}, limits)).toEqual([30, 'x2', true]);
    expect(rate({to: {of, required: 3}}, limits)).toEqual([10, 'x0', false]);
    expect(rate({to: {of, required: 1}}, ['10/s', undefined, '5/s'])).toEqual([100_000, null, true]);
  });
});
