import stringWidth from 'string-width';
import {fitted} from '../report/page.ts';

const gap = 2;

/** Rows as lines whose cells line up, wide characters counted as two. Where they do not fit into `width`, column `spare` is left out. */
export function table(rows: readonly (readonly string[])[], width: number, spare: number): readonly string[] {
  const all = aligned(rows);
  if (all.every((line) => stringWidth(line) <= width)) return all;
  return aligned(rows.map((row) => row.filter((_, i) => i !== spare))).map((line) => fitted(line, width));
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => stringWidth(row[i]!))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i]! - stringWidth(cell) + gap))
      .join('')
      .trimEnd(),
  );
}
