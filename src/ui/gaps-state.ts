import type {Gap} from '../workspace/gap.ts';
import {type Field, fieldWith} from './field.ts';
import type {Message} from './message.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';

export interface GapsState extends Narrowed {
  /** Open gaps first, as they were recorded; undefined until they are read. */
  readonly gaps: readonly Gap[] | undefined;
  /** What is being written: a new gap, or why the chosen one is closed. */
  readonly writing: {readonly what: 'gap' | 'why'; readonly field: Field} | undefined;
  readonly message: Message | undefined;
}

export type GapsEvent =
  | {readonly kind: 'loaded'; readonly gaps: readonly Gap[]}
  | {readonly kind: 'say'; readonly message: Message}
  | ListEvent
  | {readonly kind: 'add' | 'close' | 'leave'}
  | {readonly kind: 'type'; readonly field: Field};

export const gapsBefore: GapsState = {...wholeList, gaps: undefined, writing: undefined, message: undefined};

/** The gaps screen after `event`. */
export function gaps(state: GapsState, event: GapsEvent): GapsState {
  switch (event.kind) {
    case 'loaded': {
      const sorted = event.gaps.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)));
      return narrowed({...state, gaps: sorted}, searchedOf({gaps: sorted}));
    }
    case 'say':
      return {...state, message: event.message};
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
    default:
      return listed({...state, message: undefined}, event, searchedOf(state));
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

/** What a search looks at, gap by gap: its status, criterion, words and evidence. */
export function searchedOf({gaps: all = []}: Pick<GapsState, 'gaps'>): readonly string[] {
  return all.map(({status, criterion, text, evidence}) =>
    [status, criterion ?? '', text, ...evidence.map((one) => one.text)].join(' '),
  );
}
