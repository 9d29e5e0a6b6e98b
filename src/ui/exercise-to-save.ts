import {entered, isUntouched} from './exercise-draft.ts';
import {answersOf, currentStep, type ExerciseState} from './exercise-state.ts';
import type {Attempt} from './services.ts';

/** What is kept at every change: the answers of this session, the place, and what is half done there. */
export function toSave(state: ExerciseState): Attempt {
  const step = currentStep(state);
  const last = step ?? state.exercise?.steps.at(-1);
  const place = {answers: state.given, step: last?.id ?? null};
  if (!step || step.kind === 'read' || state.judged) return {...place, draft: undefined};
  // Without a draft the answer that is given again would be shown.
  const isNew = Object.hasOwn(answersOf(state), step.id) || !isUntouched(state.draft, step);
  return {...place, draft: isNew ? entered(state.draft, step) : undefined};
}
