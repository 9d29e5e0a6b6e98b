import type {ExerciseProgress, Progress} from '../workspace/progress.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';
import type {ExerciseSummary} from './services.ts';

/** An exercise in the list, and how far the learner is in it. */
export interface ExerciseLine extends ExerciseSummary {
  readonly status: ExerciseProgress['status'];
}

export interface ExercisesState extends Narrowed {
  /** Undefined until they are read. */
  readonly lines: readonly ExerciseLine[] | undefined;
}

export type ExercisesEvent =
  | {readonly kind: 'loaded'; readonly exercises: readonly ExerciseSummary[]; readonly progress: Progress}
  | ListEvent;

export const exercisesBefore: ExercisesState = {...wholeList, lines: undefined};

/** The list of exercises after `event`; when it is first read, the cursor stands on the first that is not done. */
export function exercises(state: ExercisesState, event: ExercisesEvent): ExercisesState {
  if (event.kind !== 'loaded') return listed(state, event, searchedOf(state));
  const {exercises: progress} = event.progress;
  const lines = event.exercises.map(
    (one): ExerciseLine => ({...one, status: Object.hasOwn(progress, one.id) ? progress[one.id]!.status : 'new'}),
  );
  if (state.lines) return narrowed({...state, lines}, searchedOf({lines}));
  return {
    ...state,
    lines,
    cursor: Math.max(
      0,
      lines.findIndex(({status}) => status !== 'done'),
    ),
  };
}

/** What a search looks at, line by line: number and title, and how far the learner is. */
export function searchedOf({lines = []}: Pick<ExercisesState, 'lines'>): readonly string[] {
  return lines.map(({id, title, status}) => `${id} ${title} ${status}`);
}
