import {printable} from '../printable.ts';

/**
 * Makes the pieces of a streaming answer readable and harmless, wherever they are cut: JSON becomes lines of `key: text`,
 * anything else stays as it is, and nothing that a terminal could obey comes through, neither raw nor out of an escape.
 */
export function streamedAnswer(): (piece: string) => string {
  let mode: 'unknown' | 'json' | 'plain' = 'unknown';
  let held = '';
  const json = jsonLines();
  return (piece) => {
    let text = held + piece;
    held = '';
    // Half of a character: the other half comes with the next piece.
    if (/[\ud800-\udbff]$/.test(text)) [held, text] = [text.slice(-1), text.slice(0, -1)];
    if (mode === 'unknown' && text.trim() !== '') mode = text.trimStart().startsWith('{') ? 'json' : 'plain';
    return printable(mode === 'json' ? json(text) : text);
  };
}

const escapes: Readonly<Record<string, string>> = {n: ' ', t: ' ', r: '', b: '', f: ''};

/** JSON as it comes in, read character by character: `key: value` on a line of its own, indented by depth. */
function jsonLines(): (text: string) => string {
  /** What is open: an object or a list. */
  const open: string[] = [];
  let inString = false;
  let isKey = false;
  let expectsKey = false;
  /** An escape that is not complete yet, from its backslash on. */
  let pending = '';
  const line = (text: string) => `\n${'  '.repeat(Math.max(0, open.length - 1))}${text}`;
  const inside = (character: string): string => {
    if (pending !== '') {
      pending += character;
      if (pending[1] === 'u') {
        if (pending.length < 6) return '';
        const code = Number.parseInt(pending.slice(2), 16);
        pending = '';
        return Number.isNaN(code) ? '' : String.fromCharCode(code);
      }
      pending = '';
      return escapes[character] ?? character;
    }
    if (character === '\\') pending = character;
    else if (character === '"') {
      inString = false;
      return isKey ? ': ' : '';
    } else return character;
    return '';
  };
  const outside = (character: string): string => {
    if (character === '"') {
      inString = true;
      isKey = expectsKey;
      expectsKey = false;
      if (isKey) return line('');
      return open.at(-1) === '[' ? line('- ') : '';
    }
    if (character === '{' || character === '[') open.push(character);
    else if (character === '}' || character === ']') open.pop();
    else if (character !== ',') return /[\s:]/.test(character) ? '' : character;
    expectsKey = character === '{' || (character === ',' && open.at(-1) === '{');
    return '';
  };
  return (text) => [...text].map((character) => (inString ? inside(character) : outside(character))).join('');
}
