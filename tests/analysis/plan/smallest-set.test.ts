import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Goal, smallestSet} from '../../../src/analysis/plan/smallest-set.ts';

const subsets = (size: number) =>
  Array.from({length: 2 ** size}, (_, bits) => Array.from({length: size}, (_, i) => i).filter((i) => bits & (1 << i)));

/** Reached with enough weight, where choosing anything of a caller costs its fee once: like a broker that a caller now needs. */
const weighed = (weights: readonly number[], callers: readonly number[], fee: number, wanted: number): Goal => ({
  concerning: weights.flatMap((weight, i) => (weight > 0 ? [i] : [])),
  reached: (chosen, free) => {
    const sum = [...chosen, ...free].reduce((total, i) => total + weights[i]!, 0);
    return sum - fee * new Set([...chosen].map((i) => callers[i]!)).size >= wanted;
  },
});

describe('the smallest set', () => {
  it('is as small as the smallest of all subsets that reach every goal', () => {
    const goal = fc.record({
      weights: fc.array(fc.integer({min: 0, max: 9}), {minLength: 7, maxLength: 7}),
      fee: fc.integer({min: 0, max: 6}),
      wanted: fc.integer({min: -2, max: 30}),
    });
    fc.assert(
      fc.property(
        fc.array(goal, {minLength: 1, maxLength: 3}),
        fc.array(fc.integer({min: 0, max: 2}), {minLength: 7, maxLength: 7}),
        (wishes, callers) => {
          const goals = wishes.map(({weights, fee, wanted}) => weighed(weights, callers, fee, wanted));
          const reaching = subsets(7).filter((set) => goals.every((g) => g.reached(new Set(set), new Set())));
          const least = Math.min(...reaching.map((set) => set.length));
          const found = smallestSet(7, goals);
          if (reaching.length === 0) expect(found).toBeUndefined();
          else {
            expect(found).toHaveLength(least);
            expect(goals.every((g) => g.reached(new Set(found), new Set()))).toBe(true);
          }
        },
      ),
      {seed: 1, numRuns: 300},
    );
  });

  it('tries only the first of those that are alike', () => {
    let asked = 0;
    const even: Goal = {
      concerning: Array.from({length: 16}, (_, i) => i),
      reached: (chosen, free) => {
        asked += 1;
        return chosen.size + free.size >= 8;
      },
    };
    expect(smallestSet(16, [even], () => 'alike')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    // Without kinds these are some 26,000 sets of fewer than eight.
    expect(asked).toBeLessThan(200);
  });

  it('is empty where nothing is to be reached', () => {
    expect(smallestSet(3, [])).toEqual([]);
  });
});
