import stringWidth from 'string-width';
import {printableLine} from '../../printable.ts';
import {graphemes} from '../graphemes.ts';
import type {Tone} from '../theme.ts';
import type {Glyphs} from './glyphs.ts';

/** A stretch of a row in one tone. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/** One row of a chart: no wider than its canvas. */
export type Row = readonly Span[];

/** The room of a chart, and what it is drawn with. */
export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly glyphs: Glyphs;
}

/** `text` in exactly `width` columns, wide characters counted as two: filled up with blanks, or cut with an ellipsis. */
export function cell(text: string, width: number, glyphs: Glyphs, side: 'left' | 'right' = 'left'): string {
  const shown = shortName(text, width, glyphs);
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(shown)));
  return side === 'left' ? shown + blanks : blanks + shown;
}

/** `text` in `width` columns at most. */
export function shortName(name: string, width: number, {cut}: Glyphs): string {
  const text = printableLine(name);
  if (stringWidth(text) <= width) return text;
  const room = width - cut.length;
  if (room < 1) return cut.slice(0, Math.max(0, width));
  let result = '';
  let used = 0;
  // A name may be long: only as much of it is looked at as can be shown.
  for (const {segment} of graphemes(text)) {
    used += stringWidth(segment);
    if (used > room) break;
    result += segment;
  }
  return result + cut;
}

/** The columns that the widest of `texts` takes, `most` at the utmost. */
export function widest(texts: Iterable<string>, most: number): number {
  let width = 0;
  for (const text of texts) width = Math.max(width, Math.min(most, stringWidth(printableLine(text))));
  return width;
}

/** Signs in their tones as spans: neighbours of one tone become one. */
export function joined(signs: readonly Span[]): Row {
  const row: {text: string; tone?: Tone}[] = [];
  for (const {text, tone} of signs) {
    const last = row.at(-1);
    if (last && last.tone === tone) last.text += text;
    else row.push({text, ...(tone === undefined ? {} : {tone})});
  }
  return row;
}
