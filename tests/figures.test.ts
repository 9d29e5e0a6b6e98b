import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {count, short, timeSpan, unbroken, yearly} from '../src/figures.ts';
import {page} from '../src/report/page.ts';
import {wrapped} from '../src/ui/line.ts';

const units = ['ms', 's', 'min', 'h', 'd', '%', 'seconds', 'minute', 'hours', 'day', 'days', 'year'];
const onScreen = (text: string, width: number) => wrapped(text, width).map((line) => line.text);
const inReport = (text: string, width: number) => {
  const out = page({width, paint: (_, same) => same});
  out.put(text);
  return out.text().trimEnd().split('\n');
};

describe.each([
  ['on screen', onScreen],
  ['in a report', inReport],
])('a quantity %s', (_, rows) => {
  it('stays on one line with its unit, whatever the width, and the text stays the same', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), {minLength: 1, maxLength: 8});
    const quantity = fc.tuple(fc.integer({min: 0, max: 99_999}), fc.constantFrom(...units)).map((q) => q.join(' '));
    fc.assert(
      fc.property(words, quantity, words, fc.integer({min: 20, max: 60}), (before, told, after, width) => {
        const text = [...before, told, ...after].join(' ');
        const shown = rows(text, width);
        expect(shown.filter((row) => row.includes(told))).toHaveLength(1);
        expect(shown.join(' ')).toBe(text);
      }),
      {seed: 41},
    );
  });

  it('that is a count may end a line, and no word that begins like a unit is held back', () => {
    // "about 600" fills the 20 columns up to what follows.
    expect(rows('there were about 600 services', 20)).toEqual(['there were about 600', 'services']);
    expect(rows('there were about 600 s of them', 20)).toEqual(['there were about', '600 s of them']);
  });
});

it('an ordinary no-break space does not reach the screen', () => {
  expect(unbroken('650 ms', (text) => text)).toBe('650 ms');
});

describe('a large figure', () => {
  it('has its digits in threes, whatever it is', () => {
    // 67,129.8 minutes are 1,118.83 hours; 1,234 days are 106,617,600,000 ms
    expect(yearly(67_129.8)).toBe('1,118.83 h');
    expect(yearly(525_600)).toBe('8,760.00 h');
    expect([timeSpan(106_617_600_000), short(1234.5), short(1e6), count(2053)]).toEqual([
      '1,234 days',
      '1,235',
      '1,000,000',
      '2,053',
    ]);
    expect([short(-1234.5), short(999), short(0.001234), short(Infinity), count(99.5)]).toEqual([
      '-1,235',
      '999',
      '0.00123',
      'Infinity',
      '99.5',
    ]);
  });
});
