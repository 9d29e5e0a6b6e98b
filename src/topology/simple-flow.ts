import {closed, openMapping, type Part, type Place, put} from './parts.ts';
import {type Cursor, code, enter, notSimple, plainKey, plainText, plainValue, quotedText} from './simple-scalars.ts';

/** A value inside brackets or braces, or a quoted or unquoted scalar there. Lines that it spans are indented by more than `indent`. */
export function flowValue(cursor: Cursor, indent: number): Part {
  const at = cursor.at;
  const first = cursor.text.charCodeAt(at);
  if (first === code.openMapping) return flowMapping(cursor, indent);
  if (first === code.openList) return flowList(cursor, indent);
  return isQuote(first)
    ? {data: quotedText(cursor), place: at}
    : {data: plainValue(plainText(cursor, true)), place: at};
}

export const isQuote = (c: number): boolean => c === code.doubleQuote || c === code.singleQuote;

function flowMapping(cursor: Cursor, indent: number): Part {
  const {text, path} = cursor;
  const mapping = openMapping(cursor.at);
  cursor.at += 1;
  for (;;) {
    skip(cursor, indent);
    if (text.charCodeAt(cursor.at) === code.closeMapping) break;
    const keyAt = cursor.at;
    const key = isQuote(text.charCodeAt(keyAt)) ? quotedText(cursor) : plainKey(plainText(cursor, true));
    while (text.charCodeAt(cursor.at) === code.space) cursor.at += 1;
    if (text.charCodeAt(cursor.at) !== code.colon) notSimple();
    cursor.at += 1;
    skip(cursor, indent);
    enter(cursor, key);
    if (!put(mapping, key, keyAt, flowValue(cursor, indent))) cursor.duplicate([...path], keyAt);
    path.pop();
    if (next(cursor, indent) === code.closeMapping) break;
  }
  cursor.at += 1;
  return closed(mapping);
}

function flowList(cursor: Cursor, indent: number): Part {
  const {text, path} = cursor;
  const place: {at: number; keys: undefined; keysAt: []; parts: Place[]} = {
    at: cursor.at,
    keys: undefined,
    keysAt: [],
    parts: [],
  };
  const data: unknown[] = [];
  cursor.at += 1;
  for (;;) {
    skip(cursor, indent);
    if (text.charCodeAt(cursor.at) === code.closeList) break;
    enter(cursor, data.length);
    const item = flowValue(cursor, indent);
    path.pop();
    data.push(item.data);
    place.parts.push(item.place);
    if (next(cursor, indent) === code.closeList) break;
  }
  cursor.at += 1;
  return closed({data, place});
}

/** Goes past a comma; returns what stands there instead, which must end the collection. */
function next(cursor: Cursor, indent: number): number {
  skip(cursor, indent);
  const c = cursor.text.charCodeAt(cursor.at);
  if (c === code.comma) cursor.at += 1;
  else if (c !== code.closeMapping && c !== code.closeList) notSimple();
  return c;
}

/** Goes past spaces, line ends and comments. */
function skip(cursor: Cursor, indent: number): void {
  const {text, json} = cursor;
  let lineStart = -1;
  for (; ; cursor.at += 1) {
    const c = text.charCodeAt(cursor.at);
    if (c === code.space || (json && (c === code.tab || c === code.return))) continue;
    if (c === code.lineFeed) {
      lineStart = cursor.at + 1;
      continue;
    }
    if (c !== code.hash) break;
    if (text.charCodeAt(cursor.at - 1) !== code.space) notSimple();
    const end = text.indexOf('\n', cursor.at);
    cursor.at = (end === -1 ? text.length : end) - 1;
  }
  if (lineStart === -1) return;
  const column = cursor.at - lineStart;
  // A line of three dashes or dots would end the document.
  if (column <= indent || (column === 0 && /[-.]/.test(text[cursor.at] ?? ''))) notSimple();
}
