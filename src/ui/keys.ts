import {chartBindings} from './chart-bindings.ts';
import type {Press} from './presses.ts';
import {skillPlaces} from './skill-bindings.ts';
import {slowFactor} from './slow-factor.ts';

/** What some keys do in one place. */
export interface Binding {
  readonly keys: readonly string[];
  /** How footer and help write the keys. */
  readonly shown: string;
  /** What they do, for the help. */
  readonly words: string;
  /** The same for the footer; without it only the help names them. */
  readonly footer?: string;
}

type Bindings = Readonly<Record<string, Binding>>;

const move = {
  up: {keys: ['up', 'k'], shown: '↑ k', words: 'up'},
  down: {keys: ['down', 'j'], shown: '↓ j', words: 'down'},
  'page-up': {keys: ['page-up'], shown: 'PgUp', words: 'a page up'},
  'page-down': {keys: ['page-down'], shown: 'PgDn', words: 'a page down'},
  first: {keys: ['home'], shown: 'Home', words: 'to the first'},
  last: {keys: ['end'], shown: 'End', words: 'to the last'},
} as const satisfies Bindings;

const search = {
  search: {keys: ['/'], shown: '/', words: 'search: what is typed narrows the list', footer: 'search'},
} as const satisfies Bindings;

const editing = {
  left: {keys: ['left'], shown: '←', words: 'cursor left'},
  right: {keys: ['right'], shown: '→', words: 'cursor right'},
  start: {keys: ['home', 'ctrl-a'], shown: 'Home', words: 'to the start'},
  end: {keys: ['end', 'ctrl-e'], shown: 'End', words: 'to the end'},
  backspace: {keys: ['backspace'], shown: 'Backspace', words: 'delete to the left'},
  delete: {keys: ['delete'], shown: 'Del', words: 'delete to the right'},
  clear: {keys: ['ctrl-u'], shown: 'Ctrl-U', words: 'empty the field'},
} as const satisfies Bindings;

const digits = [...'123456789'];
const open = {keys: ['enter'], shown: 'Enter', words: 'open what is marked', footer: 'open'} as const;
const number = {keys: digits, shown: '1-9', words: 'open the line with this number'} as const;

/** The one table of keys: place -> action -> keys and words. Footers, help and key handling all come from it. */
export const keyTable = {
  everywhere: {
    back: {keys: ['escape'], shown: 'Esc', words: 'back to the screen before', footer: 'back'},
    help: {keys: ['?'], shown: '?', words: 'these keys', footer: 'help'},
    redraw: {keys: ['ctrl-l'], shown: 'Ctrl-L', words: 'the whole screen again, when something has disturbed it'},
    quit: {keys: ['q'], shown: 'q', words: 'quit; answers, gaps and your place are saved', footer: 'quit'},
    interrupt: {keys: ['ctrl-c'], shown: 'Ctrl-C', words: 'quit from anywhere; only what you are typing is lost'},
  },
  help: {
    ...move,
    close: {keys: ['?', 'escape', 'enter'], shown: '? Esc', words: 'close the help', footer: 'close the help'},
  },
  field: {
    submit: {keys: ['enter'], shown: 'Enter', words: 'hand it in', footer: 'hand in'},
    leave: {
      keys: ['escape'],
      shown: 'Esc',
      words: 'leave the field; then the other keys work',
      footer: 'leave the field',
    },
    ...editing,
    clear: {...editing.clear, footer: 'empty it'},
  },
  search: {
    submit: {
      keys: ['enter'],
      shown: 'Enter',
      words: 'keep what is found; then the other keys work on it',
      footer: 'keep these',
    },
    leave: {keys: ['escape'], shown: 'Esc', words: 'end the search: the whole list again', footer: 'end the search'},
    ...editing,
  },
  paste: {
    submit: {keys: ['ctrl-d'], shown: 'Ctrl-D', words: 'hand the answer in', footer: 'hand in'},
    'new-line': {keys: ['enter'], shown: 'Enter', words: 'a new line', footer: 'new line'},
    leave: {keys: ['escape'], shown: 'Esc', words: 'stop; what is pasted here is lost', footer: 'stop'},
    left: {keys: ['left'], shown: '←', words: 'cursor left'},
    right: {keys: ['right'], shown: '→', words: 'cursor right'},
    backspace: {keys: ['backspace'], shown: 'Backspace', words: 'delete to the left'},
    delete: {keys: ['delete'], shown: 'Del', words: 'delete to the right'},
    clear: {keys: ['ctrl-u'], shown: 'Ctrl-U', words: 'empty the field', footer: 'empty it'},
  },
  scroll: move,
  pages: {'page-up': move['page-up'], 'page-down': move['page-down']},
  home: {...move, open, number},
  exercises: {...move, open, number: {...number, words: 'open the exercise with this number'}, ...search},
  exercise: {
    ...move,
    commit: {keys: ['enter'], shown: 'Enter', words: 'answer with what is marked', footer: 'answer'},
    write: {keys: ['enter'], shown: 'Enter', words: 'write the answer', footer: 'write the answer'},
    again: {keys: ['enter'], shown: 'Enter', words: 'try again', footer: 'try again'},
    next: {keys: ['enter', 'n'], shown: 'Enter', words: 'go on to the next step', footer: 'go on'},
    retry: {keys: ['t'], shown: 't', words: 'try again', footer: 'try again'},
    finish: {keys: ['enter'], shown: 'Enter', words: 'leave the exercise', footer: 'leave the exercise'},
    tick: {keys: [' '], shown: 'Space', words: 'tick it, or give it the next category', footer: 'tick or change'},
    number: {keys: digits, shown: '1-9', words: 'take the option or category of this number', footer: 'take it'},
    hint: {keys: ['h'], shown: 'h', words: 'a hint', footer: 'hint'},
    'no-hint': {keys: ['h'], shown: 'h', words: 'a hint, once you have tried'},
    solution: {keys: ['s'], shown: 's', words: 'the solution', footer: 'solution'},
    skip: {keys: ['n'], shown: 'n', words: 'go on without a right answer; nothing is locked', footer: 'go on anyway'},
    previous: {keys: ['p'], shown: 'p', words: 'the step before', footer: 'step before'},
    restart: {keys: ['f'], shown: 'f', words: 'from the first step; every answer stays', footer: 'from the start'},
    gap: {keys: ['g'], shown: 'g', words: 'record your words as a gap of the skill', footer: 'record as a gap'},
    remind: {keys: ['g'], shown: 'g', words: 'a reminder among the gaps: the skill must say it', footer: 'remind me'},
    change: {keys: ['e'], shown: 'e', words: 'change the answer', footer: 'change it'},
    'put-in': {keys: ['d'], shown: 'd', words: 'put your passage into your skill', footer: 'into my skill'},
    'own-skill': {keys: ['c'], shown: 'c', words: 'check the skill that lies in this folder', footer: 'check my skill'},
  },
  describe: {
    ...move,
    add: {keys: ['a'], shown: 'a', words: 'add a service with its calls, or complete one', footer: 'add'},
    edit: {keys: ['e'], shown: 'e', words: 'change the line of the marked service', footer: 'change'},
    yes: {keys: ['y'], shown: 'y', words: 'yes, the caller needs the result', footer: 'needed'},
    no: {keys: ['n'], shown: 'n', words: 'no, the caller does not need the result', footer: 'not needed'},
    open: {keys: ['u'], shown: 'u', words: 'not known yet: leave the question open', footer: 'not known'},
    operation: {keys: ['w'], shown: 'w', words: 'what a user wants from the service', footer: 'users want'},
    remove: {keys: ['x'], shown: 'x', words: 'take the service or call out', footer: 'take out'},
    file: {
      keys: ['f'],
      shown: 'f',
      words: 'begin with a file: compose, Kubernetes, traces, a topology',
      footer: 'import',
    },
    done: {keys: ['enter'], shown: 'Enter', words: 'hand it in', footer: 'hand in'},
  },
  propose: {
    ...move,
    choose: {keys: ['enter'], shown: 'Enter', words: 'propose the marked call', footer: 'propose'},
    ...search,
  },
  architecture: {
    ...move,
    convert: {keys: [' '], shown: 'Space', words: 'make the call an event, or a call again', footer: 'event'},
    yes: {keys: ['y'], shown: 'y', words: 'yes, the caller needs the result', footer: 'needed'},
    no: {keys: ['n'], shown: 'n', words: 'no, the caller does not need the result', footer: 'not needed'},
    'toggle-details': {
      keys: ['enter'],
      shown: 'Enter',
      words: 'why: couplings, figures, what gets worse',
      footer: 'why',
    },
    'open-charts': {keys: ['b'], shown: 'b', words: 'charts of availability, time and couplings', footer: 'charts'},
    critique: {keys: ['c'], shown: 'c', words: 'a critique: does the caller need to wait?', footer: 'critique'},
    'convert-all': {keys: ['a'], shown: 'a', words: 'every listed call whose result is not needed', footer: 'all'},
    'toggle-down': {keys: ['d'], shown: 'd', words: 'a bad day: the callee does not answer', footer: 'callee down'},
    'toggle-slow': {
      keys: ['s'],
      shown: 's',
      words: `a bad day: the callee is ${slowFactor} times slower`,
      footer: 'slow',
    },
    gap: {keys: ['g'], shown: 'g', words: 'record what is open about the call as a gap', footer: 'gap'},
    'ask-path': {keys: ['o'], shown: 'o', words: 'open another topology file', footer: 'file'},
    ...search,
  },
  charts: {...move, ...chartBindings},
  critiques: {
    ...move,
    open: {keys: ['enter'], shown: 'Enter', words: 'open the marked proposal', footer: 'open'},
    ...search,
  },
  critique: {
    ...move,
    yes: {keys: ['y'], shown: 'y', words: 'yes, send it', footer: 'yes, send it'},
    no: {keys: ['n'], shown: 'n', words: 'no, send nothing', footer: 'no'},
    answer: {
      keys: ['enter'],
      shown: 'Enter',
      words: 'answer with what is marked, or write the answer',
      footer: 'answer',
    },
    number: {keys: digits, shown: '1-9', words: 'answer with the choice of this number', footer: 'take it'},
    model: {keys: ['m'], shown: 'm', words: 'ask a model; Esc or Ctrl-C ends that', footer: 'ask a model'},
    chat: {
      keys: ['c'],
      shown: 'c',
      words: 'a prompt for a chat window, and its answer pasted here',
      footer: 'ask a chat',
    },
    skip: {keys: ['s'], shown: 's', words: 'leave the question open and go on', footer: 'leave open'},
    previous: {
      keys: ['b'],
      shown: 'b',
      words: 'back to the question before; its answer is taken back',
      footer: 'question before',
    },
    further: {keys: ['d'], shown: 'd', words: 'go on with the questions about the design', footer: 'design questions'},
    accept: {
      keys: ['a'],
      shown: 'a',
      words: 'accept: write the verdict to the call in the topology file',
      footer: 'accept',
    },
    gap: {
      keys: ['g'],
      shown: 'g',
      words: 'record what is open, or what a model says against it, as a gap',
      footer: 'gap',
    },
  },
  ...skillPlaces(move, search),
  prompts: {
    ...move,
    open: {keys: ['enter'], shown: 'Enter', words: 'show the marked prompt, filled in', footer: 'show it'},
    copy: {keys: ['c'], shown: 'c', words: 'copy it, filled in, to the clipboard of the terminal', footer: 'copy'},
    file: {keys: ['f'], shown: 'f', words: 'write it, filled in, to a file', footer: 'to a file'},
    ...search,
  },
  settings: {
    ...move,
    choose: {keys: ['enter'], shown: 'Enter', words: 'change the marked setting, then take a value', footer: 'choose'},
    number: {keys: digits, shown: '1-9', words: 'take the line of this number', footer: 'take it'},
    unset: {keys: ['x'], shown: 'x', words: 'take the setting out of config.yaml', footer: 'take out'},
  },
} as const satisfies Readonly<Record<string, Bindings>>;

export type Place = keyof typeof keyTable;
export type ActionIn<P extends Place> = keyof (typeof keyTable)[P] & string;

/** The actions of `place` with their bindings, in the table's order. */
export function bindingsOf<P extends Place>(place: P): readonly (readonly [ActionIn<P>, Binding])[] {
  return Object.entries(keyTable[place]) as [ActionIn<P>, Binding][];
}

/** What works in `place` beside its own keys: nothing of it in a text field, where letters are text. */
export function commonBindings(place: Place): readonly (readonly [string, Binding])[] {
  if (place === 'help' || place === 'field' || place === 'search' || place === 'paste') return [];
  return bindingsOf('everywhere').filter(([action]) => action !== 'back' || place !== 'home');
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
