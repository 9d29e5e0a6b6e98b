import {wrapAnsi} from 'fast-wrap-ansi';
import {cutAtWord} from '../cut-at-word.ts';
import {printableLine} from '../printable.ts';
import type {Style, TextOptions} from './page.ts';

/** How a diff is printed. */
export interface DiffOptions extends TextOptions {
  /** The columns of a terminal, to which changed lines are wrapped; undefined: there is none, and each stays one line. */
  readonly terminal: number | undefined;
}

const styles: Readonly<Record<string, Style>> = {'+': 'good', '-': 'stop', '@': 'open'};
const narrowest = 20;

/**
 * A unified diff for a person, coloured by what each line is; the sign at its start tells the same without colours. Lines
 * around a change that are longer than the width are cut: they are there to find the place.
 */
export function diffLines(diff: string, {paint, width, terminal}: DiffOptions): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  return lines
    .flatMap((line) => {
      const isHead = /^(?:---|\+\+\+) /.test(line);
      const style = isHead ? 'title' : styles[line[0] ?? ''];
      // A carriage return is the other half of a line end here.
      const shown = printableLine(line.replace(/\r$/, '').replaceAll('\t', '  '));
      const rows = isHead || style === 'open' ? [shown] : style ? wrapped(shown, terminal) : [cut(shown, width)];
      return rows.map((row) => `${style === undefined ? row : paint(style, row)}\n`);
    })
    .join('');
}

/** A changed line in rows, each with its sign. */
function wrapped(line: string, terminal: number | undefined): readonly string[] {
  if (terminal === undefined || line.length <= terminal) return [line];
  const room = Math.max(narrowest, terminal) - 1;
  return wrapAnsi(line.slice(1), room, {hard: true, trim: false})
    .split('\n')
    .map((row, i) => `${line[0]}${i === 0 ? row : row.replace(/^ /, '')}`.trimEnd());
}

function cut(line: string, width: number): string {
  if (line.length <= width) return line;
  const [indent = ''] = /^\s*/.exec(line)!;
  return indent.slice(0, width / 2) + cutAtWord(line, Math.max(narrowest, width - indent.length));
}
