import type {Binding} from './keys.ts';

type Bindings = Readonly<Record<string, Binding>>;

/** The places where a skill is looked at and changed with their keys; `move` and `search` work there as in any list. */
export function skillPlaces<M extends Bindings, S extends Bindings>(move: M, search: S) {
  return {
    gaps: {
      ...move,
      add: {keys: ['a'], shown: 'a', words: 'write down a gap', footer: 'add a gap'},
      close: {keys: ['c'], shown: 'c', words: 'close the gap, with the reason', footer: 'close it'},
      draft: {keys: ['d'], shown: 'd', words: 'a passage for the skill that closes the gap', footer: 'draft'},
      ...search,
    },
    skill: {
      ...move,
      open: {keys: ['enter'], shown: 'Enter', words: 'what the criterion asks for, and what was found', footer: 'more'},
      draft: {keys: ['d'], shown: 'd', words: 'passages for what is missing, to put in one by one', footer: 'draft'},
      gaps: {keys: ['g'], shown: 'g', words: 'the gaps that were recorded', footer: 'gaps'},
      history: {keys: ['h'], shown: 'h', words: 'the versions before this one, and the way back', footer: 'history'},
      record: {keys: ['a'], shown: 'a', words: 'record what is missing as a gap', footer: 'record as a gap'},
      other: {keys: ['o'], shown: 'o', words: 'work on another skill', footer: 'other skill'},
      ...search,
    },
    /** One criterion, with all that is known of it. */
    criterion: {
      ...move,
      close: {keys: ['enter'], shown: 'Enter', words: 'back to the list', footer: 'the list'},
      draft: {keys: ['d'], shown: 'd', words: 'a passage for it', footer: 'draft'},
    },
    'which-skill': {
      ...move,
      choose: {keys: ['enter'], shown: 'Enter', words: 'answer with what is marked', footer: 'answer'},
      number: {keys: [...'123456789'], shown: '1-9', words: 'take the answer of this number', footer: 'take it'},
    },
    draft: {
      ...move,
      accept: {keys: ['y'], shown: 'y', words: 'accept the passage', footer: 'accept'},
      reject: {keys: ['n'], shown: 'n', words: 'leave the passage out', footer: 'reject'},
      edit: {keys: ['e'], shown: 'e', words: 'edit it in $VISUAL or $EDITOR, else here', footer: 'edit'},
      write: {keys: ['w'], shown: 'w', words: 'write what is accepted, after showing it', footer: 'write'},
      gaps: {keys: ['g'], shown: 'g', words: 'the recorded gaps, to close one', footer: 'gaps'},
      history: {keys: ['h'], shown: 'h', words: 'the versions of the skill, and the way back', footer: 'history'},
      again: {keys: ['r'], shown: 'r', words: 'draft anew, from what the files say now', footer: 'draft anew'},
    },
    history: {
      ...move,
      revert: {
        keys: ['u'],
        shown: 'u',
        words: 'bring the marked version back, after a question',
        footer: 'bring it back',
      },
    },
    /** A question before something is written. */
    confirm: {
      yes: {keys: ['y'], shown: 'y', words: 'yes, write it', footer: 'yes, write it'},
      no: {keys: ['n'], shown: 'n', words: 'no, write nothing', footer: 'no'},
    },
  } as const;
}
