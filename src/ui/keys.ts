import type {Press} from './presses.ts';

/** What some keys do in one place. */
export interface Binding {
  readonly keys: readonly string[];
  /** How footer and help write the keys. */
  readonly shown: string;
  /** What they do: a few words for the footer and the help. */
  readonly words: string;
  /** The footer leaves it out; the help never does. */
  readonly helpOnly?: true;
}

type Bindings = Readonly<Record<string, Binding>>;

const move = {
  up: {keys: ['up', 'k'], shown: '↑ k', words: 'up', helpOnly: true},
  down: {keys: ['down', 'j'], shown: '↓ j', words: 'down', helpOnly: true},
  'page-up': {keys: ['page-up'], shown: 'PgUp', words: 'a page up', helpOnly: true},
  'page-down': {keys: ['page-down'], shown: 'PgDn', words: 'a page down', helpOnly: true},
  first: {keys: ['home'], shown: 'Home', words: 'to the first', helpOnly: true},
  last: {keys: ['end'], shown: 'End', words: 'to the last', helpOnly: true},
} as const satisfies Bindings;

const number = {keys: [...'123456789'], shown: '1-9', words: 'take the line with this number', helpOnly: true} as const;

/** The one table of keys: place -> action -> keys and words. Footers, help and key handling all come from it. */
export const keyTable = {
  everywhere: {
    back: {keys: ['escape'], shown: 'Esc', words: 'back'},
    help: {keys: ['?'], shown: '?', words: 'help'},
    quit: {keys: ['q'], shown: 'q', words: 'save and quit'},
    interrupt: {keys: ['ctrl-c'], shown: 'Ctrl-C', words: 'quit at once, everything saved', helpOnly: true},
  },
  help: {
    ...move,
    close: {keys: ['?', 'escape', 'enter'], shown: '? Esc', words: 'close the help'},
  },
  field: {
    submit: {keys: ['enter'], shown: 'Enter', words: 'done'},
    leave: {keys: ['escape'], shown: 'Esc', words: 'leave it'},
    left: {keys: ['left'], shown: '←', words: 'cursor left', helpOnly: true},
    right: {keys: ['right'], shown: '→', words: 'cursor right', helpOnly: true},
    start: {keys: ['home', 'ctrl-a'], shown: 'Home', words: 'to the start', helpOnly: true},
    end: {keys: ['end', 'ctrl-e'], shown: 'End', words: 'to the end', helpOnly: true},
    backspace: {keys: ['backspace'], shown: 'Backspace', words: 'delete to the left', helpOnly: true},
    delete: {keys: ['delete'], shown: 'Del', words: 'delete to the right', helpOnly: true},
    clear: {keys: ['ctrl-u'], shown: 'Ctrl-U', words: 'empty the field', helpOnly: true},
  },
  scroll: move,
  pages: {'page-up': move['page-up'], 'page-down': move['page-down']},
  home: {
    ...move,
    choose: {keys: ['enter'], shown: 'Enter', words: 'open'},
    number,
  },
  exercises: {
    ...move,
    choose: {keys: ['enter'], shown: 'Enter', words: 'open'},
    number,
  },
  exercise: {
    ...move,
    commit: {keys: ['enter'], shown: 'Enter', words: 'answer'},
    write: {keys: ['enter'], shown: 'Enter', words: 'write the answer'},
    again: {keys: ['enter'], shown: 'Enter', words: 'try again'},
    next: {keys: ['enter', 'n'], shown: 'Enter n', words: 'go on'},
    skip: {keys: ['n'], shown: 'n', words: 'go on without'},
    finish: {keys: ['enter'], shown: 'Enter', words: 'leave the exercise'},
    tick: {keys: [' '], shown: 'Space', words: 'tick or change'},
    number: {keys: [...'123456789'], shown: '1-9', words: 'take this number'},
    hint: {keys: ['h'], shown: 'h', words: 'hint'},
    solution: {keys: ['s'], shown: 's', words: 'solution'},
    previous: {keys: ['p'], shown: 'p', words: 'step before'},
    gap: {keys: ['g'], shown: 'g', words: 'record as a gap'},
  },
  architecture: {
    ...move,
    convert: {keys: [' '], shown: 'Space', words: 'call or event'},
    'convert-all': {keys: ['a'], shown: 'a', words: 'all events'},
    'toggle-down': {keys: ['d'], shown: 'd', words: 'callee down'},
    'toggle-slow': {keys: ['s'], shown: 's', words: 'callee slow'},
    yes: {keys: ['y'], shown: 'y', words: 'result needed'},
    no: {keys: ['n'], shown: 'n', words: 'not needed'},
    'toggle-details': {keys: ['enter'], shown: 'Enter', words: 'details'},
    gap: {keys: ['g'], shown: 'g', words: 'record a gap'},
    'ask-path': {keys: ['o'], shown: 'o', words: 'open a file'},
  },
} as const satisfies Readonly<Record<string, Bindings>>;

export type Place = keyof typeof keyTable;
export type ActionIn<P extends Place> = keyof (typeof keyTable)[P] & string;

/** The actions of `place` with their bindings, in the table's order. */
export function bindingsOf<P extends Place>(place: P): readonly (readonly [ActionIn<P>, Binding])[] {
  return Object.entries(keyTable[place]) as [ActionIn<P>, Binding][];
}

/** What `press` does in `place`, the `hidden` actions left out; undefined: nothing. A paste does nothing: it is text. */
export function actionOf<P extends Place>(
  place: P,
  {kind, name}: Press,
  hidden: readonly ActionIn<P>[] = [],
): ActionIn<P> | undefined {
  if (kind === 'paste') return undefined;
  return bindingsOf(place).find(([action, {keys}]) => keys.includes(name) && !hidden.includes(action))?.[0];
}
