import {describe, expect, it} from 'vitest';
import {howFar} from '../../../src/import/chdb/how-far.ts';

describe('how far an import by chDB is', () => {
  it('goes from nothing to all of the bytes and never back, over loading and each statement after it', () => {
    const told: (readonly [number, number | undefined, string])[] = [];
    const far = howFar((...one) => told.push(one), 1000);
    far.loading({bytes: 300, share: undefined}, 'a');
    far.loaded(600, 'a');
    far.loading({bytes: 390, share: undefined}, 'b');
    // More than the file holds: it grew while it was read.
    far.loaded(4000, 'b');
    for (let statement = 0; statement < 6; statement += 1) {
      const at = far.adding('both');
      at({bytes: 0, share: 0.5});
      at({bytes: 0, share: undefined});
      at({bytes: 0, share: 1});
    }
    const done = told.map(([bytes]) => bytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done[0]).toBeGreaterThan(0);
    expect(done[2]).toBeGreaterThan(done[1]!);
    expect(done.at(-1)).toBe(1000);
    expect(new Set(told.map(([, total]) => total))).toEqual(new Set([1000]));
    expect(told.map(([, , what]) => what)).toEqual(['a', 'a', 'b', 'b', ...Array.from({length: 24}, () => 'both')]);
  });
});
