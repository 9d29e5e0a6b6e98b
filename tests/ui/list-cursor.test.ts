import fc from 'fast-check';
import {expect, it} from 'vitest';
import {type Move, moved, startToSee, windowStart} from '../../src/ui/list-cursor.ts';

const moves: readonly Move[] = ['up', 'down', 'page-up', 'page-down', 'first', 'last'];

it('a cursor never leaves its list', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 50}), fc.array(fc.constantFrom(...moves)), (count, list) => {
      let cursor = 0;
      for (const move of list) {
        cursor = moved(cursor, move, count);
        expect(cursor).toBeGreaterThanOrEqual(0);
        expect(cursor).toBeLessThan(count);
      }
    }),
    {seed: 4},
  );
});

it('a window shows its cursor, and no empty row while there is more to show', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 99}), fc.integer({min: 1, max: 30}), fc.nat(98), (count, height, at) => {
      const cursor = at % count;
      const start = windowStart(cursor, count, height);
      expect(cursor - start).toBeGreaterThanOrEqual(0);
      expect(cursor - start).toBeLessThan(height);
      expect(start + height).toBeLessThanOrEqual(Math.max(count, height));
    }),
    {seed: 5},
  );
});

it('a text stays at its top while that shows what must be seen, and else moves no further than needed', () => {
  expect(startToSee({from: 3, to: 5}, 40, 10)).toBe(0);
  expect(startToSee({from: 12, to: 14}, 40, 10)).toBe(5);
  // Longer than the window: it begins with the beginning.
  expect(startToSee({from: 12, to: 39}, 40, 10)).toBe(12);
});
