import {expect, it} from 'vitest';
import {orderStatistic} from '../../src/analysis/composition.ts';
import {constant} from '../../src/analysis/distribution.ts';
import {percentile} from '../../src/analysis/percentile.ts';
import {analyzed} from './built.ts';

const count = 15_000;
const timeOf = (i: number) => 1 + ((i * 7919) % count);

function fileOf(more: object) {
  const callees = Array.from({length: count}, (_, i) => [
    `s${i}`,
    {latency: `${timeOf(i)}ms`, availability: '100%', concurrency: 100},
  ]);
  return {
    version: 1,
    name: 'wide',
    services: {...Object.fromEntries(callees), top: {latency: '1ms', availability: '100%', concurrency: 100, ...more}},
    operations: {op: {entry: 'top', rate: '1/s'}},
  };
}

const names = Array.from({length: count}, (_, i) => `s${i}`);

it('fifteen thousand calls at the same time take as long as the slowest of them', () => {
  const {operations, couplings} = analyzed(fileOf({calls: names.map((to) => ({to, parallel: 'all', timeout: '60s'}))}));
  const {latency, load} = operations['op']!;
  // Own work of a millisecond, and the slowest callee's 15,000 ms.
  expect([latency.typicalMs, latency.p50Ms]).toEqual([1 + count, 1 + count]);
  expect(couplings).toHaveLength(count);
  // Without answers for 60 s at one request a second 60 of 100 places are busy: it never fills.
  expect(load[0]!.fullAfterSecondsIfHanging['s0']).toBeNull();
});

it('of fifteen thousand things the 5,000th to be done decides', () => {
  const times = names.map((_, i) => constant(timeOf(i)));
  // They take 1, 2, 3, ... 15,000 ms.
  expect(percentile(orderStatistic(times, 5000), 0.5)).toBe(5000);
});
