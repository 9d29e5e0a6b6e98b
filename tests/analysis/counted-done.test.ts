import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {countedDone} from '../../src/analysis/counted-done.ts';

const many = 1e12;

/** The same steps for the simple count and for that of many. */
function both(count: number, k: number) {
  const [simple, large] = [countedDone(count, k, 1), countedDone(count, k, many)];
  return {
    more: (position: number, chance: number) => {
      simple.more(position, chance);
      large.more(position, chance);
    },
    chances: () => [simple.atLeast(), large.atLeast()] as const,
  };
}

describe('how likely at least k of many things are done', () => {
  const steps = fc.integer({min: 2, max: 40}).chain((count) =>
    fc.record({
      count: fc.constant(count),
      k: fc.integer({min: 1, max: count}),
      shares: fc.array(fc.tuple(fc.nat({max: count - 1}), fc.constantFrom(0.125, 0.25, 0.5, 1)), {maxLength: 120}),
    }),
  );

  it('is after every step the same for a few, counted each time, and for very many, where only what changes is counted', () => {
    fc.assert(
      fc.property(steps, ({count, k, shares}) => {
        const {more, chances} = both(count, k);
        const done = new Float64Array(count);
        for (const [position, share] of shares) {
          if (done[position]! + share > 1) continue;
          done[position]! += share;
          more(position, share);
          const [simple, large] = chances();
          expect(large).toBeCloseTo(simple, 12);
        }
      }),
      {seed: 8, numRuns: 300},
    );
  });

  it('is taken from the normal distribution for more than a thousand on the way, off by less than 1/variance', () => {
    // 1,200 things, each half done: the variance of their number is 1200/4 = 300.
    for (const k of [560, 590, 600, 601, 620, 650]) {
      const {more, chances} = both(1200, k);
      for (let position = 0; position < 1200; position += 1) more(position, position % 2 === 0 ? 0.5 : 0.4375);
      const [simple, large] = chances();
      expect(Math.abs(large - simple)).toBeLessThan(1 / 290);
    }
  });
});
