import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cellSums} from '../../src/analysis/cell-sums.ts';
import {type Cells, cell} from '../../src/analysis/grid.ts';

/** Every pair on its own: its weight between the two cells around the sum, so that the mean stays. */
function pairByPair(a: Cells, b: Cells): Map<number, number> {
  const sums = new Map<number, number>();
  const add = (index: number, weight: number) => sums.set(index, (sums.get(index) ?? 0) + weight);
  for (const [i, one] of a.weights.entries()) {
    for (const [j, other] of b.weights.entries()) {
      const time = Math.exp((a.first + i) * cell) + Math.exp((b.first + j) * cell);
      const below = Math.floor(Math.log(time) / cell + 1e-12);
      const [low, high] = [Math.exp(below * cell), Math.exp((below + 1) * cell)];
      const upper = (time - low) / (high - low);
      add(below, one * other * (1 - upper));
      add(below + 1, one * other * upper);
    }
  }
  return sums;
}

const cells = fc
  .record({first: fc.integer({min: -300, max: 900}), weights: fc.array(fc.nat(1000), {minLength: 1, maxLength: 60})})
  .map(({first, weights}): Cells => ({first, weights: Float64Array.from(weights)}));

describe('sums of two distributions on the grid', () => {
  it('put the same weight into the same cells as all pairs one by one', () => {
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const expected = pairByPair(a, b);
        const {first, weights} = cellSums(a, b);
        const total = [...expected.values()].reduce((sum, weight) => sum + weight, 0);
        for (const [index, weight] of expected) {
          expect(Math.abs((weights[index - first] ?? 0) - weight)).toBeLessThanOrEqual(1e-9 * total);
        }
        expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - total)).toBeLessThanOrEqual(1e-9 * total);
      }),
      {seed: 1, numRuns: 100},
    );
  });
});
