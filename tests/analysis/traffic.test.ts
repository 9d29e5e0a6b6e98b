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
