import type {Answers, Exercise, ExerciseStep, StepOf} from '../exercises/exercise.ts';
import {type Judged, judgeStep} from '../exercises/judge.ts';
import {type Field, fieldWith, textOf} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';

/** The learner's answer to the step on screen while it is made. */
export interface Draft {
  /** To a question for a number or for words. */
  readonly field: Field;
  /** The option or item that the keys act on. */
  readonly cursor: number;
  /** Options that are ticked, where several may be right. */
  readonly ticked: readonly string[];
  /** Category by item. */
  readonly sorted: Readonly<Record<string, string>>;
}

export interface ExerciseState {
  /** Undefined until it is loaded. */
  readonly exercise: Exercise | undefined;
  /** Answers of earlier sessions, by step id. */
  readonly kept: Answers;
  /** Answers of this session. */
  readonly given: Answers;
  /** The step on screen; behind the last one stands the end. */
  readonly index: number;
  readonly draft: Draft;
  /** Do typed letters go into the field? */
  readonly isTyping: boolean;
  /** The coach's word on the committed answer; undefined while the learner is asked. */
  readonly judged: Judged | undefined;
  readonly hints: number;
  readonly showsSolution: boolean;
  readonly message: Message | undefined;
}

export type ExerciseEvent =
  | {readonly kind: 'loaded'; readonly exercise: Exercise; readonly answers: Answers; readonly step: string | null}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'type'; readonly field: Field}
  | {readonly kind: 'stop-typing' | 'commit' | 'again' | 'hint' | 'solution' | 'next' | 'previous' | 'tick'}
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'number'; readonly number: number};

const noDraft: Draft = {field: fieldWith(''), cursor: 0, ticked: [], sorted: {}};

export const exerciseBefore: ExerciseState = {
  exercise: undefined,
  kept: {},
  given: {},
  index: 0,
  draft: noDraft,
  isTyping: false,
  judged: undefined,
  hints: 0,
  showsSolution: false,
  message: undefined,
};

/** The exercise screen after `event`. */
export function exercise(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  if (event.kind === 'loaded') {
    const found = event.exercise.steps.findIndex(({id}) => id === event.step);
    return atStep({...exerciseBefore, exercise: event.exercise, kept: event.answers}, Math.max(0, found));
  }
  if (event.kind === 'say') return {...state, message: event.message};
  if (!state.exercise) return state;
  if (event.kind === 'next') return atStep(state, Math.min(state.index + 1, state.exercise.steps.length));
  if (event.kind === 'previous') return atStep(state, Math.max(0, state.index - 1));
  const step = currentStep(state);
  return step && step.kind !== 'read' ? onStep({...state, message: undefined}, step, event) : state;
}

type Asking = Exclude<ExerciseStep, {readonly kind: 'read'}>;

function onStep(state: ExerciseState, step: Asking, event: ExerciseEvent): ExerciseState {
  switch (event.kind) {
    case 'type':
      return {...state, draft: {...state.draft, field: event.field}};
    case 'stop-typing':
      return {...state, isTyping: false};
    case 'again':
      return {...state, judged: undefined, isTyping: isTyped(step)};
    case 'hint':
      return state.hints < step.hints.length
        ? {...state, hints: state.hints + 1}
        : {...state, message: {kind: 'note', text: 'There is no further hint. s shows the solution.'}};
    case 'solution':
      return {...state, showsSolution: true};
    case 'move':
      return {...state, draft: {...state.draft, cursor: moved(state.draft.cursor, event.move, linesOf(step))}};
    case 'tick':
      return ticked(state, step);
    case 'number':
      return numbered(state, step, event.number);
    case 'commit':
      return committed(state, step);
    default:
      return state;
  }
}

function committed(state: ExerciseState, step: Asking): ExerciseState {
  const answer = answerOf(state.draft, step);
  if (answer === undefined) {
    const text = isTyped(step) ? 'Write your answer first. Esc, then n, goes on without one.' : 'Choose first; n goes on without an answer.';
    return {...state, message: {kind: 'note', text}};
  }
  return {...state, given: {...state.given, [step.id]: answer}, judged: judgeStep(step, answer), isTyping: false};
}

/** The answer that the draft stands for, in the form in which it is judged and kept; undefined: none yet. */
function answerOf({field, cursor, ticked: some, sorted}: Draft, step: Asking): unknown {
  switch (step.kind) {
    case 'predict':
    case 'reflect':
      return textOf(field).trim() || undefined;
    case 'choose':
      return step.several ? (some.length > 0 ? some : undefined) : step.options[cursor]!.id;
    case 'classify':
      return Object.keys(sorted).length > 0 ? sorted : undefined;
  }
}

/** The draft that stands for a kept answer; whatever does not fit the step is left out. */
function draftOf(answer: unknown, step: Asking): Draft {
  if (isTyped(step)) return {...noDraft, field: fieldWith(typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '')};
  if (step.kind === 'choose') {
    const chosen: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
    const ids = step.options.map(({id}) => id).filter((id) => chosen.includes(id));
    return {...noDraft, ticked: ids, cursor: Math.max(0, step.options.findIndex(({id}) => id === ids[0]))};
  }
  if (typeof answer !== 'object' || answer === null) return noDraft;
  const given = Object.entries(answer).filter(([, category]) => typeof category === 'string');
  return {...noDraft, sorted: Object.fromEntries(given)};
}

function ticked(state: ExerciseState, step: Asking): ExerciseState {
  const {cursor, ticked: some, sorted} = state.draft;
  if (step.kind === 'choose' && step.several) {
    const {id} = step.options[cursor]!;
    const now = some.includes(id) ? some.filter((one) => one !== id) : [...some, id];
    return {...state, draft: {...state.draft, ticked: now}};
  }
  if (step.kind !== 'classify') return state;
  const {id} = step.items[cursor]!;
  const place = step.categories.findIndex((category) => category.id === sorted[id]);
  const next = step.categories[(place + 1) % step.categories.length]!;
  return {...state, draft: {...state.draft, sorted: {...sorted, [id]: next.id}}};
}

/** A digit chooses the option with this number, or puts the item under the cursor into the category with this number. */
function numbered(state: ExerciseState, step: Asking, number: number): ExerciseState {
  if (step.kind === 'choose' && number <= step.options.length) {
    const at = {...state, draft: {...state.draft, cursor: number - 1}};
    return step.several ? ticked(at, step) : at;
  }
  const category = step.kind === 'classify' ? step.categories[number - 1] : undefined;
  if (step.kind !== 'classify' || !category) return state;
  const {cursor, sorted} = state.draft;
  const {id} = step.items[cursor]!;
  const draft = {...state.draft, sorted: {...sorted, [id]: category.id}, cursor: moved(cursor, 'down', step.items.length)};
  return {...state, draft};
}

/** Moves to a step and shows what was answered to it before. */
function atStep(state: ExerciseState, index: number): ExerciseState {
  const step = state.exercise?.steps[index];
  const answers = answersOf(state);
  const fresh = {...state, index, draft: noDraft, isTyping: false, judged: undefined, hints: 0, showsSolution: false, message: undefined};
  if (!step || step.kind === 'read') return fresh;
  const answer = Object.hasOwn(answers, step.id) ? answers[step.id] : undefined;
  if (answer === undefined) return {...fresh, isTyping: isTyped(step)};
  return {...fresh, draft: draftOf(answer, step), judged: judgeStep(step, answer)};
}

function linesOf(step: Asking): number {
  if (step.kind === 'choose') return step.options.length;
  return step.kind === 'classify' ? step.items.length : 1;
}

/** Is the answer typed? */
export function isTyped(step: ExerciseStep): step is StepOf<'predict' | 'reflect'> {
  return step.kind === 'predict' || step.kind === 'reflect';
}

/** Every answer, of this session and before. */
export function answersOf({kept, given}: ExerciseState): Answers {
  return {...kept, ...given};
}

/** What is kept at every change: the answers of this session and the place. Words count as they are typed, so that none are lost. */
export function toSave(state: ExerciseState): {readonly answers: Answers; readonly step: string | null} {
  const step = currentStep(state);
  const words = step?.kind === 'reflect' && state.isTyping ? textOf(state.draft.field).trim() : '';
  const last = step ?? state.exercise?.steps.at(-1);
  return {answers: step && words !== '' ? {...state.given, [step.id]: words} : state.given, step: last?.id ?? null};
}

/** The step on screen; undefined at the end. */
export function currentStep({exercise: whole, index}: ExerciseState): ExerciseStep | undefined {
  return whole?.steps[index];
}
