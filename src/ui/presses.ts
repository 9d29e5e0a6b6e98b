import {graphemes} from './graphemes.ts';

/** One key press: a key that types nothing (`up`, `enter`, `ctrl-c`), one character, or a whole paste. */
export interface Press {
  readonly kind: 'key' | 'character' | 'paste';
  /** The key as the key table names it, the character, or the pasted text. */
  readonly name: string;
  /** A paste as it was, line ends included. */
  readonly whole?: string;
}

const named = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
] as const;

/** What Ink says about an input beside its text. */
export type KeyFlags = {readonly [F in (typeof named)[number][0] | 'ctrl' | 'meta']?: boolean};

/**
 * The presses in one input. Fast typing arrives as several characters at once; Enter can arrive as a bare line feed,
 * and it and other keys can stand among them. Alt combinations mean nothing here and are left out.
 */
export function presses(input: string, key: KeyFlags): readonly Press[] {
  const name = named.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [{kind: 'key', name}];
  if (key.ctrl) return [{kind: 'key', name: `ctrl-${input}`}];
  if (key.meta) return [];
  return [...graphemes(input)].flatMap(({segment}): Press[] => {
    if (!/^\p{Cc}/u.test(segment)) return [{kind: 'character', name: segment}];
    const control = controlName(segment.charCodeAt(0));
    return control === undefined ? [] : [{kind: 'key', name: control}];
  });
}

/** The key that sends this control character. */
function controlName(code: number): string | undefined {
  if (code === 13 || code === 10) return 'enter';
  if (code === 8 || code === 127) return 'backspace';
  if (code === 9) return 'tab';
  return code >= 1 && code <= 26 ? `ctrl-${String.fromCharCode(96 + code)}` : undefined;
}

/** A paste as one press: on one line, so that a line end in it does not act as Enter. */
export function pasted(text: string): Press {
  return {kind: 'paste', name: text.replace(/\s+/g, ' ').trim(), whole: text.replace(/\r\n?/g, '\n')};
}
