import wrapAnsi from 'wrap-ansi';
import {unbroken} from '../figures.ts';
import {printable, printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import type {Tone} from './theme.ts';

/** One row of text. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
  /** Stretches that stand out, from and to in code units, in their order. */
  readonly bold?: readonly (readonly [from: number, to: number])[];
  /** What a screen reader says in its place; empty: nothing. */
  readonly spoken?: string;
}

/** `text` in rows of `width` columns; `mark` stands before the first, the others line up behind it. */
export function wrapped(text: string, width: number, tone: Tone = 'body', mark = ''): readonly Line[] {
  const room = Math.max(10, width - mark.length);
  const rows = unbroken(printable(text), (whole) => wrapAnsi(whole, room, {hard: true})).split('\n');
  return rows.map((row, i) => ({text: `${i === 0 ? mark : ' '.repeat(mark.length)}${row}`, tone}));
}

/** Rows of `width` columns that keep the spaces of the text: in code and in topologies they are part of what is said. */
export function verbatim(text: string, width: number, tone: Tone = 'body'): readonly Line[] {
  return text.split('\n').flatMap((line) =>
    wrapAnsi(line, width, {hard: true, trim: false})
      .split('\n')
      // The space at which a line is broken begins no row.
      .map((row, i): Line => ({text: i === 0 ? row : row.replace(/^ /, ''), tone})),
  );
}

/** Like `wrapped` for a text of one line: line ends in it are shown, so that a name cannot begin a row of its own. */
export function wrappedLine(text: string, width: number, tone: Tone = 'body', mark = ''): readonly Line[] {
  return wrapped(printableLine(text), width, tone, mark);
}

/** The rows of one choice, which a screen reader says in other words: signs and marks of the first row are no words. */
export function spokenAs(rows: readonly Line[], spoken: string): readonly Line[] {
  return rows.map((row, i) => ({...row, spoken: i === 0 ? spoken : ''}));
}

/** At most `most` of the rows; where some are missing, the last one says so. */
export function shortened(lines: readonly Line[], most: number, width: number): readonly Line[] {
  const last = lines[most - 1];
  if (lines.length <= most || !last) return lines;
  return [...lines.slice(0, most - 1), {...last, text: fitted(`${last.text} …`, width)}];
}
