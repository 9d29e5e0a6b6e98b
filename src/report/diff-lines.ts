import {printableLine} from '../printable.ts';
import type {Style, TextOptions} from './page.ts';

const styles: Readonly<Record<string, Style>> = {'+': 'good', '-': 'stop', '@': 'open'};

/** A unified diff for a terminal, coloured by what each line is; the sign at its start tells the same without colours. */
export function diffLines(diff: string, paint: TextOptions['paint']): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  return lines
    .map((line) => {
      // A carriage return is the other half of a line end here.
      const shown = printableLine(line.replace(/\r$/, '').replaceAll('\t', '  '));
      const style = /^(?:---|\+\+\+) /.test(line) ? 'title' : styles[line[0] ?? ''];
      return `${style === undefined ? shown : paint(style, shown)}\n`;
    })
    .join('');
}
