import type {FoundGap} from '../workspace/gap.ts';
import type {Exercise, ExerciseStep} from './exercise.ts';

/** The longest text of a gap, and of what it rests on. */
const longest = 2000;

/** The gap of the skill that an answer tells; undefined where the step is not about the skill. */
export function gapOf(exercise: Exercise, step: ExerciseStep, answer: string): FoundGap | undefined {
  const source = `exercise:${exercise.id}`;
  const told = answer.trim().slice(0, longest);
  const evidence = [{source, text: `${step.title}: ${told}`}];
  if (step.kind === 'skill') {
    return {criterion: step.criterion, text: `${step.title}: a passage for it is missing.`, source, evidence};
  }
  if (step.kind !== 'reflect' || !step.gap) return undefined;
  return {criterion: step.gap.criterion, text: told, source, evidence};
}
