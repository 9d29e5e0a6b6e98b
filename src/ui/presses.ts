/** One key as the key table names it: `up`, `enter`, `ctrl-c`, or the character itself. */
export type Press = string;

/** What Ink says about an input beside its text. */
export interface KeyFlags {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly tab?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
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
] as const satisfies readonly (readonly [keyof KeyFlags, Press])[];

const characters = new Intl.Segmenter('en', {granularity: 'grapheme'});

/**
 * The keys in one input. Fast typing arrives as several characters at once; Enter can arrive as a bare line feed, alone
 * or among them. Alt and control combinations that mean nothing here are left out.
 */
export function presses(input: string, key: KeyFlags): readonly Press[] {
  const name = named.find(([flag]) => key[flag])?.[1];
  if (name !== undefined) return [name];
  if (key.ctrl) return [`ctrl-${input}`];
  if (key.meta) return [];
  return [...characters.segment(input)].flatMap(({segment}) => {
    if (/^[\r\n]+$/.test(segment)) return ['enter'];
    return /^\p{Cc}/u.test(segment) ? [] : [segment];
  });
}
