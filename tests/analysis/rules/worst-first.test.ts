import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {worstFirst} from '../../../src/analysis/rules/worst-first.ts';
import {found} from './found.ts';

const finding = (subject: string) => ({
  severity: 'info' as const,
  subject: {service: subject},
  message: '',
  advice: '',
  line: null,
});
const names = (findings: readonly {readonly subject: object}[]) =>
  findings.map((f) => Object.values(f.subject).join(':'));

describe('the findings of one rule', () => {
  it('stand with the worst first, by the second measure where the first is equal, else as in the file', () => {
    const weighed = [
      {weight: 1, finding: finding('a')},
      {weight: Infinity, finding: finding('b')},
      {weight: 1, tie: 2, finding: finding('c')},
      {weight: Infinity, finding: finding('d')},
      {weight: 3, finding: finding('e')},
    ];
    expect(names(worstFirst(weighed))).toEqual(['b', 'd', 'e', 'c', 'a']);
  });

  it('are all there, in an order that no weight contradicts', () => {
    const weight = fc.oneof(fc.double({min: 0, noNaN: true}), fc.constant(Infinity), fc.nat(3));
    fc.assert(
      fc.property(fc.array(weight, {maxLength: 30}), (weights) => {
        const order = names(worstFirst(weights.map((w, i) => ({weight: w, finding: finding(`${i}`)})))).map(Number);
        expect(order.toSorted((a, b) => a - b)).toEqual(weights.map((_, i) => i));
        for (const [at, i] of order.entries()) {
          const before = order[at - 1];
          if (before !== undefined)
            expect(weights[before]! > weights[i]! || (weights[before] === weights[i] && before < i)).toBe(true);
        }
      }),
      {seed: 7},
    );
  });

  // Little's law: rate x time held against the places; 20/s for 1 s, 10 s and 4 s against 5.
  it('of a full service begin with the one that refuses most', () => {
    const services = Object.fromEntries(
      Object.entries({mild: '1s', worst: '10s', bad: '4s'}).map(([name, latency]) => [name, {latency, concurrency: 5}]),
    );
    const operations = Object.fromEntries(Object.keys(services).map((entry) => [entry, {entry, rate: '20/s'}]));
    expect(names(found({services, operations}, 'overloaded'))).toEqual(['worst', 'bad', 'mild']);
  });

  it('of a needless wait begin with what costs most downtime, then with what takes longest', () => {
    const calls = ['cheap', 'slow', 'frail'].map((to) => ({to, needsResult: false}));
    const services = {
      a: {calls},
      cheap: {latency: '10ms', availability: '99.9%'},
      slow: {latency: '900ms', availability: '99.9%'},
      frail: {latency: '1ms', availability: '99%'},
    };
    const order = found({services, operations: {op: {entry: 'a'}}}, 'needless-wait').map(({subject}) => subject);
    expect(order).toMatchObject([{to: 'frail'}, {to: 'slow'}, {to: 'cheap'}]);
  });
});
