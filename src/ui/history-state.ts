import type {OldVersion} from '../skill/improve/history.ts';
import type {Revert} from '../skill/improve/revert.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {SkillHistory} from './skill-source.ts';

export interface HistoryState {
  /** Undefined until it is read. */
  readonly history: SkillHistory | undefined;
  readonly cursor: number;
  /** What bringing a version back would change; undefined until the marked one's is known. */
  readonly plan: {readonly id: string; readonly revert: Revert} | undefined;
  /** Is the user asked whether to bring the marked one back? */
  readonly isAsking: boolean;
  readonly isBusy: boolean;
  readonly message: Message | undefined;
}

export type HistoryEvent =
  | {readonly kind: 'loaded'; readonly history: SkillHistory; readonly message: Message | undefined}
  | {readonly kind: 'planned'; readonly id: string; readonly revert: Revert}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'ask' | 'cancel' | 'working'}
  | {readonly kind: 'say'; readonly message: Message};

export const historyBefore: HistoryState = {
  history: undefined,
  cursor: 0,
  plan: undefined,
  isAsking: false,
  isBusy: false,
  message: undefined,
};

/** The history screen after `event`. */
export function history(state: HistoryState, event: HistoryEvent): HistoryState {
  switch (event.kind) {
    case 'loaded': {
      const {versions, skill} = event.history;
      const cursor = Math.max(0, Math.min(state.cursor, versions.length - 1));
      return {...historyBefore, history: event.history, cursor, message: event.message ?? skill.note};
    }
    case 'planned':
      return event.id === marked(state)?.id ? {...state, plan: {id: event.id, revert: event.revert}} : state;
    case 'move': {
      const cursor = moved(state.cursor, event.move, state.history?.versions.length ?? 0);
      return {...state, message: undefined, cursor};
    }
    case 'ask':
      return ask({...state, message: undefined});
    case 'cancel':
      return {...state, isAsking: false};
    case 'working':
      return {...state, isAsking: false, isBusy: true, message: undefined};
    case 'say':
      return {...state, isAsking: false, isBusy: false, message: event.message};
  }
}

/** Nobody is asked before what would change is on the screen, nor where nothing would. */
function ask(state: HistoryState): HistoryState {
  const plan = planOf(state);
  if (!plan) return state;
  if (plan.files.length > 0) return {...state, isAsking: true};
  return {...state, message: {kind: 'note', text: 'The skill says the same as this version.'}};
}

/** The version under the cursor. */
export function marked({history: read, cursor}: HistoryState): OldVersion | undefined {
  return read?.versions[cursor];
}

/** What bringing the marked version back would change; undefined while that is worked out. */
export function planOf(state: HistoryState): Revert | undefined {
  return state.plan?.id === marked(state)?.id ? state.plan?.revert : undefined;
}
