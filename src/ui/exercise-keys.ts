import type {ExerciseStep} from '../exercises/exercise.ts';
import {isFilled, isTyped} from './exercise-draft.ts';
import {currentStep, type ExerciseState} from './exercise-state.ts';
import type {ActionIn} from './keys.ts';

type Action = ActionIn<'exercise'>;

const changing = [
  'commit',
  'write',
  'again',
  'retry',
  'next',
  'skip',
  'finish',
  'tick',
  'number',
  'hint',
  'no-hint',
  'solution',
  'previous',
  'restart',
  'gap',
  'remind',
  'own-skill',
  'change',
  'put-in',
] as const satisfies readonly Action[];

/** The actions that mean nothing in this state: the footer leaves them out, and Enter is free for the one that does. */
export function hiddenActions(state: ExerciseState): readonly Action[] {
  const offered = new Set<Action>(offeredActions(state));
  return changing.filter((action) => !offered.has(action));
}

function offeredActions(state: ExerciseState): readonly Action[] {
  const step = currentStep(state);
  if (!state.exercise) return [];
  // A finished exercise is opened at its last step.
  const isLast = state.index >= state.exercise.steps.length - 1;
  const again: readonly Action[] = isLast && (!step || step.kind === 'read' || state.judged) ? ['restart'] : [];
  const before: readonly Action[] = state.index > 0 ? ['previous', ...again] : [];
  if (!step) return ['finish', ...before];
  if (step.kind === 'read') return ['next', ...before];
  const skill: readonly Action[] = step.kind === 'skill' ? ['own-skill'] : [];
  if (!state.judged) {
    const choosing: readonly Action[] = isTyped(step) || isFilled(step) ? ['write'] : ['commit', 'number'];
    const ticking: readonly Action[] =
      step.kind === 'classify' || (step.kind === 'choose' && step.several) ? ['tick'] : [];
    const help: readonly Action[] = state.earlier ? ['hint', 'solution'] : ['no-hint'];
    return [...choosing, ...ticking, ...skill, ...help, 'skip', ...before];
  }
  const gap: readonly Action[] = step.kind === 'reflect' && step.gap ? ['gap'] : reminding(state, step);
  if (!state.judged.passed) {
    const next: readonly Action[] = state.showsSolution ? ['next', 'retry'] : ['again', 'skip'];
    const number: readonly Action[] = step.kind === 'choose' ? ['number'] : [];
    return [...next, ...number, ...skill, ...gap, 'hint', 'solution', ...before];
  }
  const change: readonly Action[] =
    isFilled(step) || step.kind === 'reflect' || step.kind === 'skill' ? ['change'] : [];
  const passage: readonly Action[] = step.kind === 'skill' && state.draft.content === undefined ? ['put-in'] : [];
  return ['next', ...passage, ...gap, ...skill, ...change, ...before];
}

/** What the skill says already needs no reminder. */
function reminding({checked}: ExerciseState, {kind}: ExerciseStep): readonly Action[] {
  return kind === 'skill' && !checked?.met ? ['remind'] : [];
}
