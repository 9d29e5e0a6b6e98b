import {terminalLetters} from '../terminal-letters.ts';
import {withWrite} from './with-write.ts';

/** The signs of the screens that are not ASCII, each with one of the same width. */
const plain: Readonly<Record<string, string>> = {
  '▏': '|',
  '…': '~',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '—': '-',
  '–': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};
const glyphs = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/**
 * The terminal, or where it is said not to show UTF-8 one that gets ASCII for the signs of the screens. Names of the user's
 * stay as they are.
 */
export function withPlainGlyphs(
  terminal: NodeJS.WriteStream,
  env: Readonly<Record<string, string | undefined>>,
): NodeJS.WriteStream {
  if (terminalLetters(env)?.isUtf8 !== false) return terminal;
  return withWrite(terminal, (text) => void terminal.write(text.replace(glyphs, (glyph) => plain[glyph]!)));
}
