import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {type AvailabilityBar, availabilityChart, availabilityWords} from '../../../src/ui/charts/availability.ts';
import {nines, ninesColumn, ninesScale} from '../../../src/ui/charts/nines.ts';
import {ascii, blocks, canvas, misfits, names, textOf} from './canvas.ts';

const reading = (unavailability: number) => ({unavailability, atLeast: undefined});
const bar = (name: string, down: number, target?: number, now?: number): AvailabilityBar => ({
  name,
  readings: now === undefined ? [reading(down)] : [reading(down), reading(now)],
  target: target === undefined ? undefined : {unavailability: target, met: (now ?? down) <= target},
});
const lengthOf = (text: string, sign = '#') => [...text].filter((one) => one === sign).length;

describe('the scale of nines', () => {
  it('is the negative decimal logarithm of what fails: 3 for 99.9 %, 0 for nothing that works, no end where nothing fails', () => {
    expect(nines(0.001)).toBeCloseTo(3, 12);
    expect(nines(1)).toBe(0);
    expect(nines(0)).toBe(Infinity);
  });

  it('spans a factor of ten at the least, from round figures to round figures, with room for the shortest bar', () => {
    expect(ninesScale([2.35, 3])).toEqual({low: 2, high: 3});
    expect(ninesScale([0, 4])).toEqual({low: 0, high: 4});
    // 99.9 % and 99.95 %: from 99.8 %, a whole factor of ten further to 99.98 %.
    expect(ninesScale([3, 3.30103]).low).toBeCloseTo(-Math.log10(0.002), 9);
    expect(ninesScale([3, 3.30103]).high).toBeCloseTo(-Math.log10(0.0002), 9);
    expect(ninesScale([Infinity])).toEqual({low: 2, high: 4});
    expect(ninesScale([])).toEqual({low: 2, high: 4});
  });

  it('puts values in proportion: a factor of ten in downtime is the same distance everywhere', () => {
    const scale = {low: 1, high: 5};
    fc.assert(
      fc.property(fc.double({min: 1e-5, max: 0.01, noNaN: true}), (down) => {
        const step = ninesColumn(nines(down), scale, 80) - ninesColumn(nines(down * 10), scale, 80);
        expect(step).toBeCloseTo(20, 6);
      }),
      {seed: 1},
    );
  });
});

describe('availability bars', () => {
  it('shows the chapter against its target: 99.6006 % misses 99.9 %, by 34.99 h a year', () => {
    const [axis, row] = textOf(availabilityChart([bar('create-task', 0.003994003999, 0.001)], 0, canvas(100, 12)));
    expect(axis).toMatch(/'99 %.*99\.9 %'/);
    expect(row).toMatch(/^> create-task {2}#+ +\| {2}99\.6006 % {2}34\.99 h {4}99\.9 % missed$/);
    // From 2 to 3 nines: 0.3986 of the way.
    const width = row!.indexOf('|') + 1 - row!.indexOf('#');
    expect(Math.abs(lengthOf(row!) - width * 0.3986)).toBeLessThanOrEqual(1);
  });

  it.each([58, 78, 118])(
    'tells three nines from three and a third at %i columns, and what is met from what is not',
    (width) => {
      const rows = textOf(availabilityChart([bar('a', 0.001, 0.0007), bar('b', 0.0005, 0.0007)], 0, canvas(width, 12)));
      expect(lengthOf(rows[2]!) - lengthOf(rows[1]!)).toBeGreaterThanOrEqual(3);
      expect(rows[1]).toContain('missed');
      expect(rows[2]).toContain('met');
      expect(rows[1]).toContain('8.76 h');
      expect(rows[2]).toContain('4.38 h');
    },
  );

  it('draws a part of a column where the terminal can: no shorter than the value, to an eighth', () => {
    const rows = textOf(availabilityChart([bar('a', 0.004), bar('b', 0.00399)], 0, canvas(78, 12, blocks)));
    expect(rows[1]).not.toBe(rows[2]!.replace('b', 'a'));
    expect(rows[1]).toMatch(/█+[▏▎▍▌▋▊▉]?/);
  });

  it('tells nothing available, everything available, not known, and no target apart, in words and signs', () => {
    const rows = textOf(
      availabilityChart(
        [
          bar('dead', 1, 0.001),
          bar('perfect', 0, 0.001),
          {...bar('unsure', 0.01), readings: [{unavailability: 0.01, atLeast: 0.001}]},
        ],
        0,
        canvas(78, 12),
      ),
    );
    expect(lengthOf(rows[1]!)).toBe(0);
    expect(rows[1]).toMatch(/ 0 %.*missed/);
    expect(rows[2]).toMatch(/ 100 %.*met/);
    expect(rows[3]).toMatch(/#\?+.*none/);
    expect(rows.at(-1)).toContain('? not known');
  });

  it('shows before and now of an operation that changes, one below the other', () => {
    const rows = textOf(availabilityChart([bar('a', 0.004, 0.001, 0.0011)], 0, canvas(78, 12)));
    expect(rows[1]).toMatch(/^> a .*35\.04 h/);
    expect(rows[2]).toMatch(/^ {4}now .*9\.64 h.*missed/);
    expect(lengthOf(rows[2]!)).toBeGreaterThan(lengthOf(rows[1]!));
  });

  it('keeps the chosen operation in sight and counts those that are not', () => {
    const many = Array.from({length: 1000}, (_, i) => bar(`operation-${i}`, 0.001 + i / 1e6));
    const chart = canvas(78, 12);
    const rows = textOf(availabilityChart(many, 700, chart));
    expect(rows.some((row) => row.startsWith('> operation-700'))).toBe(true);
    const shown = rows.filter((row) => row.includes('operation-')).length;
    expect(rows.some((row) => row.includes(`${1000 - shown} more operations`))).toBe(true);
  });

  it('says the same in sentences', () => {
    expect(availabilityWords([bar('create-task', 0.003994003999, 0.001, 0.0010999), bar('other', 0.01)])).toEqual([
      'create-task: 99.6006 % available, down 34.99 h a year; now 99.89 % available, down 9.64 h a year. Target 99.9 % missed.',
      'other: 99 % available, down 87.60 h a year. No target is stated.',
    ]);
  });

  it('fits any canvas, with any names, and lines its columns up', () => {
    const some = fc.record({
      name: fc.constantFrom(...names),
      down: fc.constantFrom(0, 1, 0.1, 0.004, 0.00012345, 1e-9),
      target: fc.constantFrom(undefined, 0.001, 1e-5),
      now: fc.constantFrom(undefined, 0.002),
    });
    fc.assert(
      fc.property(
        fc.array(some, {maxLength: 30}),
        fc.integer({min: 56, max: 198}),
        fc.integer({min: 3, max: 55}),
        fc.constantFrom(ascii, blocks),
        (list, columns, height, glyphs) => {
          const bars = list.map(({name, down, target, now}) => bar(name, down, target, now));
          const chart = canvas(columns, height, glyphs);
          const rows = availabilityChart(bars, 0, chart);
          expect(misfits(rows, chart)).toEqual([]);
          const widths = rows.slice(1, 1 + Math.min(bars.length, 1)).map((row) => stringWidth(row[0]!.text));
          for (const width of widths) expect(width).toBe(stringWidth(rows[0]![0]!.text));
        },
      ),
      {seed: 2, numRuns: 200},
    );
  });
});
