import {type Field, fieldWith} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {SkillAnswer} from './skill-source.ts';

/** The answers to the question which skill is the user's own. */
export const skillAnswers: readonly {
  readonly kind: SkillAnswer['kind'];
  readonly text: string;
  readonly about: string;
  readonly command: string;
}[] = [
  {
    kind: 'named',
    text: 'Yes: I name its folder',
    about: 'The folder that holds its SKILL.md. config.yaml remembers it.',
    command: 'eventcoach skill check --skill DIR',
  },
  {
    kind: 'starter',
    text: 'No: write a first one to skills/kafka-events',
    about: 'A short first version. The check and the exercises then show what it lacks, and drafts mend it.',
    command: 'eventcoach skill init',
  },
  {
    kind: 'packaged',
    text: 'Not yet: read the one that comes with eventcoach',
    about: 'It can be read here and never changed. A skill in skills/ takes its place later.',
    command: 'eventcoach skill show',
  },
];

export interface QuestionState {
  readonly cursor: number;
  /** The folder, while it is typed. */
  readonly naming: Field | undefined;
  /** Is the answer being kept? */
  readonly isBusy: boolean;
  readonly message: Message | undefined;
}

export type QuestionEvent =
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'mark'; readonly index: number}
  | {readonly kind: 'name' | 'leave' | 'keeping'}
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'say'; readonly message: Message};

/** Before anything is answered. */
export const questionBefore: QuestionState = {cursor: 0, naming: undefined, isBusy: false, message: undefined};

/** The question after `event`. */
export function question(state: QuestionState, event: QuestionEvent): QuestionState {
  switch (event.kind) {
    case 'move':
      return {...state, message: undefined, cursor: moved(state.cursor, event.move, skillAnswers.length)};
    case 'mark':
      return skillAnswers[event.index] ? {...state, message: undefined, cursor: event.index} : state;
    case 'name':
      return {...state, message: undefined, naming: state.naming ?? fieldWith('')};
    case 'leave':
      return {...state, naming: undefined};
    case 'keeping':
      return {...state, isBusy: true, message: undefined};
    case 'type':
      return state.naming ? {...state, naming: event.field} : state;
    case 'say':
      return {...state, isBusy: false, message: event.message};
  }
}
