import type {Exercise, ExerciseStep} from '../../src/exercises/exercise.ts';

/** The step `id`; undefined where the exercise has none of that name. */
export function stepOf(exercise: Exercise, id: string): ExerciseStep | undefined {
  return exercise.steps.find((step) => step.id === id);
}
