import {Box, renderToString} from 'ink';
import {createElement} from 'react';
import {describe, expect, it} from 'vitest';
import {List} from '../../src/ui/parts/list.tsx';

/** The rows of a list of `length` lines, and which of its lines were made. */
function drawn(length: number, cursor: number, height: number) {
  const made = new Set<number>();
  const at = (i: number) => {
    made.add(i);
    return {id: `${i}`, text: `line ${i}`};
  };
  const list = createElement(List, {items: {length, at}, cursor, height});
  const rows = renderToString(createElement(Box, {width: 60}, list), {columns: 60}).split('\n');
  return {rows: rows.map((row) => row.trimEnd()), made: [...made].sort((a, b) => a - b)};
}

describe('a long list', () => {
  it('shows the lines around the marked one, makes no others, and says how many there are above and below', () => {
    const {rows, made} = drawn(5000, 2500, 7);
    // Six lines and the row that says the rest; half of them above the marked one.
    expect(rows).toEqual([
      '  line 2497',
      '  line 2498',
      '  line 2499',
      '> line 2500',
      '  line 2501',
      '  line 2502',
      '  ... 2497 above (PgUp), 2497 below (PgDn)',
    ]);
    expect(made).toEqual([2497, 2498, 2499, 2500, 2501, 2502]);
  });

  it('stops at both ends, and is whole where it fits', () => {
    expect(drawn(5000, 0, 4).rows).toEqual(['> line 0', '  line 1', '  line 2', '  ... 4997 below (PgDn)']);
    expect(drawn(5000, 4999, 4).rows.at(2)).toBe('> line 4999');
    expect(drawn(4, 3, 4).rows).toEqual(['  line 0', '  line 1', '  line 2', '> line 3']);
  });
});
