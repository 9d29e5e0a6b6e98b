import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** One statement's words, quotes taken off; a brace that opens or closes a block is a word of its own. */
export interface Line {
  readonly words: readonly string[];
  readonly file: string;
  readonly line: number;
}

/**
 * Cuts a text of the DSL into lines of words. Comments begin a line (`#`, `//`, and block comments), a backslash at its end
 * goes on in the next, text in three quotes may span lines. Throws a UserError where a quote or a comment is not closed.
 */
export function dslLines(file: string, text: string): Line[] {
  const lines: Line[] = [];
  let words: string[] = [];
  let first = 0;
  let line = 1;
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const unclosed = (what: string, from: number): UserError => {
    const column = at - text.lastIndexOf('\n', at - 1);
    return new UserError(
      `${printableLine(file)}:${from}:${column}: this ${what} is not closed.`,
      'Close it, or take it away.',
    );
  };
  const take = (word: string): void => {
    if (words.length === 0) first = line;
    words.push(word);
  };
  const end = (): void => {
    if (words.length > 0) lines.push({words, file, line: first});
    words = [];
  };
  const skipTo = (to: number): string => {
    const skipped = text.slice(at, to);
    for (let i = skipped.indexOf('\n'); i >= 0; i = skipped.indexOf('\n', i + 1)) line += 1;
    at = to;
    return skipped;
  };
  const endOfLine = (): number => {
    const to = text.indexOf('\n', at);
    return to < 0 ? text.length : to;
  };
  while (at < text.length) {
    const c = text[at]!;
    if (c === '\n') {
      end();
      line += 1;
      at += 1;
    } else if (blank.test(c)) at += 1;
    else if (words.length === 0 && text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) throw unclosed('comment', line);
      skipTo(close + 2);
    } else if ((words.length === 0 && c === '#') || text.startsWith('//', at)) at = endOfLine();
    else if (c === '\\' && /^\\(?:[^\S\n]|\u0085)*\n/.test(text.slice(at, at + 100))) {
      at = text.indexOf('\n', at) + 1;
      line += 1;
    } else if (text.startsWith('"""', at)) {
      const close = text.indexOf('"""', at + 3);
      if (close < 0) throw unclosed('text', line);
      take(text.slice(at + 3, close).trim());
      skipTo(close + 3);
    } else if (c === '"') {
      const close = closingQuote(text, at + 1);
      if (close < 0) throw unclosed('quote', line);
      take(text.slice(at + 1, close).replace(/\\(["\\n])/g, (_, mark) => (mark === 'n' ? ' ' : mark)));
      at = close + 1;
    } else {
      const word = wordFrom(text, at);
      at += word.length;
      // People write `model{`; `${NAME}` is a name to fill in.
      if (word.length > 1 && word.endsWith('{') && !word.endsWith('${')) {
        take(word.slice(0, -1));
        take('{');
      } else take(word);
    }
  }
  end();
  return lines;
}

/** Where the quote that is open ends, on the same line; -1: nowhere. */
function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i += 1) {
    const c = text[i];
    if (c === '\\') i += 1;
    else if (c === '"') return i;
    else if (c === '\n') return -1;
  }
  return -1;
}

/** Every blank that Unicode has: people paste from web pages and word processors. */
const blank = /[\s\u0085]/;
const blackness = /[^\s\u0085]+/y;

function wordFrom(text: string, from: number): string {
  blackness.lastIndex = from;
  return blackness.exec(text)![0];
}
