import wrapAnsi from 'wrap-ansi';
import {printable} from '../printable.ts';

/** A line of text under construction, by its parts before and after the cursor. */
export interface Field {
  readonly before: string;
  readonly after: string;
}

/** What the keys of a text field do to it. */
export type FieldAction = 'left' | 'right' | 'start' | 'end' | 'backspace' | 'delete' | 'clear';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});
const longest = 2000;
/** In code units; emoji joined to a family have a dozen. */
const longestCharacter = 200;

/** A field with `text` and the cursor behind it. */
export function fieldWith(text: string): Field {
  return {before: text, after: ''};
}

export function textOf({before, after}: Field): string {
  return before + after;
}

/** The field with `text` typed at the cursor; what would make it longer than `most` characters is left out. */
export function typed({before, after}: Field, text: string, most = longest): Field {
  const room = Math.max(0, most - before.length - after.length);
  return {before: before + [...text].slice(0, room).join(''), after};
}

/** The field after `action`. The cursor moves over whole characters, however many code points they have. */
export function edited(field: Field, action: FieldAction): Field {
  const {before, after} = field;
  // A pasted answer can have 400,000 characters: only what lies beside the cursor is looked at.
  const last = [...segmenter.segment(before.slice(-longestCharacter))].at(-1)?.segment ?? '';
  const first = [...segmenter.segment(after.slice(0, longestCharacter))][0]?.segment ?? '';
  const results: Readonly<Record<FieldAction, Field>> = {
    left: {before: before.slice(0, before.length - last.length), after: last + after},
    right: {before: before + first, after: after.slice(first.length)},
    start: {before: '', after: before + after},
    end: {before: before + after, after: ''},
    backspace: {before: before.slice(0, before.length - last.length), after},
    delete: {before, after: after.slice(first.length)},
    clear: {before: '', after: ''},
  };
  return results[action];
}

/** The field as `count` rows of `width` columns at most, with `cursor` where it stands; longer text scrolls to the cursor. */
export function fieldRows({before, after}: Field, cursor: string, width: number, count: number): readonly string[] {
  const wrap = (text: string) => wrapAnsi(printable(text), Math.max(4, width), {hard: true, trim: false}).split('\n');
  const rows = wrap(`${before}${cursor}${after}`);
  const at = wrap(`${before}${cursor}`).length - 1;
  const start = Math.max(0, Math.min(at - count + 1, rows.length - count));
  return rows.slice(start, start + count);
}
