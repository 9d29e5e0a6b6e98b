import {type Field, fieldWith} from './field.ts';
import {type Message, messageOf} from './message.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';
import type {CallLine, Choices, Ledger, Workbench} from './workbench.ts';

export interface ArchitectureState extends Choices, Narrowed {
  /** Undefined until a file is read. */
  readonly bench: Workbench | undefined;
  /** The figures for these choices. */
  readonly ledger: Ledger | undefined;
  /** What the lower part shows: the calls, or everything about one of them. */
  readonly view: 'calls' | 'details';
  /** The path of another file, while it is typed. */
  readonly path: Field | undefined;
  readonly message: Message | undefined;
}

export type ArchitectureEvent =
  | {readonly kind: 'opened'; readonly bench: Workbench; readonly message: Message | undefined}
  /** The file as it is now: its calls have new answers. */
  | {readonly kind: 'refreshed'; readonly bench: Workbench}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'ask-path' | 'leave-path'}
  | {readonly kind: 'edit-path'; readonly path: Field}
  | ListEvent
  | CallEvent;

/** What acts on the call under the cursor. */
type CallEvent =
  | {readonly kind: 'toggle-details' | 'convert' | 'convert-all' | 'toggle-down' | 'toggle-slow'}
  | {readonly kind: 'answer'; readonly needsResult: boolean};

export const architectureBefore: ArchitectureState = {
  ...wholeList,
  bench: undefined,
  ledger: undefined,
  view: 'calls',
  converted: [],
  answers: {},
  down: [],
  slow: [],
  path: undefined,
  message: undefined,
};

/** The architecture screen after `event`, with its figures. Choices that the analysis cannot take are not made. */
export function architecture(state: ArchitectureState, event: ArchitectureEvent): ArchitectureState {
  const next = chosen(state, event);
  if (!next.bench || (next.ledger && sameChoices(next, state))) return next;
  try {
    return {...next, ledger: next.bench.ledger(next)};
  } catch (error) {
    const message = messageOf(error);
    if (!message) throw error;
    return {...state, message};
  }
}

function sameChoices(a: Choices, b: Choices): boolean {
  return a.converted === b.converted && a.answers === b.answers && a.down === b.down && a.slow === b.slow;
}

function chosen(state: ArchitectureState, event: ArchitectureEvent): ArchitectureState {
  switch (event.kind) {
    case 'opened':
      return {...architectureBefore, bench: event.bench, message: event.message};
    case 'refreshed':
      return refreshed(state, event.bench);
    case 'say':
      return {...state, message: event.message};
    case 'ask-path':
      return {...state, path: fieldWith(''), message: undefined};
    case 'edit-path':
      return {...state, path: event.path};
    case 'leave-path':
      return {...state, path: undefined};
    case 'move':
    case 'search':
    case 'type-search':
    case 'keep-search':
    case 'end-search': {
      const view = event.kind === 'search' ? 'calls' : state.view;
      return listed({...state, view, message: undefined}, event, searchedOf(state));
    }
    default: {
      const call = selected(state);
      return call && state.bench ? onCall({...state, message: undefined}, state.bench, call, event) : state;
    }
  }
}

/** The same choices on the file as it is now, as far as its calls still take them. */
function refreshed(state: ArchitectureState, bench: Workbench): ArchitectureState {
  const calls = new Map(bench.calls.map((call) => [call.id, call]));
  const answers = Object.fromEntries(
    Object.entries(state.answers).filter(([id]) => calls.has(id) && calls.get(id)!.needsResult === undefined),
  );
  const next = {
    ...state,
    bench,
    ledger: undefined,
    answers,
    converted: state.converted.filter((id) => calls.has(id) && bench.refusal(id, answers) === undefined),
  };
  return narrowed(next, searchedOf(next));
}

function onCall(state: ArchitectureState, bench: Workbench, call: CallLine, event: CallEvent): ArchitectureState {
  switch (event.kind) {
    case 'toggle-details':
      return {...state, view: state.view === 'calls' ? 'details' : 'calls'};
    case 'convert':
      return convert(state, bench, call);
    case 'convert-all':
      return convertAll(state, bench);
    case 'toggle-down':
      return {...state, down: toggled(state.down, call.callee), slow: without(state.slow, call.callee)};
    case 'toggle-slow':
      return {...state, slow: toggled(state.slow, call.callee), down: without(state.down, call.callee)};
    case 'answer':
      return answer(state, call, event.needsResult);
  }
}

function convert(state: ArchitectureState, bench: Workbench, call: CallLine): ArchitectureState {
  if (state.converted.includes(call.id)) return {...state, converted: toggled(state.converted, call.id)};
  const refusal = bench.refusal(call.id, state.answers);
  if (refusal !== undefined) return {...state, message: {kind: 'error', text: refusal}};
  const converted = {...state, converted: [...state.converted, call.id]};
  if (needsResult(state, call) !== undefined) return converted;
  return {
    ...converted,
    message: {
      kind: 'note',
      text: `Nobody has answered yet: ${call.question} If yes (y), none of this holds; n says no.`,
    },
  };
}

/** All calls whose answer is not needed become events, or none of them any more. */
function convertAll(state: ArchitectureState, bench: Workbench): ArchitectureState {
  const fit = bench.calls.filter(
    (call) => needsResult(state, call) === false && bench.refusal(call.id, state.answers) === undefined,
  );
  const missing = fit.filter(({id}) => !state.converted.includes(id));
  if (fit.length === 0) {
    const [unneeded] = bench.calls.filter((call) => needsResult(state, call) === false);
    return {
      ...state,
      message: {
        kind: 'note',
        text:
          (unneeded && bench.refusal(unneeded.id, state.answers)) ??
          'Of no call here it is known that its result is not needed (needsResult: false).',
      },
    };
  }
  const converted = missing.length > 0 ? [...state.converted, ...missing.map(({id}) => id)] : [];
  return {...state, converted};
}

function answer(state: ArchitectureState, call: CallLine, needed: boolean): ArchitectureState {
  if (call.needsResult !== undefined) {
    const says = call.needsResult ? 'yes' : 'no';
    return {
      ...state,
      message: {
        kind: 'note',
        text: `The file says ${says} (needsResult: ${call.needsResult}). Change it there if that is wrong.`,
      },
    };
  }
  const answers = {...state.answers, [call.id]: needed};
  if (!needed) return {...state, answers};
  const wasConverted = state.converted.includes(call.id);
  return {
    ...state,
    answers,
    converted: state.converted.filter((id) => id !== call.id),
    message: wasConverted
      ? {kind: 'note', text: `Then ${call.from} -> ${call.to} stays a call: an event brings no answer back.`}
      : undefined,
  };
}

function toggled(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? without(list, item) : [...list, item];
}

function without(list: readonly string[], item: string): readonly string[] {
  return list.filter((one) => one !== item);
}

/** The call that the keys act on. */
export function selected({bench, cursor}: ArchitectureState): CallLine | undefined {
  return bench?.calls[cursor];
}

/** Does the caller need the result: the file's answer, else this session's; undefined: nobody has said. */
export function needsResult({answers}: Choices, call: CallLine): boolean | undefined {
  return call.needsResult ?? answers[call.id];
}

/** What a search looks at, call by call: who calls whom, and how the call is named. */
export function searchedOf({bench}: Pick<ArchitectureState, 'bench'>): readonly string[] {
  return (bench?.calls ?? []).map(({from, to, name}) => `${from} -> ${to} ${name}`);
}
