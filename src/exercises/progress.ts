import {loadAnswers, removeAnswers, saveAnswers} from '../workspace/answers.ts';
import type {Workspace} from '../workspace/layout.ts';
import {
  type ExerciseProgress,
  loadProgress,
  type Progress,
  type StepDraft,
  updateProgress,
} from '../workspace/progress.ts';
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

/** What is kept of an exercise at once. */
interface Kept {
  /** By step id, beside those that were kept before. */
  readonly answers: Answers;
  /** Where the learner goes on; null for the beginning. */
  readonly step: string | null;
  /** What is entered at `step` and not handed in. */
  readonly draft?: StepDraft | undefined;
  readonly at: string;
}

/**
 * Keeps answers and the place, with what is half done there; an earlier draft is forgotten. The exercise is done once
 * all its steps pass, and stays done until it is reset. `at` is ISO 8601.
 */
export async function saveAttempt(
  workspace: Workspace,
  exercise: Exercise,
  {answers, step, draft, at}: Kept,
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
        [exercise.id]: advanced(before.exercises[exercise.id], judgement.passed, {step, draft, at}),
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
  {step, draft, at}: Omit<Kept, 'answers'>,
): ExerciseProgress {
  const place = {step, ...(draft === undefined ? {} : {draft})};
  const startedAt = before?.startedAt ?? at;
  if (before?.status === 'done') {
    const {draft: _, ...done} = before;
    return {...done, ...place};
  }
  return passed ? {status: 'done', ...place, startedAt, doneAt: at} : {status: 'started', ...place, startedAt};
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
