import fc from 'fast-check';
import {expect, it} from 'vitest';
import {stem} from '../../../src/critique/words/stem.ts';

it.each([
  ['waits', 'wait'],
  ['waited', 'wait'],
  ['waiting', 'wait'],
  ['wait', 'wait'],
  ['reservations', 'reserv'],
  ['reserves', 'reserv'],
  ['boxes', 'box'],
  ['allegedly', 'alleg'],
  ['directly', 'direct'],
  // Too little would be left of these.
  ['is', 'is'],
  ['bed', 'bed'],
  ['sing', 'sing'],
  ['409', '#'],
  ['\u0664\u0665', '#'],
  ['a4', 'a4'],
  ['constructor', 'constructor'],
  ['', ''],
])('the stem of %s is %s', (word, found) => {
  expect(stem(word)).toBe(found);
});

it('is the beginning of the word, three letters at least where there are so many', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...'abeinglyst'), minLength: 3, maxLength: 12}), (word) => {
      const found = stem(word);
      expect(word.startsWith(found) && found.length >= 3).toBe(true);
    }),
    {seed: 7},
  );
});
