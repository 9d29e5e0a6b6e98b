import type {Answers, Exercise, ExerciseStep} from '../exercises/exercise.ts';
import {judgeStep} from '../exercises/judge.ts';
import type {Judged} from '../exercises/judged.ts';
import {type WeakSpot, weakSpotsAfter} from '../exercises/weak-spots.ts';
import {
  type AskingStep,
  answerOf,
  choicesOf,
  type Draft,
  draftOf,
  isFilled,
  isTyped,
  isWritten,
  noDraft,
  numbered,
  reopened,
  takenUp,
  ticked,
} from './exercise-draft.ts';
import {type Field, textOf} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {OwnSkill} from './own-skill.ts';
import type {StartedExercise} from './services.ts';

export interface ExerciseState {
  /** Undefined until it is loaded. */
  readonly exercise: Exercise | undefined;
  /** Answers of earlier sessions, by step id. */
  readonly kept: Answers;
  /** Answers of this session. */
  readonly given: Answers;
  readonly weakSpots: readonly WeakSpot[];
  /** The step on screen; behind the last one stands the end. */
  readonly index: number;
  readonly draft: Draft;
  /** Do typed letters go into the field? */
  readonly isTyping: boolean;
  /** Is the form of the step open? */
  readonly isFilling: boolean;
  /** The coach's word on the committed answer; undefined while the learner is asked. */
  readonly judged: Judged | undefined;
  /** Its word on the wrong answer before, while the learner makes another one. */
  readonly earlier: Judged | undefined;
  /** What the check of the learner's own skill said; undefined: it was not asked. */
  readonly checked: Pick<OwnSkill, 'met' | 'says'> | undefined;
  readonly hints: number;
  readonly showsSolution: boolean;
  /** What was asked for last: it is brought into view. */
  readonly help: 'hint' | 'solution' | undefined;
  readonly message: Message | undefined;
}

export type ExerciseEvent =
  | ({readonly kind: 'loaded'} & StartedExercise)
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'type'; readonly field: Field}
  /** The text of a file that answers the step: it counts at once, so that none of it is lost. */
  | {readonly kind: 'content'; readonly text: string}
  /** What the learner's own skill says on the step: its text answers where it says it, or where there is no other answer. */
  | ({readonly kind: 'checked'} & OwnSkill)
  | {
      readonly kind:
        | 'stop-typing'
        | 'leave-form'
        | 'commit'
        | 'again'
        | 'hint'
        | 'solution'
        | 'next'
        | 'previous'
        | 'restart'
        | 'tick';
    }
  | {readonly kind: 'move'; readonly move: Move}
  | {readonly kind: 'number'; readonly number: number};

/** A step that nothing has happened to yet. */
const untouched = {
  draft: noDraft,
  isTyping: false,
  isFilling: false,
  judged: undefined,
  earlier: undefined,
  checked: undefined,
  hints: 0,
  showsSolution: false,
  help: undefined,
  message: undefined,
} as const;

export const exerciseBefore: ExerciseState = {
  ...untouched,
  exercise: undefined,
  kept: {},
  given: {},
  weakSpots: [],
  index: 0,
};

/** The exercise screen after `event`. */
export function exercise(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  if (event.kind === 'loaded') {
    const found = event.exercise.steps.findIndex(({id}) => id === event.step);
    const {exercise: whole, answers: kept, weakSpots} = event;
    const there = atStep({...exerciseBefore, exercise: whole, kept, weakSpots}, Math.max(0, found));
    return found === -1 ? there : withDraft(there, event.draft);
  }
  if (event.kind === 'say') return {...state, message: event.message};
  if (!state.exercise) return state;
  if (event.kind === 'next') return atStep(withWords(state), Math.min(state.index + 1, state.exercise.steps.length));
  if (event.kind === 'previous') return atStep(withWords(state), Math.max(0, state.index - 1));
  if (event.kind === 'restart') return atStep(withWords(state), 0);
  const step = currentStep(state);
  return step && step.kind !== 'read' ? onStep({...state, message: undefined}, step, event) : state;
}

function onStep(state: ExerciseState, step: AskingStep, event: ExerciseEvent): ExerciseState {
  switch (event.kind) {
    case 'type':
      return {...state, draft: {...state.draft, field: event.field}};
    case 'stop-typing':
      return {...state, isTyping: false};
    case 'again':
      return again(state, step);
    case 'content':
      return withContent(state, step, event.text);
    case 'checked':
      return withOwnSkill(state, step, event);
    case 'leave-form':
      return state.draft.content === undefined
        ? {...state, isFilling: false}
        : {...committed(state, step), isFilling: false};
    case 'hint':
      if (!state.judged && !state.earlier)
        return {...state, message: {kind: 'note', text: 'Hints come after a first try.'}};
      return state.hints < step.hints.length
        ? {...state, hints: state.hints + 1, help: 'hint'}
        : {...state, message: {kind: 'note', text: 'There is no further hint. s shows the solution.'}};
    case 'solution':
      return {...state, showsSolution: true, help: 'solution'};
    case 'move':
      return {...state, draft: {...state.draft, cursor: moved(state.draft.cursor, event.move, choicesOf(step))}};
    case 'tick':
      return {...state, draft: ticked(state.draft, step)};
    case 'number':
      return withNumber(state, step, event.number);
    case 'commit':
      return committed(state, step);
    default:
      return state;
  }
}

/** A number takes its line: where one option is right that is the answer, else it is ticked or sorted. */
function withNumber(state: ExerciseState, step: AskingStep, number: number): ExerciseState {
  const before = state.judged ? again(state, step) : state;
  const next = {...before, draft: numbered(before.draft, step, number)};
  return step.kind === 'choose' && !step.several && number <= step.options.length ? committed(next, step) : next;
}

/** Asks once more: what the coach said about a wrong answer, and its hints, stay in sight. */
function again(state: ExerciseState, step: AskingStep): ExerciseState {
  const earlier = state.judged && !state.judged.passed ? state.judged : state.earlier;
  const asked = {...state, earlier, judged: undefined, checked: undefined};
  return {...asked, draft: reopened(state.draft, step), isTyping: isTyped(step), isFilling: isFilled(step)};
}

/** What a form writes is judged when it is left; a whole skill is judged at once. */
function withContent(state: ExerciseState, step: AskingStep, content: string): ExerciseState {
  const next = {...state, draft: {...state.draft, content}};
  return isFilled(step) ? {...next, given: {...state.given, [step.id]: content}} : committed(next, step);
}

/** A skill that says what is asked for is the answer, unless the learner's own words are right; those stay in the field. */
function withOwnSkill(state: ExerciseState, step: AskingStep, {met, says, text: skill}: OwnSkill): ExerciseState {
  const next = {...state, checked: {met, says}, help: undefined, isTyping: false};
  const hasWords = isWritten(state.draft, answersOf(state)[step.id], step);
  if (skill === undefined || (met ? state.judged?.passed : hasWords)) return next;
  const counted = withContent(next, step, skill);
  const [because] = counted.judged!.because.split('\n\n');
  // It says it, and somewhere else the opposite: or a reviewer has accepted what the check does not find.
  if (hasWords && !counted.judged!.passed) return {...next, checked: {met, says: `${says} ${because}`}};
  const text = 'Your skill counts in place of what you wrote; e goes back to that.';
  return {...counted, checked: next.checked, ...(hasWords ? {message: {kind: 'note', text}} : {})};
}

function committed(state: ExerciseState, step: AskingStep): ExerciseState {
  const answer = answerOf(state.draft, step);
  if (answer === undefined) {
    const text = isTyped(step)
      ? 'Write your answer first. Esc, then n, goes on without one.'
      : 'Choose first; n goes on without an answer.';
    return {...state, message: {kind: 'note', text}};
  }
  const judged = judgeStep(step, answer);
  // What helped before is no longer of use once the answer is right.
  const useful = judged.passed ? {hints: 0, showsSolution: false} : {};
  const weakSpots = weakSpotsAfter(state.weakSpots, state.exercise!, {[step.id]: answer});
  return {
    ...state,
    ...useful,
    weakSpots,
    help: undefined,
    earlier: undefined,
    checked: undefined,
    given: {...state.given, [step.id]: answer},
    judged,
    isTyping: false,
  };
}

/** Moves to a step and shows what was answered to it before. */
function atStep(state: ExerciseState, index: number): ExerciseState {
  const step = state.exercise?.steps[index];
  const answers = answersOf(state);
  const fresh = {...state, ...untouched, index};
  if (!step || step.kind === 'read') return fresh;
  const answer = Object.hasOwn(answers, step.id) ? answers[step.id] : undefined;
  if (answer === undefined) return {...fresh, isTyping: isTyped(step)};
  return {...fresh, draft: draftOf(answer, step), judged: judgeStep(step, answer)};
}

/** The step as it was left in the middle of an answer. */
function withDraft(state: ExerciseState, value: unknown): ExerciseState {
  const step = currentStep(state);
  if (value === undefined || !step || step.kind === 'read' || isFilled(step)) return state;
  const {earlier} = again(state, step);
  return {...state, draft: takenUp(value, step), judged: undefined, earlier, isTyping: isTyped(step)};
}

/** Words that are left behind count, so that none are lost. */
function withWords(state: ExerciseState): ExerciseState {
  const step = currentStep(state);
  if (state.judged || (step?.kind !== 'reflect' && step?.kind !== 'skill')) return state;
  const words = textOf(state.draft.field).trim();
  return words === '' ? state : {...state, given: {...state.given, [step.id]: words}};
}

/** Every answer, of this session and before. */
export function answersOf({kept, given}: ExerciseState): Answers {
  return {...kept, ...given};
}

/** The step on screen; undefined at the end. */
export function currentStep({exercise: whole, index}: ExerciseState): ExerciseStep | undefined {
  return whole?.steps[index];
}
