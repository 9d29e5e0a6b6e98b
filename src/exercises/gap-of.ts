import type {FoundGap} from '../workspace/gap.ts';
import type {Exercise, ReflectStep} from './exercise.ts';

/** The gap of the skill that an answer to a reflect step tells; undefined where the step is not about the skill. */
export function gapOf(exercise: Exercise, step: ReflectStep, answer: string): FoundGap | undefined {
  if (!step.gap) return undefined;
  const source = `exercise:${exercise.id}`;
  const evidence = [{source, text: `${step.title}: ${answer}`}];
  return {criterion: step.gap.criterion, text: answer.trim(), source, evidence};
}
