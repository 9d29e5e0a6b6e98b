import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {shortened, wrapped} from '../../src/ui/line.ts';
import {prose} from '../../src/ui/prose.ts';
import {table} from '../../src/ui/table.ts';

describe('a table', () => {
  it('lines its cells up, also behind emoji and wide characters', () => {
    const [first, second, third] = table(
      [
        ['name', 'x'],
        ['提醒', 'y'],
        ['🚀 fast', 'z'],
      ],
      60,
      1,
    );
    const columnOf = (line: string | undefined, cell: string) => stringWidth(line!.slice(0, line!.indexOf(cell)));
    expect(columnOf(first, 'x')).toBe(9);
    expect(columnOf(second, 'y')).toBe(9);
    expect(columnOf(third, 'z')).toBe(9);
  });

  it('leaves its spare column out where it would not fit, and never grows wider than the screen', () => {
    expect(table([['a', 'long enough', 'c']], 12, 1)).toEqual(['a  c']);
    const cells = fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), {minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(cells, fc.integer({min: 20, max: 80}), (rows, width) => {
        for (const line of table(rows, width, 1)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
      {seed: 6},
    );
  });
});

describe('lines', () => {
  it('fit their width, whatever the text, and none is empty of meaning when some are left out', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', maxLength: 300}), fc.integer({min: 20, max: 100}), (text, width) => {
        const lines = shortened(wrapped(text, width, 'body', '- '), 3, width);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(stringWidth(line.text)).toBeLessThanOrEqual(width);
      }),
      {seed: 7},
    );
    expect(shortened(wrapped('one two three four', 10), 1, 10)).toEqual([{text: 'one two …', tone: 'body'}]);
  });

  it('join the rows of a paragraph and of a point, and leave indented rows as they are', () => {
    const text = 'One sentence\nover two rows.\n\n- a point\n  that goes on\n- another\n\n  a -> b\n  c -> d';
    expect(prose(text, 40).map((line) => line.text)).toEqual([
      'One sentence over two rows.',
      '',
      '- a point that goes on',
      '- another',
      '',
      '  a -> b',
      '  c -> d',
    ]);
  });
});
