import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/**
 * What a JSON text holds. `name` is what messages call the file, `firstLine` the line of the file in which the text begins.
 * Throws a UserError with line and column where it is no JSON.
 */
export function jsonData(name: string, text: string, firstLine = 1): unknown {
  const json = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = brokenAt(json);
    const before = json.slice(0, at);
    const line = firstLine - 1 + before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const ended = /^(?:\s*|"(?:[^"\\\n]|\\.)*\\?|[a-z]+|-?[\d.eE+-]*)$/.test(json.slice(at));
    throw new UserError(
      `${printableLine(name)}:${line}:${column}: ${ended ? 'the JSON ends too early.' : 'this is not valid JSON.'}`,
      ended
        ? 'The file looks cut off: save or download it again.'
        : 'Check what wrote this file, or mend it at this place.',
    );
  }
}

const space = /[ \t\r\n]*/y;
const token =
  /([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** What may stand next: a value, a value or the end of a list, a key, a key or the end of a mapping, a colon, what follows a value. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next';

/** The place of the first token that JSON does not allow; the engine's own message does not always tell. */
export function brokenAt(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (space.lastIndex = 0; ; space.lastIndex = token.lastIndex) {
    space.exec(text);
    const at = space.lastIndex;
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return at;
    const [, mark, string] = match;
    const inside = open.at(-1);
    if (mark === undefined) {
      if (expected === 'key' || expected === 'key or }') {
        if (string === undefined) return at;
        expected = ':';
      } else if (expected === 'value' || expected === 'value or ]') expected = 'next';
      else return at;
    } else if (mark === '{' || mark === '[') {
      if (expected !== 'value' && expected !== 'value or ]') return at;
      open.push(mark);
      expected = mark === '{' ? 'key or }' : 'value or ]';
    } else if (mark === ':') {
      if (expected !== ':') return at;
      expected = 'value';
    } else if (mark === ',') {
      if (expected !== 'next' || inside === undefined) return at;
      expected = inside === '{' ? 'key' : 'value';
    } else {
      const empty = mark === '}' ? 'key or }' : 'value or ]';
      if ((expected !== 'next' && expected !== empty) || inside !== (mark === '}' ? '{' : '[')) return at;
      open.pop();
      expected = 'next';
    }
  }
}
