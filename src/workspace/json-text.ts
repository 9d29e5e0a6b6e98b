import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/** The deepest nesting of lists and objects that is read or written. */
export const maxDepth = 100;

/**
 * The value that `text` states in JSON, without keys named __proto__. Broken JSON or more than `maxDepth` levels is a
 * UserError that says where: `place` is the file's path, lines and columns count from 1.
 */
export function parseJson(text: string, place: string): unknown {
  if (depth(text) > maxDepth) {
    throw new UserError(
      `${printableLine(place)} is nested deeper than ${maxDepth} levels.`,
      'Flatten it, or move it away.',
    );
  }
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const before = text.slice(0, firstError(text)).split('\n');
    const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
    throw new UserError(
      `${printableLine(place)}:${line}:${column}: this is not valid JSON.`,
      'Mend it there, or move the file away and start anew.',
    );
  }
}

/** How deeply lists and objects are nested in JSON text; for text that is no JSON, an upper bound. */
export function depth(text: string): number {
  let open = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i += 1;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '[' || c === '{') deepest = Math.max(deepest, ++open);
    else if (c === ']' || c === '}') open -= 1;
  }
  return deepest;
}

/** Where JSON stops being right. V8 often leaves the position out, so this looks for the longest start that only lacks its end. */
function firstError(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (onlyLacksItsEnd(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function onlyLacksItsEnd(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const {message} = error as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined ? message.startsWith('Unexpected end') : Number(position) >= start.length;
  }
}
