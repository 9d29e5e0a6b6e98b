import type {ExerciseProgress, Progress} from '../workspace/progress.ts';
import {type Move, moved} from './list-cursor.ts';
import type {ExerciseSummary} from './services.ts';

/** An exercise in the list, and how far the learner is in it. */
export interface ExerciseLine extends ExerciseSummary {
  readonly status: ExerciseProgress['status'];
}

export interface ExercisesState {
  /** Undefined until they are read. */
  readonly lines: readonly ExerciseLine[] | undefined;
  readonly cursor: number;
}

export type ExercisesEvent =
  | {readonly kind: 'loaded'; readonly exercises: readonly ExerciseSummary[]; readonly progress: Progress}
  | {readonly kind: 'move'; readonly move: Move};

export const exercisesBefore: ExercisesState = {lines: undefined, cursor: 0};

/** The list of exercises after `event`; when it is first read, the cursor stands on the first that is not done. */
export function exercises(state: ExercisesState, event: ExercisesEvent): ExercisesState {
  if (event.kind === 'move') return {...state, cursor: moved(state.cursor, event.move, state.lines?.length ?? 0)};
  const {exercises: progress} = event.progress;
  const lines = event.exercises.map(
    (one): ExerciseLine => ({...one, status: Object.hasOwn(progress, one.id) ? progress[one.id]!.status : 'new'}),
  );
  if (state.lines) return {...state, lines};
  return {
    lines,
    cursor: Math.max(
      0,
      lines.findIndex(({status}) => status !== 'done'),
    ),
  };
}
