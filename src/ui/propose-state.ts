import {eventExample, eventText, type NamedEvent, namedEvent} from '../exercises/named-event.ts';
import {type Field, fieldWith, textOf} from './field.ts';
import type {Message} from './message.ts';
import {type ListEvent, listed, type Narrowed, wholeList} from './search-state.ts';
import type {CallLine, Workbench} from './workbench.ts';

/** A proposal begins with a call; then the fact is named; then the critic asks. */
export type Phase =
  | {readonly kind: 'call'}
  | {readonly kind: 'event'; readonly call: CallLine}
  | {readonly kind: 'talk'; readonly call: CallLine; readonly event: NamedEvent};

/** What was proposed before: its call as the proposal names it, and its event. */
export interface Proposed {
  readonly caller: string;
  readonly callee: string;
  readonly event: NamedEvent;
}

export interface ProposeState extends Narrowed {
  /** Undefined until the topology is read. */
  readonly bench: Workbench | undefined;
  readonly phase: Phase;
  readonly before: Proposed | undefined;
  /** The call whose event stands in the field. */
  readonly named: string | undefined;
  readonly field: Field;
  readonly message: Message | undefined;
}

export type ProposeEvent =
  | {
      readonly kind: 'opened';
      readonly bench: Workbench;
      readonly before: Proposed | undefined;
      readonly message: Message | undefined;
    }
  | {readonly kind: 'say'; readonly message: Message}
  | ListEvent
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'choose' | 'submit' | 'back'};

export const proposeBefore: ProposeState = {
  ...wholeList,
  bench: undefined,
  phase: {kind: 'call'},
  before: undefined,
  named: undefined,
  field: fieldWith(''),
  message: undefined,
};

/** The form of a `propose` step after `event`. */
export function propose(state: ProposeState, event: ProposeEvent): ProposeState {
  const {bench, phase, cursor, field} = state;
  switch (event.kind) {
    case 'opened':
      return opened(state, event);
    case 'say':
      return {...state, message: event.message};
    case 'type':
      return {...state, field: event.field};
    case 'back':
      return {...state, phase: {kind: 'call'}, message: undefined};
    case 'choose': {
      const call = bench?.calls[cursor];
      if (!call) return state;
      const next = {...state, phase: {kind: 'event', call}, named: call.id, message: undefined} as const;
      if (call.id === state.named) return next;
      return {...next, field: fieldWith(isAbout(call, state.before) ? eventText(state.before.event) : '')};
    }
    case 'submit': {
      if (phase.kind !== 'event') return state;
      const named = namedEvent(textOf(field));
      if (typeof named === 'string') return {...state, message: {kind: 'note', text: named}};
      if (named.fields.length === 0) {
        const text = `What does it carry? Add a colon and the fields: ${eventExample}.`;
        return {...state, message: {kind: 'note', text}};
      }
      return {...state, phase: {...phase, kind: 'talk', event: named}, message: undefined};
    }
    default:
      return listed({...state, message: undefined}, event, searchedOf(state));
  }
}

/** Whoever opens the form again finds the call and the event as they were. */
function opened(state: ProposeState, {bench, before, message}: Extract<ProposeEvent, {kind: 'opened'}>): ProposeState {
  const cursor = Math.max(
    0,
    bench.calls.findIndex((call) => isAbout(call, before)),
  );
  return {...state, bench, before, message, cursor};
}

/** What a search looks at, call by call: who calls whom, and how the call is named. */
export function searchedOf({bench}: Pick<ProposeState, 'bench'>): readonly string[] {
  return (bench?.calls ?? []).map(({from, to, name}) => `${from} -> ${to} ${name}`);
}

function isAbout({proposed}: CallLine, before: Proposed | undefined): before is Proposed {
  return before !== undefined && proposed.caller === before.caller && proposed.callee === before.callee;
}
