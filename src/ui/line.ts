import wrapAnsi from 'wrap-ansi';
import {unbroken} from '../figures.ts';
import {printable, printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import type {Tone} from './theme.ts';

/** One row of text. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
}

/** `text` in rows of `width` columns; `mark` stands before the first, the others line up behind it. */
export function wrapped(text: string, width: number, tone: Tone = 'body', mark = ''): readonly Line[] {
  const room = Math.max(10, width - mark.length);
  const rows = unbroken(printable(text), (whole) => wrapAnsi(whole, room, {hard: true})).split('\n');
  return rows.map((row, i) => ({text: `${i === 0 ? mark : ' '.repeat(mark.length)}${row}`, tone}));
}

/** Like `wrapped` for a text of one line: line ends in it are shown, so that a name cannot begin a row of its own. */
export function wrappedLine(text: string, width: number, tone: Tone = 'body', mark = ''): readonly Line[] {
  return wrapped(printableLine(text), width, tone, mark);
}

/** At most `most` of the rows; where some are missing, the last one says so. */
export function shortened(lines: readonly Line[], most: number, width: number): readonly Line[] {
  const last = lines[most - 1];
  if (lines.length <= most || !last) return lines;
  return [...lines.slice(0, most - 1), {...last, text: fitted(`${last.text} …`, width)}];
}
