import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {type GainBar, gainsChart, gainsWords} from '../../../src/ui/charts/gains.ts';
import {ascii, blocks, canvas, misfits, names, textOf} from './canvas.ts';

const gain = (name: string, before: number | undefined, now = before): GainBar => ({
  name,
  kind: 'service',
  before,
  now,
  stated: true,
});
const lengthOf = (row: string) => row.match(/#/g)?.length ?? 0;

describe('the bars of dependencies', () => {
  // 0.997002999 x 0.001 of 525,600 minutes: each of the chapter's three dependencies.
  const minutes = 0.997002999 * 0.001 * 525_600;

  it('shows the minutes that each takes, for a month and a year', () => {
    const rows = textOf(gainsChart([gain('notification', minutes), gain('small', minutes / 4)], canvas(78, 12)));
    expect(rows[0]).toMatch(/'0 .*a month +a year/);
    expect(rows[1]).toMatch(/^notification +#+ +43\.7 min +8\.73 h/);
    expect(rows[2]).toMatch(/^small +#+ +10\.9 min +2\.18 h/);
    expect(Math.abs(lengthOf(rows[1]!) / 4 - lengthOf(rows[2]!))).toBeLessThanOrEqual(1);
  });

  it('keeps what it was before in sight, and tells not needed from nothing to gain', () => {
    const bars = [
      gain('audit', 524),
      gain('perfect', 0),
      {...gain('gone', 524), now: undefined},
      {...gain('kafka', undefined), now: 52.5},
    ];
    const rows = textOf(gainsChart(bars, canvas(98, 12)));
    expect(rows[2]).toMatch(/^perfect +0 min +0 min/);
    expect(rows[3]).toMatch(/^gone +\.+ +43\.7 min -> none +8\.73 h -> none/);
    expect(rows[4]).toMatch(/^kafka +#+ +none -> 4\.38 min/);
    expect(rows.at(-1)).toBe('. before');
  });

  it('marks what rests on the default because the file does not state it', () => {
    const rows = textOf(gainsChart([{...gain('audit', 524), stated: false}], canvas(78, 12)));
    expect(rows[1]).toMatch(/^audit \? /);
    expect(rows.at(-1)).toBe('? its availability is not stated: 99.9 % is taken');
  });

  it('shows the costliest of a thousand and counts the rest', () => {
    const many = Array.from({length: 1000}, (_, i) => gain(`service-${i}`, 1000 - i));
    const rows = textOf(gainsChart(many, canvas(78, 12)));
    const shown = rows.filter((row) => row.startsWith('service-')).length;
    expect(rows.join('\n')).toContain(`... ${1000 - shown} more that cost no more`);
  });

  it('says the same in sentences', () => {
    expect(gainsWords([{...gain('kafka', 524), kind: 'broker', now: undefined}])).toEqual([
      'kafka (broker): 43.7 min -> none a month, 8.73 h -> none a year.',
    ]);
  });

  it('fits any canvas, with any names, its bars in proportion', () => {
    const minutesOrNone = fc.constantFrom(undefined, 0, 0.001, 1, 43, 524.02, 52_560);
    const some = fc.record({
      name: fc.constantFrom(...names),
      before: minutesOrNone,
      now: minutesOrNone,
      stated: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(some, {maxLength: 30}),
        fc.integer({min: 56, max: 198}),
        fc.integer({min: 3, max: 55}),
        fc.constantFrom(ascii, blocks),
        (list, columns, height, glyphs) => {
          const bars = list.map((one): GainBar => ({...one, kind: 'sharedFate'}));
          const chart = canvas(columns, height, glyphs);
          const rows = gainsChart(bars, chart);
          expect(misfits(rows, chart)).toEqual([]);
          const body = textOf(rows.filter((row) => row.length > 1));
          for (const text of body) expect(stringWidth(text)).toBe(stringWidth(body[0]!));
        },
      ),
      {seed: 5, numRuns: 200},
    );
  });
});
