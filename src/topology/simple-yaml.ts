import {closed, openMapping, type Part, type Place, put} from './parts.ts';
import type {Path} from './places.ts';
import {flowValue, isQuote} from './simple-flow.ts';
import {
  type Cursor,
  code,
  enter,
  isBreak,
  NotSimple,
  notSimple,
  plainKey,
  plainText,
  plainValue,
  quotedText,
} from './simple-scalars.ts';

/** The column of the line at which the reader stands, -1 at the end of the text. */
interface Lines extends Cursor {
  indent: number;
}

/**
 * Reads the part of YAML that nearly every topology keeps to, which includes JSON: mappings, lists, braces, brackets and
 * scalars on one line, comments. Undefined where the text has anything else (anchors, tags, text over several lines,
 * a mistake): the library reads that, twenty times slower. Every duplicate key is told with its path and offset.
 */
export function readSimpleYaml(text: string, duplicate: (path: Path, at: number) => void): Part | undefined {
  const json = /^[ \t\r\n]*[{[]/.test(text);
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/.test(text) || (!json && /[\t\r]/.test(text))) return undefined;
  try {
    return root({text, at: 0, json, path: [], values: 0, duplicate, indent: 0});
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
}

function root(cursor: Lines): Part {
  if (cursor.json) {
    cursor.at = cursor.text.search(/[{[]/);
    const part = flowValue(cursor, -1);
    return cursor.text.slice(cursor.at).trim() === '' ? part : notSimple();
  }
  toNextLine(cursor);
  if (cursor.text.startsWith('---\n', cursor.at) && cursor.indent === 0) {
    cursor.at += 3;
    toNextLine(cursor);
  }
  if (cursor.indent === -1) notSimple();
  const part = block(cursor);
  return cursor.indent === -1 ? part : notSimple();
}

function block(cursor: Lines): Part {
  return atDash(cursor) ? blockList(cursor) : blockMapping(cursor);
}

function blockMapping(cursor: Lines): Part {
  const {path, indent, at} = cursor;
  const mapping = openMapping(at);
  while (cursor.indent === indent) {
    const keyAt = cursor.at;
    const key = blockKey(cursor);
    enter(cursor, key);
    if (!put(mapping, key, keyAt, entryValue(cursor, indent, keyAt))) cursor.duplicate([...path], keyAt);
    path.pop();
    if (cursor.indent > indent) notSimple();
  }
  return closed(mapping);
}

function entryValue(cursor: Lines, indent: number, keyAt: number): Part {
  if (!atLineEnd(cursor)) return inlineValue(cursor, indent);
  toNextLine(cursor);
  if (cursor.indent > indent || (cursor.indent === indent && atDash(cursor))) return block(cursor);
  return {data: null, place: keyAt};
}

function blockList(cursor: Lines): Part {
  const {path, indent, at} = cursor;
  const place: {at: number; keys: undefined; keysAt: []; parts: Place[]} = {at, keys: undefined, keysAt: [], parts: []};
  const data: unknown[] = [];
  while (cursor.indent === indent && atDash(cursor)) {
    const dash = cursor.at;
    cursor.at += 1;
    enter(cursor, data.length);
    const item = itemOf(cursor, indent, dash) ?? {data: null, place: at};
    path.pop();
    data.push(item.data);
    place.parts.push(item.place);
    if (cursor.indent > indent) notSimple();
  }
  return closed({data, place});
}

function itemOf(cursor: Lines, indent: number, dash: number): Part | undefined {
  if (atLineEnd(cursor)) {
    toNextLine(cursor);
    return cursor.indent > indent ? block(cursor) : undefined;
  }
  const start = cursor.at;
  if (!startsMapping(cursor)) {
    cursor.at = start;
    return inlineValue(cursor, indent);
  }
  cursor.at = start;
  cursor.indent = indent + start - dash;
  return blockMapping(cursor);
}

function startsMapping(cursor: Lines): boolean {
  const first = cursor.text.charCodeAt(cursor.at);
  if (first === code.openMapping || first === code.openList) return false;
  if (isQuote(first)) quotedText(cursor);
  else plainText(cursor, false);
  return atColon(cursor);
}

/** Reads a key and its colon. */
function blockKey(cursor: Lines): string {
  const quoted = isQuote(cursor.text.charCodeAt(cursor.at));
  const key = quoted ? quotedText(cursor) : plainKey(plainText(cursor, false));
  if (key.length > 1000 || !atColon(cursor)) notSimple();
  cursor.at += 1;
  return key;
}

function atColon(cursor: Lines): boolean {
  while (cursor.text.charCodeAt(cursor.at) === code.space) cursor.at += 1;
  return cursor.text.charCodeAt(cursor.at) === code.colon && isBreak(cursor.text.charCodeAt(cursor.at + 1));
}

function atDash({text, at}: Lines): boolean {
  return text.charCodeAt(at) === code.dash && isBreak(text.charCodeAt(at + 1));
}

/** A value that stands on the line of its key or dash; nothing but a comment may follow it there. */
function inlineValue(cursor: Lines, indent: number): Part {
  const at = cursor.at;
  const first = cursor.text.charCodeAt(at);
  let part: Part;
  if (first === code.openMapping || first === code.openList) part = flowValue(cursor, indent);
  else if (isQuote(first)) part = {data: quotedText(cursor), place: at};
  else part = {data: plainValue(plainText(cursor, false)), place: at};
  if (!atLineEnd(cursor)) notSimple();
  toNextLine(cursor);
  return part;
}

/** Goes past spaces and a comment: is the line over? */
function atLineEnd(cursor: Lines): boolean {
  const {text} = cursor;
  const start = cursor.at;
  while (text.charCodeAt(cursor.at) === code.space) cursor.at += 1;
  if (text.charCodeAt(cursor.at) === code.hash && cursor.at > start) {
    const end = text.indexOf('\n', cursor.at);
    cursor.at = end === -1 ? text.length : end;
  }
  return cursor.at >= text.length || text.charCodeAt(cursor.at) === code.lineFeed;
}

/** Goes to the next line that holds more than spaces and a comment. */
function toNextLine(cursor: Lines): void {
  const {text} = cursor;
  let lineStart = text.lastIndexOf('\n', cursor.at - 1) + 1;
  for (; cursor.at < text.length; cursor.at += 1) {
    const c = text.charCodeAt(cursor.at);
    if (c === code.space) continue;
    if (c === code.lineFeed) lineStart = cursor.at + 1;
    else if (c === code.hash) {
      const end = text.indexOf('\n', cursor.at);
      cursor.at = (end === -1 ? text.length : end) - 1;
    } else {
      cursor.indent = cursor.at - lineStart;
      if (cursor.indent === 0 && /^(?:---|\.\.\.)/.test(text.slice(cursor.at, cursor.at + 3))) {
        if (!(text.startsWith('---\n', cursor.at) && cursor.path.length === 0)) notSimple();
      }
      return;
    }
  }
  cursor.indent = -1;
}
