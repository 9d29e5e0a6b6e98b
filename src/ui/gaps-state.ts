import type {Gap} from '../workspace/gap.ts';
import {type Field, fieldWith} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';

export interface GapsState {
  /** Open gaps first, as they were recorded; undefined until they are read. */
  readonly gaps: readonly Gap[] | undefined;
  readonly cursor: number;
  /** What is being written: a new gap, or why the chosen one is closed. */
  readonly writing: {readonly what: 'gap' | 'why'; readonly field: Field} | undefined;
  readonly message: Message | undefined;
}

export type GapsEvent =
  | {readonly kind: 'loaded'; readonly gaps: readonly Gap[]}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'add' | 'close' | 'leave'}
  | {readonly kind: 'type'; readonly field: Field};

export const gapsBefore: GapsState = {gaps: undefined, cursor: 0, writing: undefined, message: undefined};

/** The gaps screen after `event`. */
export function gaps(state: GapsState, event: GapsEvent): GapsState {
  switch (event.kind) {
    case 'loaded': {
      const sorted = event.gaps.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)));
      return {...state, gaps: sorted, cursor: Math.max(0, Math.min(state.cursor, sorted.length - 1))};
    }
    case 'say':
      return {...state, message: event.message};
    case 'move':
      return {...state, message: undefined, cursor: moved(state.cursor, event.move, state.gaps?.length ?? 0)};
    case 'add':
      return {...state, message: undefined, writing: {what: 'gap', field: fieldWith('')}};
    case 'close': {
      const gap = chosen(state);
      if (!gap) return state;
      if (isClosed(gap))
        return {...state, message: {kind: 'note', text: `This gap is closed already (${gap.status}).`}};
      return {...state, message: undefined, writing: {what: 'why', field: fieldWith('')}};
    }
    case 'leave':
      return {...state, writing: undefined};
    case 'type':
      return state.writing ? {...state, writing: {...state.writing, field: event.field}} : state;
  }
}

/** The gap under the cursor. */
export function chosen({gaps: all, cursor}: GapsState): Gap | undefined {
  return all?.[cursor];
}

/** Is nothing left to do about it? */
export function isClosed({status}: Gap): boolean {
  return status === 'merged' || status === 'rejected';
}
