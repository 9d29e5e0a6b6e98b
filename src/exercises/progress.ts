import {loadAnswers, removeAnswers, saveAnswers} from '../workspace/answers.ts';
import type {Workspace} from '../workspace/layout.ts';
import {type ExerciseProgress, loadProgress, type Progress, updateProgress} from '../workspace/progress.ts';
import {withLock} from '../workspace/with-lock.ts';
import type {Answers, Exercise} from './exercise.ts';
import {type ExerciseJudgement, judge} from './judge.ts';
import {weakSpotsAfter, weakSpotsOf} from './weak-spots.ts';

/** How far the learner is in the exercise `id`. */
export function statusOf({exercises}: Progress, id: string): ExerciseProgress['status'] {
  return Object.hasOwn(exercises, id) ? exercises[id]!.status : 'new';
}

/** The first exercise that is not done; null where all are. */
export function nextExercise(ids: readonly string[], progress: Progress): string | null {
  return ids.find((id) => statusOf(progress, id) !== 'done') ?? null;
}

/** What a learner has done in an exercise, and how it is judged. */
export interface Attempt {
  readonly answers: Answers;
  readonly judgement: ExerciseJudgement;
  readonly progress: Progress;
}

/**
 * Keeps `answers` (by step id, beside those kept before) and where the learner goes on: `step`, null for the beginning.
 * The exercise is done once all its steps pass, and stays done until it is reset. `at` is ISO 8601.
 */
export async function saveAttempt(
  workspace: Workspace,
  exercise: Exercise,
  {answers, step, at}: {readonly answers: Answers; readonly step: string | null; readonly at: string},
): Promise<Attempt> {
  return withLock(workspace, async (locked) => {
    const known = await loadAnswers(locked, exercise.id);
    const kept = await saveAnswers(locked, exercise.id, answers);
    // The app saves all answers of a session at every change.
    const fresh = Object.fromEntries(
      Object.entries(answers).filter(([step, answer]) => JSON.stringify(answer) !== JSON.stringify(known[step])),
    );
    const judgement = judge(exercise, kept);
    const progress = await updateProgress(locked, (before) => ({
      ...withWeakSpots(before, weakSpotsAfter(weakSpotsOf(before), exercise, fresh)),
      exercises: {
        ...before.exercises,
        [exercise.id]: advanced(before.exercises[exercise.id], judgement.passed, step, at),
      },
      last: {screen: 'exercise', exercise: exercise.id, ...(step === null ? {} : {step})},
    }));
    return {answers: kept, judgement, progress};
  });
}

function withWeakSpots({weakSpots: _, ...progress}: Progress, weakSpots: NonNullable<Progress['weakSpots']>): Progress {
  return weakSpots.length === 0 ? progress : {...progress, weakSpots};
}

function advanced(
  before: ExerciseProgress | undefined,
  passed: boolean,
  step: string | null,
  at: string,
): ExerciseProgress {
  const startedAt = before?.startedAt ?? at;
  if (before?.status === 'done') return {...before, step};
  return passed ? {status: 'done', step, startedAt, doneAt: at} : {status: 'started', step, startedAt};
}

/** Forgets the answers to an exercise and that it was begun or done. Returns whether there was anything to forget. */
export async function resetExercise(workspace: Workspace, id: string): Promise<boolean> {
  const {exercises} = await loadProgress(workspace);
  if (!Object.hasOwn(exercises, id) && Object.keys(await loadAnswers(workspace, id)).length === 0) return false;
  await withLock(workspace, async (locked) => {
    await removeAnswers(locked, id);
    await updateProgress(locked, ({exercises, last, ...rest}) => {
      const {[id]: _, ...others} = exercises;
      const left = (rest.weakSpots ?? []).filter(({exercise}) => exercise !== id);
      return {...withWeakSpots({...rest, exercises: others}, left), ...(last && last.exercise !== id ? {last} : {})};
    });
  });
  return true;
}
