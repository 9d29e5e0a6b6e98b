import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {edited, type FieldAction, fieldRows, fieldWith, textOf, typed} from '../../src/ui/field.ts';

const actions: readonly FieldAction[] = ['left', 'right', 'start', 'end', 'backspace', 'delete', 'clear'];
const field = fc
  .tuple(fc.string({unit: 'grapheme'}), fc.string({unit: 'grapheme'}))
  .map(([before, after]) => ({before, after}));

describe('a text field', () => {
  it('types at the cursor and deletes to both sides', () => {
    const middle = edited(edited(fieldWith('abcd'), 'left'), 'left');
    expect(textOf(typed(middle, 'X'))).toBe('abXcd');
    expect(textOf(edited(middle, 'backspace'))).toBe('acd');
    expect(textOf(edited(middle, 'delete'))).toBe('abd');
    expect(textOf(edited(middle, 'clear'))).toBe('');
  });

  it('treats an emoji of several code points as one character', () => {
    expect(textOf(edited(fieldWith('a👩‍👩‍👧'), 'backspace'))).toBe('a');
    expect(edited(fieldWith('a👩‍👩‍👧'), 'left')).toEqual({before: 'a', after: '👩‍👩‍👧'});
  });

  it('keeps its text whatever way the cursor moves', () => {
    fc.assert(
      fc.property(field, fc.array(fc.constantFrom(...actions.slice(0, 4))), (given, moves) => {
        expect(textOf(moves.reduce(edited, given))).toBe(textOf(given));
      }),
      {seed: 2},
    );
  });

  it('takes no more than 2000 characters', () => {
    expect(textOf(typed(fieldWith('x'.repeat(1990)), 'y'.repeat(100)))).toHaveLength(2000);
  });

  it('is cut between characters, never within one', () => {
    const family = '👩‍👩‍👧';
    expect(textOf(typed(fieldWith('x'.repeat(1990)), family.repeat(3)))).toBe(`${'x'.repeat(1990)}${family}`);
  });

  it('scrolls sideways in one row: what lies around the cursor is seen, and where more follows', () => {
    const text = Array.from({length: 400}, (_, i) => `${i}`.padStart(5, '.')).join('');
    const [end] = fieldRows(fieldWith(text), '|', 20, 1);
    expect(end).toBe('…396..397..398..399|');
    const [start] = fieldRows({before: '', after: text}, '|', 20, 1);
    expect(start).toBe('|....0....1....2...…');
    const [middle] = fieldRows({before: text.slice(0, 1000), after: text.slice(1000)}, '|', 20, 1);
    expect(middle).toBe('….197..198..199|..2…');
    expect(fieldRows(fieldWith('short'), '|', 20, 1)).toEqual(['short|']);
  });

  it('shows the row with the cursor, in rows that fit', () => {
    fc.assert(
      fc.property(field, fc.integer({min: 10, max: 40}), fc.integer({min: 1, max: 4}), (given, width, count) => {
        const rows = fieldRows(given, '▏', width, count);
        expect(rows.length).toBeLessThanOrEqual(count);
        expect(rows.join('')).toContain('▏');
        for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(width);
      }),
      {seed: 3},
    );
  });
});
