import {loadAnswers} from '../workspace/answers.ts';
import type {Workspace} from '../workspace/layout.ts';
import type {Progress} from '../workspace/progress.ts';
import {exerciseIds, exercisesFolder, loadPractised} from './load-exercises.ts';
import {type OpenStep, practiceLines} from './practice.ts';
import {statusOf} from './progress.ts';
import {type WeakSpot, weakSpotsOf} from './weak-spots.ts';

/** Where the learner's weak spots come back, a sentence for each, nearest first; none where nothing was got wrong. */
export async function loadPractice(
  workspace: Workspace,
  progress: Progress,
  folder = exercisesFolder,
): Promise<readonly string[]> {
  const spots = weakSpotsOf(progress);
  if (spots.length === 0) return [];
  const open: OpenStep[] = [];
  for (const id of await exerciseIds(folder)) {
    if (statusOf(progress, id) !== 'done') open.push(...(await openSteps(workspace, id, spots, folder)));
  }
  return practiceLines(spots, open);
}

async function openSteps(
  workspace: Workspace,
  id: string,
  spots: readonly WeakSpot[],
  folder: string,
): Promise<readonly OpenStep[]> {
  const [steps, answers] = await Promise.all([loadPractised(id, folder), loadAnswers(workspace, id)]);
  return steps.flatMap((step, i): readonly OpenStep[] => {
    if (Object.hasOwn(answers, step.id)) return [];
    if (!step.practises.some((topic) => spots.some((spot) => spot.topic === topic))) return [];
    return [{exercise: id, step: step.id, number: i + 1, practises: step.practises}];
  });
}
