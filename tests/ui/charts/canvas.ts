import stringWidth from 'string-width';
import {glyphsFor} from '../../../src/ui/charts/glyphs.ts';
import type {Canvas, Row} from '../../../src/ui/charts/row.ts';

export const blocks = glyphsFor({LANG: 'en_US.UTF-8'});
export const ascii = glyphsFor({LANG: 'C'});

export const canvas = (columns: number, rows: number, glyphs = ascii): Canvas => ({columns, rows, glyphs});

/** The rows of a chart as text. */
export const textOf = (rows: readonly Row[]) => rows.map((row) => row.map(({text}) => text).join(''));

/** What is wrong with the size of a chart: nothing, where it fits. */
export function misfits(rows: readonly Row[], {columns, rows: height}: Canvas): readonly string[] {
  const wide = textOf(rows).filter((text) => stringWidth(text) > columns || text.includes('\n'));
  return rows.length > height ? [`${rows.length} rows of ${height}`, ...wide] : wide;
}

/** Names as files have them: long ones, wide ones, clusters, and what reorders text. */
export const names = [
  'task-api',
  '提醒服务',
  '🚀 launch-pad',
  '👩‍👩‍👧‍👦 family',
  'éclair',
  'a-service-with-a-name-that-goes-on-and-on-and-on-and-on',
  'right \u202e to left',
  '__proto__',
  'x',
];
