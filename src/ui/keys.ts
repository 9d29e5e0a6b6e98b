import type {Press} from './presses.ts';

/** What some keys do in one place. */
export interface Binding {
  readonly keys: readonly Press[];
  /** How footer and help write the keys. */
  readonly shown: string;
  /** What they do: a few words for the footer and the help. */
  readonly words: string;
  /** The footer leaves it out where this is false; the help never does. */
  readonly footer?: false;
}

type Bindings = Readonly<Record<string, Binding>>;

const move = {
  up: {keys: ['up', 'k'], shown: '↑ k', words: 'up', footer: false},
  down: {keys: ['down', 'j'], shown: '↓ j', words: 'down', footer: false},
  first: {keys: ['home'], shown: 'Home', words: 'to the first', footer: false},
  last: {keys: ['end'], shown: 'End', words: 'to the last', footer: false},
  'page-up': {keys: ['page-up'], shown: 'PgUp', words: 'a page up', footer: false},
  'page-down': {keys: ['page-down'], shown: 'PgDn', words: 'a page down', footer: false},
} as const satisfies Bindings;

const number = {keys: [...'123456789'], shown: '1-9', words: 'take that line', footer: false} as const;

/** The one table of keys: place -> action -> keys and words. Footers, help and key handling all come from it. */
export const keyTable = {
  everywhere: {
    back: {keys: ['escape'], shown: 'Esc', words: 'back'},
    help: {keys: ['?'], shown: '?', words: 'help'},
    quit: {keys: ['q'], shown: 'q', words: 'quit'},
    interrupt: {keys: ['ctrl-c'], shown: 'Ctrl-C', words: 'quit at once; everything is saved', footer: false},
  },
  help: {
    close: {keys: ['?', 'escape', 'enter'], shown: '? Esc Enter', words: 'close the help'},
    up: {keys: ['up', 'k'], shown: '↑ k', words: 'up', footer: false},
    down: {keys: ['down', 'j'], shown: '↓ j', words: 'down', footer: false},
  },
  field: {
    submit: {keys: ['enter'], shown: 'Enter', words: 'take it'},
    leave: {keys: ['escape'], shown: 'Esc', words: 'leave the field'},
    left: {keys: ['left'], shown: '←', words: 'cursor left', footer: false},
    right: {keys: ['right'], shown: '→', words: 'cursor right', footer: false},
    start: {keys: ['home', 'ctrl-a'], shown: 'Home', words: 'to the start', footer: false},
    end: {keys: ['end', 'ctrl-e'], shown: 'End', words: 'to the end', footer: false},
    'delete-back': {keys: ['backspace'], shown: 'Backspace', words: 'delete to the left', footer: false},
    'delete-on': {keys: ['delete'], shown: 'Del', words: 'delete to the right', footer: false},
    clear: {keys: ['ctrl-u'], shown: 'Ctrl-U', words: 'empty the field', footer: false},
  },
  home: {
    ...move,
    choose: {keys: ['enter'], shown: 'Enter', words: 'open'},
    number,
  },
} as const satisfies Readonly<Record<string, Bindings>>;

export type Place = keyof typeof keyTable;
export type ActionIn<P extends Place> = keyof (typeof keyTable)[P] & string;

/** The actions of `place` with their bindings, in the table's order. */
export function bindingsOf(place: Place): readonly (readonly [string, Binding])[] {
  return Object.entries(keyTable[place]);
}

/** What `press` does in `place`; undefined: nothing. */
export function actionOf<P extends Place>(place: P, press: Press): ActionIn<P> | undefined {
  return bindingsOf(place).find(([, {keys}]) => keys.includes(press))?.[0] as ActionIn<P> | undefined;
}
