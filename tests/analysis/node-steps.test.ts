import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {End} from '../../src/analysis/held-call.ts';
import {crowded, nodeSteps, together} from '../../src/analysis/node-steps.ts';
import {topologyOf} from '../topology/fixtures.ts';

const size = 80;
const services = Array.from({length: size}, (_, i) => `  s${i}: {latency: ${(i * 37) % 101}ms}`).join('\n');
const calls = Array.from({length: size}, (_, i) => `{to: s${i}, parallel: all, count: ${1 + (i % 3)}}`).join(', ');
const topology = topologyOf(`version: 1\nname: n\nservices:\n  top: {calls: [${calls}]}\n${services}\n`);

describe('many calls at the same time', () => {
  const normalMs = (node: number) => (node * 41) % 97;
  const {all, crowds} = nodeSteps(topology, normalMs)(0);
  const crowd = crowds.get(0)!;
  const usual = (position: number): End => ({ms: crowd.normalMs[position]!, lost: 0, met: 0, stuck: 0});

  it('take on a normal day what each takes: its count times its callee', () => {
    expect(all[0]!.map(({targets, count}) => normalMs(targets[0]!) * count)).toEqual(crowd.normalMs);
  });

  it('end as if each had been looked at, whichever of them meet a hang', () => {
    const end = fc.record({
      ms: fc.integer({min: 0, max: 400}),
      lost: fc.constantFrom(0, 0.25, 0.5, 1),
      met: fc.constantFrom(0.5, 1),
      stuck: fc.constantFrom(0, 0.5),
    });
    const met = fc
      .dictionary(fc.nat({max: size - 1}).map(String), end, {maxKeys: size})
      .map((ends) => new Map(Object.entries(ends).map(([position, one]) => [Number(position), one] as const)));
    fc.assert(
      fc.property(met, (ends) => {
        const each = all[0]!.map((_, position) => ends.get(position) ?? usual(position));
        expect(crowded(crowd, ends)).toEqual(together(each));
      }),
      {seed: 8, numRuns: 200},
    );
  });

  it('are found by whom they call', () => {
    expect(all[0]!.map(({targets}) => crowd.calling(targets[0]!))).toEqual(all[0]!.map((_, position) => [position]));
    expect(crowd.calling(0)).toEqual([]);
  });
});
