import stringWidth from 'string-width';
import {type Line, wrapped} from '../line.ts';
import {inline} from './inline.ts';

const gap = 2;
/** A column that is narrower than this breaks every word. */
const narrowest = 6;

/**
 * A table whose columns line up; cells that are too long wrap within theirs. Where not even narrow columns fit, each row is
 * told cell by cell.
 */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly Line[] {
  const names = head.map((cell) => inline(cell).text);
  const body = rows.map((row) => names.map((_, i) => inline(row[i] ?? '').text));
  const natural = names.map((name, i) =>
    body.reduce((most, row) => Math.max(most, stringWidth(row[i]!)), stringWidth(name)),
  );
  const widths = shrunk(natural, width - gap * (names.length - 1));
  const told = (row: readonly string[]) => names.map((name, i) => (name === '' ? row[i]! : `${name}: ${row[i]!}`));
  if (!widths) return body.flatMap((row) => wrapped(told(row).join('; '), width, 'body', '- '));
  const drawn = (row: readonly string[], tone: 'title' | 'body', spoken: string) => {
    const columns = row.map((cell, i) => wrapped(cell, Math.max(1, widths[i]!)).map(({text}) => text));
    const height = Math.max(...columns.map(({length}) => length));
    return Array.from({length: height}, (_, k): Line => {
      const parts = columns.map((column, i) => padded(column[k] ?? '', widths[i]!));
      return {text: parts.join(' '.repeat(gap)).trimEnd(), tone, spoken: k === 0 ? spoken : ''};
    });
  };
  const rule = widths.map((one) => '-'.repeat(one)).join(' '.repeat(gap));
  return [
    ...drawn(names, 'title', `Table: ${names.join(', ')}`),
    {text: rule, tone: 'quiet', spoken: ''},
    ...body.flatMap((row) => drawn(row, 'body', told(row).join('; '))),
  ];
}

const padded = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** The widths made smaller, the widest first, until their sum is `room`; undefined: they cannot be. */
function shrunk(natural: readonly number[], room: number): readonly number[] | undefined {
  const least = natural.map((one) => Math.min(one, narrowest));
  if (sum(least) > room) return undefined;
  let most = Math.max(...natural);
  while (sum(natural.map((one) => Math.min(one, most))) > room) most -= 1;
  return natural.map((one) => Math.min(one, most));
}

const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
