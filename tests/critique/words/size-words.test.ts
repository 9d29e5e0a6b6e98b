import {expect, it} from 'vitest';
import {bytesIn} from '../../../src/critique/words/size-words.ts';

it.each([
  ['12 mb', 12_000_000],
  ['a 1.5mb scan', 1_500_000],
  ['1,5 mb in german', 1_500_000],
  ['2-3 mb', 3_000_000],
  ['2 to 30 megabytes', 30_000_000],
  ['300 kb as a rule, up to 2 gb', 2_000_000_000],
  ['40 kilobytes', 40_000],
  ['1 mib', 1_000_000],
  ['12 mbit', null],
  ['mb', null],
  ['quite large', null],
  ['', null],
])('%s is %s bytes', (plain, bytes) => {
  expect(bytesIn(plain)).toBe(bytes);
});
