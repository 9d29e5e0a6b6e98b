import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {printable, printableLine} from '../printable.ts';
import {graphemes} from './graphemes.ts';

/** A line of text under construction, by its parts before and after the cursor. */
export interface Field {
  readonly before: string;
  readonly after: string;
}

/** What the keys of a text field do to it. */
export type FieldAction = 'left' | 'right' | 'start' | 'end' | 'backspace' | 'delete' | 'clear';

/** The longest text of a field, in UTF-16 code units. */
export const longest = 2000;
/** In code units; emoji joined to a family have a dozen. */
const longestCharacter = 200;

/** A field with `text` and the cursor behind it. */
export function fieldWith(text: string): Field {
  return {before: text, after: ''};
}

export function textOf({before, after}: Field): string {
  return before + after;
}

/** The field with `text` typed at the cursor; what would make it longer than `most` code units is left out, whole characters at a time. */
export function typed({before, after}: Field, text: string, most = longest): Field {
  const room = Math.max(0, most - before.length - after.length);
  const fitting = text.length <= room ? text : text.slice(0, graphemes(text).containing(room)?.index ?? 0);
  return {before: before + fitting, after};
}

/** The field after `action`. The cursor moves over whole characters, however many code points they have. */
export function edited(field: Field, action: FieldAction): Field {
  const {before, after} = field;
  // A pasted answer can have 400,000 characters: only what lies beside the cursor is looked at.
  const last = [...graphemes(before.slice(-longestCharacter))].at(-1)?.segment ?? '';
  const first = [...graphemes(after.slice(0, longestCharacter))][0]?.segment ?? '';
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

/**
 * The field as `count` rows of `width` columns at most, with `cursor` where it stands: one row scrolls sideways, more are
 * wrapped and scroll down to the cursor.
 */
export function fieldRows(field: Field, cursor: string, width: number, count: number): readonly string[] {
  if (count === 1) return [fieldRow(field, cursor, Math.max(4, width))];
  const {before, after} = field;
  const wrap = (text: string) => wrapAnsi(printable(text), Math.max(4, width), {hard: true, trim: false}).split('\n');
  const rows = wrap(`${before}${cursor}${after}`);
  const at = wrap(`${before}${cursor}`).length - 1;
  const start = Math.max(0, Math.min(at - count + 1, rows.length - count));
  return rows.slice(start, start + count);
}

/** One row: all of the text, or what lies around the cursor, most of it before; an ellipsis stands where more follows. */
function fieldRow({before, after}: Field, cursor: string, width: number): string {
  const [left, right] = [printableLine(before), printableLine(after)];
  const room = width - stringWidth(cursor);
  if (stringWidth(left) + stringWidth(right) <= room) return `${left}${cursor}${right}`;
  const characterOf = (text: string) => [...graphemes(text)].map(({segment}) => segment);
  const behind = seen(characterOf(right), Math.max(Math.floor(room / 4), room - stringWidth(left)));
  const ahead = seen(characterOf(left).reverse(), room - stringWidth(behind.join('')));
  return `${ahead.reverse().join('')}${cursor}${behind.join('')}`;
}

/** The first characters that fit into `width` columns; where some are left, the last one seen is an ellipsis. */
function seen(characters: readonly string[], width: number): string[] {
  const fitting = (room: number) => {
    let used = 0;
    const end = characters.findIndex((one) => {
      used += stringWidth(one);
      return used > room;
    });
    return characters.slice(0, end === -1 ? characters.length : end);
  };
  const all = fitting(width);
  return all.length === characters.length || width < 1 ? all : [...fitting(width - 1), '…'];
}
