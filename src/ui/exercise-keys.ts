import {isFilled, isTyped} from './exercise-draft.ts';
import {currentStep, type ExerciseState} from './exercise-state.ts';
import type {ActionIn} from './keys.ts';

type Action = ActionIn<'exercise'>;

const changing = [
  'commit',
  'write',
  'again',
  'next',
  'skip',
  'finish',
  'tick',
  'number',
  'hint',
  'solution',
  'previous',
  'gap',
  'own-skill',
  'change',
] as const satisfies readonly Action[];

/** The actions that mean nothing in this state: the footer leaves them out, and Enter is free for the one that does. */
export function hiddenActions(state: ExerciseState): readonly Action[] {
  const offered = new Set<Action>(offeredActions(state));
  return changing.filter((action) => !offered.has(action));
}

function offeredActions(state: ExerciseState): readonly Action[] {
  const step = currentStep(state);
  if (!state.exercise) return [];
  const before: readonly Action[] = state.index > 0 ? ['previous'] : [];
  if (!step) return ['finish', ...before];
  if (step.kind === 'read') return ['next', ...before];
  const skill: readonly Action[] = step.kind === 'skill' ? ['own-skill'] : [];
  if (!state.judged) {
    const choosing: readonly Action[] = isTyped(step) || isFilled(step) ? ['write'] : ['commit', 'number'];
    const ticking: readonly Action[] =
      step.kind === 'classify' || (step.kind === 'choose' && step.several) ? ['tick'] : [];
    return [...choosing, ...ticking, ...skill, 'skip', ...before];
  }
  const gap: readonly Action[] = step.kind === 'skill' || (step.kind === 'reflect' && step.gap) ? ['gap'] : [];
  if (!state.judged.passed) return ['again', ...skill, ...gap, 'hint', 'solution', 'skip', ...before];
  return ['next', ...gap, ...skill, ...(isFilled(step) ? (['change'] as const) : []), ...before];
}
