import type {Figures} from '../critique/figures.ts';
import {printableLine} from '../printable.ts';
import {verdictChange} from '../report/interview-text.ts';
import type {OpenProposal} from './critic.ts';
import {type Field, fieldWith} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {SavedOpinion} from './saved-opinion.ts';
import type {Talk} from './talk.ts';

/** An answer in the making. */
type Draft = Pick<CritiqueState, 'cursor' | 'field'>;

export interface CritiqueState {
  /** Undefined until it is read. */
  readonly open: OpenProposal | undefined;
  readonly talk: Talk | undefined;
  /** Grows with every place of the talk: its text is read from the beginning. */
  readonly turn: number;
  /** The choice that the keys act on. */
  readonly cursor: number;
  readonly field: Field;
  /** What was marked or typed at other questions of this conversation, by fact: who goes back finds it again. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Do typed letters go into the field? */
  readonly isTyping: boolean;
  /** An answer is being written: nothing is answered until it is kept. */
  readonly isKeeping: boolean;
  /** For the talk on screen; undefined while they are worked out. */
  readonly figures: Figures | undefined;
  /** Whether the topology file says that the result is needed; undefined: it does not say, or is not read yet. */
  readonly fileSays: boolean | undefined;
  /** Asked once; the next time it is written. */
  readonly isAccepting: boolean;
  /** Where the talk stood when its verdict was written to the topology file; undefined: it was not. */
  readonly accepted: Talk | undefined;
  /** Texts of the gaps that were recorded in this visit. */
  readonly recorded: readonly string[];
  readonly message: Message | undefined;
  /** A model has just answered: its opinion is scrolled to. */
  readonly isOpinionNew: boolean;
}

export type CritiqueEvent =
  | {readonly kind: 'opened'; readonly open: OpenProposal}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'number'; readonly number: number}
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'write' | 'stop-typing' | 'keeping' | 'ask-accept'}
  /** Another place of the talk; `kept`: an answer was written, or taken back, on the way. */
  | {readonly kind: 'went'; readonly talk: Talk; readonly kept: 'answer' | 'taken-back' | undefined}
  | {readonly kind: 'figures'; readonly talk: Talk; readonly figures: Figures}
  | {readonly kind: 'file-says'; readonly needed: boolean | undefined}
  | {readonly kind: 'opinion'; readonly opinion: SavedOpinion; readonly says: string}
  | {readonly kind: 'accepted'; readonly says: string}
  | {readonly kind: 'recorded'; readonly text: string; readonly says: string};

export const critiqueBefore: CritiqueState = {
  open: undefined,
  talk: undefined,
  turn: 0,
  cursor: 0,
  field: fieldWith(''),
  drafts: new Map(),
  isTyping: false,
  isKeeping: false,
  figures: undefined,
  fileSays: undefined,
  isAccepting: false,
  accepted: undefined,
  recorded: [],
  message: undefined,
  isOpinionNew: false,
};

/** The critique screen after `event`. */
export function critique(state: CritiqueState, event: CritiqueEvent): CritiqueState {
  switch (event.kind) {
    case 'opened':
      return at({...critiqueBefore, open: event.open}, event.open.talk);
    case 'say':
      return {...state, isKeeping: false, isAccepting: false, message: event.message};
    case 'figures':
      return event.talk === state.talk ? {...state, figures: event.figures} : state;
    case 'file-says':
      return {...state, fileSays: event.needed};
    case 'went':
      return {...at(state, event.talk), message: wentMessage(state, event)};
    case 'opinion':
      if (!state.open) return state;
      return {
        ...state,
        open: {...state.open, opinion: event.opinion},
        isOpinionNew: true,
        isAccepting: false,
        message: {kind: 'done', text: event.says},
      };
    case 'accepted':
      return {
        ...state,
        isAccepting: false,
        accepted: state.talk,
        fileSays: state.talk ? isNeeded(state.talk) : undefined,
        message: {kind: 'done', text: event.says},
      };
    case 'recorded':
      return {
        ...state,
        isAccepting: false,
        recorded: [...state.recorded, event.text],
        message: {kind: 'done', text: event.says},
      };
    default:
      return state.isKeeping
        ? state
        : onQuestion({...state, isAccepting: false, isOpinionNew: false, message: undefined}, event);
  }
}

type QuestionEvent = Extract<
  CritiqueEvent,
  {readonly kind: 'move' | 'number' | 'type' | 'write' | 'stop-typing' | 'keeping' | 'ask-accept'}
>;

function onQuestion(state: CritiqueState, event: QuestionEvent): CritiqueState {
  const choices = choicesOf(state.talk);
  switch (event.kind) {
    case 'move':
      return {...state, cursor: moved(state.cursor, event.move, choices)};
    case 'number':
      return event.number <= choices ? {...state, cursor: event.number - 1} : state;
    case 'type':
      return {...state, field: event.field};
    case 'write':
      return {...state, isTyping: isTyped(state.talk)};
    case 'stop-typing':
      return {...state, isTyping: false};
    case 'keeping':
      return {...state, isKeeping: true, message: {kind: 'note', text: 'Keeping the answer ...'}};
    case 'ask-accept':
      return askedToAccept(state);
  }
}

function askedToAccept(state: CritiqueState): CritiqueState {
  const {talk, open} = state;
  if (!talk || !open || !canAccept(state)) return state;
  const needed = isNeeded(talk);
  const before = state.fileSays === undefined || state.fileSays === needed ? '' : ` in the place of ${state.fileSays}`;
  const {caller, callee, id} = talk.proposal;
  const text = printableLine(
    `Press a again to write to the call ${caller} -> ${callee} in ${open.topology}: needsResult: ${needed}${before}, critique: ${id}.`,
  );
  return {...state, isAccepting: true, message: {kind: 'note', text}};
}

const isNeeded = ({critique: {verdict}}: Talk) => verdict === 'keep-sync' || verdict === 'split';

/** Is there a verdict that can be written to a topology file and does not stand in it yet? */
export function canAccept({open, talk, accepted}: CritiqueState): boolean {
  if (!open || !talk || talk === accepted) return false;
  return talk.critique.verdict !== 'ask' && open.topology !== undefined && !open.isPackaged;
}

/** At another place of the talk: with what was marked or typed there before, else with nothing. */
function at(state: CritiqueState, talk: Talk): CritiqueState {
  const drafts = new Map(state.drafts);
  if (state.talk?.question) drafts.set(keyOf(state.talk.question), {cursor: state.cursor, field: state.field});
  const {cursor, field} = (talk.question && drafts.get(keyOf(talk.question))) ?? {cursor: 0, field: fieldWith('')};
  return {
    ...state,
    talk,
    turn: state.turn + 1,
    drafts,
    cursor,
    field,
    isTyping: isTyped(talk),
    isKeeping: false,
    isAccepting: false,
    isOpinionNew: false,
    figures: undefined,
    message: undefined,
  };
}

/** A fact can be asked for in another shape when others are answered. */
const keyOf = ({fact, shape}: NonNullable<Talk['question']>) => `${shape.kind} ${fact}`;

const said = {answer: 'Kept: ', 'taken-back': 'Taken back: '} as const;

function wentMessage(
  {talk: before}: CritiqueState,
  event: Extract<CritiqueEvent, {kind: 'went'}>,
): Message | undefined {
  if (!before || !event.kept) return undefined;
  const change = verdictChange(before.critique.verdict, event.talk.critique.verdict);
  return {kind: 'done', text: `${said[event.kept]}${change}`};
}

/** Is the answer to the question on screen typed? */
export function isTyped(talk: Talk | undefined): boolean {
  return talk?.question !== null && talk?.question !== undefined && talk.question.shape.kind !== 'choice';
}

/** How many choices the question on screen has. */
export function choicesOf(talk: Talk | undefined): number {
  const shape = talk?.question?.shape;
  return shape?.kind === 'choice' ? shape.choices.length : 0;
}
