import {type ChartsEvent, type ChartsState, charts, chartsBefore} from './charts-state.ts';
import {choicesOf, nothingChosen, sameFigures} from './choices.ts';
import {convertAll} from './convert-all.ts';
import {type Field, fieldWith} from './field.ts';
import {type Message, messageOf} from './message.ts';
import {needsResult} from './needs-result.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';
import {searchedOf} from './searched-calls.ts';
import {stillTried, type Tried} from './tried.ts';
import type {CallLine, Choices, Ledger, Workbench} from './workbench.ts';

export interface ArchitectureState extends Choices, Narrowed {
  /** Undefined until a file is read. */
  readonly bench: Workbench | undefined;
  /** The figures, of the choices in `worked`. */
  readonly ledger: Ledger | undefined;
  /** The choices that figures are wanted for: the same object until a choice changes them. */
  readonly wanted: Choices;
  /** The wanted choices that there are figures for. */
  readonly worked: Choices | undefined;
  /** What the lower part shows: the calls, or everything about one of them. */
  readonly view: 'calls' | 'details';
  readonly charts: ChartsState;
  /** The path of another file, while it is typed. */
  readonly path: Field | undefined;
  readonly message: Message | undefined;
}

export type ArchitectureEvent =
  | {
      readonly kind: 'opened';
      readonly bench: Workbench;
      readonly message: Message | undefined;
      readonly tried?: Tried | undefined;
    }
  /** The file as it is now: its calls have new answers. */
  | {readonly kind: 'refreshed'; readonly bench: Workbench}
  /** Figures that were worked out beside the screen, for choices that may have changed since. */
  | {readonly kind: 'worked-out'; readonly of: Choices; readonly ledger: Ledger}
  /** These choices are nothing that the file can be. */
  | {readonly kind: 'not-taken'; readonly of: Choices; readonly message: Message}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'ask-path' | 'leave-path'}
  | {readonly kind: 'edit-path'; readonly path: Field}
  | ListEvent
  | ChartsEvent
  | CallEvent;

/** What acts on the call under the cursor. */
type CallEvent =
  | {readonly kind: 'toggle-details' | 'convert' | 'convert-all' | 'toggle-down' | 'toggle-slow'}
  | {readonly kind: 'answer'; readonly needsResult: boolean};

export const architectureBefore: ArchitectureState = {
  ...wholeList,
  ...nothingChosen,
  bench: undefined,
  ledger: undefined,
  wanted: nothingChosen,
  worked: undefined,
  view: 'calls',
  charts: chartsBefore,
  path: undefined,
  message: undefined,
};

/**
 * The architecture screen after `event`, with its figures where they are worked out at once; of a large system they come
 * later. Choices that the analysis cannot take are not made.
 */
export function architecture(state: ArchitectureState, event: ArchitectureEvent): ArchitectureState {
  const changed = chosen(state, event);
  const next = sameFigures(changed.wanted, changed) ? changed : {...changed, wanted: choicesOf(changed)};
  if (!next.bench || !isBehind(next) || next.bench.ledgerLater) return next;
  try {
    return {...next, ledger: next.bench.ledger(next.wanted), worked: next.wanted};
  } catch (error) {
    const message = messageOf(error);
    if (!message) throw error;
    // What was tried before may not hold of the file as it is now.
    if (event.kind === 'opened' && event.tried) return architecture(state, {...event, tried: undefined});
    return {...state, message};
  }
}

/** Are the figures still to come for what is chosen now? */
export function isBehind({bench, ledger, wanted, worked}: ArchitectureState): boolean {
  return bench !== undefined && (ledger === undefined || wanted !== worked);
}

function chosen(state: ArchitectureState, event: ArchitectureEvent): ArchitectureState {
  switch (event.kind) {
    case 'opened':
      return opened(event);
    case 'refreshed':
      return refreshed(state, event.bench);
    case 'worked-out':
      return event.of === state.wanted ? {...state, ledger: event.ledger, worked: event.of} : state;
    case 'not-taken':
      return event.of === state.wanted ? {...state, ...(state.worked ?? nothingChosen), message: event.message} : state;
    case 'say':
      return {...state, message: event.message};
    case 'ask-path':
      return {...state, path: fieldWith(''), message: undefined};
    case 'edit-path':
      return {...state, path: event.path};
    case 'leave-path':
      return {...state, path: undefined};
    case 'open-charts':
    case 'close-charts':
    case 'next-chart':
    case 'show-chart':
    case 'move-operation': {
      const operations = state.ledger?.operations.length ?? 0;
      return {...state, message: undefined, charts: charts(state.charts, event, operations)};
    }
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

function opened({bench, message, tried}: Extract<ArchitectureEvent, {kind: 'opened'}>): ArchitectureState {
  const fresh = {...architectureBefore, bench, message};
  return tried?.file === bench.file ? {...fresh, ...stillTried(tried, bench)} : fresh;
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
    worked: undefined,
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
      if (!call.calleeTimed && !state.slow.includes(call.callee))
        return {...state, message: {kind: 'error', text: untimed}};
      return {...state, slow: toggled(state.slow, call.callee), down: without(state.down, call.callee)};
    case 'answer':
      return answer(state, call, event.needsResult);
  }
}

const untimed = 'Its time is not stated; ten times of it says nothing. State its latency in the file first.';

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
    converted: wasConverted ? without(state.converted, call.id) : state.converted,
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
