import {deepest, mostValues, Refused, tooDeep, tooMany} from './limits.ts';
import type {Path} from './places.ts';

/** Thrown where a text leaves the simple part of YAML that is read here; the library reads it then. */
export class NotSimple extends Error {}

/** Leaves the simple part of YAML. */
export function notSimple(): never {
  throw new NotSimple();
}

/** Where a reader stands in its text. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Values read so far. */
  values: number;
  /** JSON allows tabs and carriage returns between its parts; YAML is left to the library where it has them. */
  readonly json: boolean;
  /** Keys and list positions that lead here. */
  readonly path: (string | number)[];
  readonly duplicate: (path: Path, at: number) => void;
}

/** Steps into an entry or item. */
export function enter(cursor: Cursor, step: string | number): void {
  cursor.path.push(step);
  cursor.values += 1;
  if (cursor.path.length > deepest) throw new Refused(tooDeep, cursor.at);
  if (cursor.values > mostValues) throw new Refused(tooMany, 0);
}

export const code = {
  tab: 9,
  lineFeed: 10,
  return: 13,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  singleQuote: 39,
  comma: 44,
  dash: 45,
  colon: 58,
  openList: 91,
  closeList: 93,
  openMapping: 123,
  closeMapping: 125,
} as const;

const isFlowEnd = (c: number) =>
  c === code.comma || c === code.openList || c === code.closeList || c === code.openMapping || c === code.closeMapping;
/** A space, a line end or the end of the text. */
export const isBreak = (c: number): boolean => Number.isNaN(c) || c === code.lineFeed || c === code.space;
/** Characters with a meaning of their own at the start of a value; "-" has one before a space only. */
const indicators = new Set([...',[]{}#&*!|>\'"%@`?:'].map((c) => c.charCodeAt(0)));

/** The text of an unquoted scalar on one line, up to a comment, a colon that ends a key, or in braces the next comma or bracket. */
export function plainText(cursor: Cursor, inFlow: boolean): string {
  const {text, at: start} = cursor;
  const first = text.charCodeAt(start);
  if (isBreak(first) || indicators.has(first)) notSimple();
  const second = text.charCodeAt(start + 1);
  if (first === code.dash && (isBreak(second) || isFlowEnd(second))) notSimple();
  let end = start;
  for (let i = start; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === code.space) continue;
    if (c === code.lineFeed || (inFlow && isFlowEnd(c))) break;
    if (c === code.hash && end < i) break;
    if (c === code.colon) {
      const next = text.charCodeAt(i + 1);
      if (isBreak(next) || (inFlow && isFlowEnd(next))) break;
    }
    if (c === code.tab || c === code.return) notSimple();
    end = i + 1;
  }
  cursor.at = end;
  return text.slice(start, end);
}

/** The text of a quoted scalar on one line. */
export function quotedText(cursor: Cursor): string {
  return cursor.text.charCodeAt(cursor.at) === code.doubleQuote ? doubleQuoted(cursor) : singleQuoted(cursor);
}

function doubleQuoted(cursor: Cursor): string {
  const {text, at: start} = cursor;
  let end = text.indexOf('"', start + 1);
  for (; end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = end;
    while (text[slashes - 1] === '\\') slashes -= 1;
    if ((end - slashes) % 2 === 0) break;
  }
  if (end === -1) notSimple();
  cursor.at = end + 1;
  const raw = text.slice(start + 1, end);
  if (raw.includes('\n') || raw.includes('\r')) notSimple();
  if (!raw.includes('\\')) return raw;
  // Of YAML's escapes those that JSON has too: JSON reads them.
  if (!/^(?:[^\\\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*$/.test(raw)) notSimple();
  return JSON.parse(`"${raw}"`);
}

function singleQuoted(cursor: Cursor): string {
  const {text, at: start} = cursor;
  let end = text.indexOf("'", start + 1);
  while (end !== -1 && text[end + 1] === "'") end = text.indexOf("'", end + 2);
  if (end === -1) notSimple();
  cursor.at = end + 1;
  const raw = text.slice(start + 1, end);
  return raw.includes('\n') || raw.includes('\r') ? notSimple() : raw.replaceAll("''", "'");
}

const words: ReadonlyMap<string, boolean | null> = new Map(
  [['true', true] as const, ['false', false] as const, ['null', null] as const].flatMap(([word, value]) =>
    [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()].map((written) => [written, value] as const),
  ),
);
const number = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** What an unquoted scalar means in YAML 1.2: null, true or false, a number, or text. */
export function plainValue(text: string): string | number | boolean | null {
  if (text === '~') return null;
  if (text.length <= 5) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (!/^[-+.0-9]/.test(text)) return text;
  if (number.test(text)) return Number(text);
  return /^0[ox]|^[-+]?\.[in]/i.test(text) ? notSimple() : text;
}

/** An unquoted key: any text that does not mean null and merges nothing. */
export function plainKey(text: string): string {
  return text === '<<' || text === '~' || words.get(text) === null || text.length > 1000 ? notSimple() : text;
}
