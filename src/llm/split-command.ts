import {UserError} from '../errors.ts';

/**
 * The words of a command line: split at spaces, except between single or double quotes. No other sign has a meaning, no
 * shell ever sees it (a backslash may be part of a path).
 */
export function splitCommand(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (const sign of text) {
    if (quote !== '') {
      if (sign === quote) quote = '';
      else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  if (quote !== '') throw new UserError(`The command has a ${quote} that is not closed.`, 'Close it.');
  return word === null ? words : [...words, word];
}
