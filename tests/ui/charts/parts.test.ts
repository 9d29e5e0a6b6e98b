import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {axisText, roundSteps} from '../../../src/ui/charts/axis.ts';
import {barSigns} from '../../../src/ui/charts/bar.ts';
import {glyphsFor} from '../../../src/ui/charts/glyphs.ts';
import {progressChart, progressWords} from '../../../src/ui/charts/progress.ts';
import {cell} from '../../../src/ui/charts/row.ts';
import {ascii, blocks, names, textOf} from './canvas.ts';

describe('the signs of a terminal', () => {
  it('are letters where the first locale variable that is set says that it is not UTF-8, else blocks', () => {
    expect(glyphsFor({LC_ALL: 'de_DE.utf8', LANG: 'C'})).toBe(blocks);
    expect(glyphsFor({LC_ALL: '', LC_CTYPE: 'C.UTF-8'})).toBe(blocks);
    expect(glyphsFor({LC_ALL: 'C', LANG: 'en_US.UTF-8'})).toBe(ascii);
    expect(glyphsFor({LANG: 'POSIX'})).toBe(ascii);
    expect(glyphsFor({})).toBe(blocks);
  });

  it('are ASCII where they have to be, and a column wide', () => {
    expect(Object.values(ascii).flat().join('')).toMatch(/^[ -~]+$/);
    for (const set of [ascii, blocks]) {
      const {cut, ...signs} = set;
      for (const sign of Object.values(signs).flat()) expect(stringWidth(sign)).toBe(1);
      expect(stringWidth(cut)).toBe(cut.length);
    }
  });
});

describe('a cell', () => {
  it('has the width that is wanted, whatever stands in it, and shows what it cuts', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...names), fc.string({unit: 'grapheme', maxLength: 60})),
        fc.integer({min: 0, max: 50}),
        fc.constantFrom(ascii, blocks),
        (text, width, glyphs) => {
          expect(stringWidth(cell(text, width, glyphs))).toBe(width);
        },
      ),
      {seed: 6},
    );
    expect(cell('notification', 8, blocks)).toBe('notific…');
    expect(cell('notification', 8, ascii)).toBe('notifi..');
    expect(cell('提醒服务', 6, blocks)).toBe('提醒… ');
    // A family is one sign, not four.
    expect(cell('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, blocks)).toBe('👩‍👩‍👧‍👦…');
  });
});

describe('a bar', () => {
  it('has its length to the part of a column that can be drawn, and a sign for anything above 0', () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 60, noNaN: true}), fc.integer({min: 1, max: 50}), (length, width) => {
        const whole = Math.min(length, width);
        expect(barSigns(length, width, ascii).length).toBe(Math.max(length > 0 ? 1 : 0, Math.round(whole)));
        const signs = barSigns(length, width, blocks);
        const eighths = signs.reduce((sum, sign) => sum + blocks.fill.indexOf(sign) + 1, 0);
        expect(Math.abs(eighths / 8 - whole)).toBeLessThanOrEqual(
          length > 0 && length < 1 / 16 ? 1 / 8 : 1 / 16 + 1e-9,
        );
      }),
      {seed: 7},
    );
    expect(barSigns(0, 10, blocks)).toEqual([]);
    expect(barSigns(0.0001, 10, ascii)).toEqual(['#']);
  });
});

describe('an axis', () => {
  it('has round steps: 1, 2 or 5 times a power of ten', () => {
    expect(roundSteps(2600, 5)).toEqual([0, 1000, 2000]);
    expect(roundSteps(2600, 6)).toEqual([0, 500, 1000, 1500, 2000, 2500]);
    expect(roundSteps(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(roundSteps(0, 3)).toEqual([0]);
  });

  it('writes each label beside its tick and leaves out what would run into another', () => {
    const ticks = [
      {at: 0, text: '0'},
      {at: 2, text: '10 ms'},
      {at: 10, text: '50 ms'},
      {at: 19.6, text: '1 s'},
    ];
    expect(axisText(ticks, 24, ascii)).toBe("'0        '50 ms    '1 s");
    expect(axisText(ticks, 20, ascii)).toBe("'0        '50 ms    ");
    expect(axisText(ticks.toReversed(), 20, ascii)).toBe("  '10 ms        1 s'");
    expect(axisText(ticks, 3, ascii)).toBe("'0 ");
  });
});

describe('progress', () => {
  it('gives every exercise its place: done, begun, new', () => {
    const statuses = ['done', 'started', 'new', 'new'] as const;
    expect(textOf([progressChart(statuses, 30)])).toEqual(['[###+++......]']);
    expect(textOf([progressChart(statuses, 6)])).toEqual(['[#+..]']);
    expect(progressChart(statuses, 5)).toEqual([]);
    expect(progressWords(statuses)).toBe('1 of 4 exercises done, 1 begun');
    expect(progressWords(['done'])).toBe('1 of 1 exercises done');
  });
});
