import type {FoundGap, Gap} from '../workspace/gap.ts';
import type {Exercise, ExerciseStep} from './exercise.ts';

/** The longest text of a gap, and of what it rests on. */
const longest = 2000;

/**
 * The gap of the skill that an answer tells; undefined where the step is not about the skill. A passage is no gap: there it
 * is a reminder of what the skill has to say, and the passage is its evidence.
 */
export function gapOf(exercise: Exercise, step: ExerciseStep, answer: string): FoundGap | undefined {
  const source = `exercise:${exercise.id}`;
  const told = answer.trim().slice(0, longest);
  const evidence = [{source, text: `${step.title}: ${told}`}];
  if (step.kind === 'skill') {
    return {criterion: step.criterion, text: `A reminder: the skill has to say "${step.subject}".`, source, evidence};
  }
  if (step.kind !== 'reflect' || !step.gap) return undefined;
  return {criterion: step.gap.criterion, text: told, source, evidence};
}

/** Was an answer to this step recorded as a gap before? */
export async function gapKept(
  exercise: Exercise,
  step: ExerciseStep,
  loadGaps: () => Promise<readonly Gap[]>,
): Promise<boolean> {
  if (!gapOf(exercise, step, '')) return false;
  const source = `exercise:${exercise.id}`;
  const isOfStep = ({evidence}: Gap) =>
    evidence.some((one) => one.source === source && one.text.startsWith(`${step.title}: `));
  return (await loadGaps()).some(isOfStep);
}
