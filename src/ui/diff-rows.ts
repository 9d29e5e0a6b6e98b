import {printableLine} from '../printable.ts';
import {type Line, spokenAs, verbatim} from './line.ts';
import type {Tone} from './theme.ts';

interface Kind {
  readonly tone: Tone;
  /** What a screen reader says before the line. */
  readonly spoken: string;
}

const kinds: Readonly<Record<string, Kind>> = {
  '+': {tone: 'good', spoken: 'added: '},
  '-': {tone: 'bad', spoken: 'removed: '},
  '@': {tone: 'quiet', spoken: ''},
  ' ': {tone: 'quiet', spoken: 'as before: '},
};

/** Lines of a unified diff in rows of `width` columns; each row begins with the sign of its line, so that it is told without colours. */
export function diffRows(lines: readonly string[], width: number): readonly Line[] {
  return lines.flatMap((line) => {
    const sign = line[0] ?? ' ';
    const {tone, spoken} = kinds[sign] ?? kinds[' ']!;
    // A carriage return is the other half of a line end here.
    const text = printableLine(line.slice(1).replace(/\r$/, '').replaceAll('\t', '  '));
    // Where a part of a file begins: no line of the file.
    if (sign === '@') return [{text: `@${text}`, tone}];
    const rows = verbatim(text, Math.max(10, width - 2), tone).map((row) => ({...row, text: `${sign} ${row.text}`}));
    return spokenAs(rows, text === '' ? '' : `${spoken}${text}`);
  });
}

/** A unified diff of a file in rows; the two lines that name the file are one. */
export function unifiedRows(diff: string, file: string, width: number): readonly Line[] {
  const [, , ...lines] = diff.replace(/\n$/, '').split('\n');
  return [{text: printableLine(file), tone: 'title'}, ...diffRows(lines, width)];
}
