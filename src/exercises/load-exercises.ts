import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {packageRoot} from '../root.ts';
import {topologyError} from '../topology/check.ts';
import type {Problem} from '../topology/source.ts';
import {readText} from '../workspace/read-text.ts';
import {broken} from './broken.ts';
import type {Exercise, ExerciseHead} from './exercise.ts';
import {mainScenario} from './main-scenario.ts';
import type {Manifest} from './manifest.ts';
import {parseAnswers} from './parse-answers.ts';
import {parseHead} from './parse-head.ts';
import {type PractisedStep, practisedSteps} from './practised-steps.ts';

/** Where the packaged exercises lie. */
export const exercisesFolder = join(packageRoot, 'exercises');

/** Files that every exercise has; the manifest may name further topology files. */
export const usualFiles = ['README.md', 'exercise.yaml', mainScenario, 'solution.yaml'] as const;

const maxBytes = 1_000_000;

/** The ids of the exercises in `folder`, in the order of the course. */
export async function exerciseIds(folder = exercisesFolder): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => {
    throw broken(folder, 'the exercises are missing');
  });
  const folders = entries.filter((entry) => entry.isDirectory() && /^\d\d-[a-z]+(?:-[a-z]+){0,9}$/.test(entry.name));
  return folders.map(({name}) => name).sort();
}

/** The heads of all exercises, in the order of the course: nothing is computed, and their steps are not checked. */
export async function loadHeads(folder = exercisesFolder): Promise<readonly ExerciseHead[]> {
  return Promise.all(
    (await exerciseIds(folder)).map(async (id) => {
      const {head, problems} = await parseHead(id, await readExerciseFile(folder, id, 'exercise.yaml'));
      if (!head) throw placed(`${id}/exercise.yaml`, problems);
      return head;
    }),
  );
}

/** The exercise `id`, one of `exerciseIds`; a UserError where its files are missing or do not hold together. */
export async function loadExercise(id: string, folder = exercisesFolder): Promise<Exercise> {
  if (!(await exerciseIds(folder)).includes(id)) throw broken(id, 'there is no such exercise');
  // The analysis takes a while to load, and the list of exercises does without.
  const [{preparedExercise}, {loadMeans}] = await Promise.all([import('./prepare.ts'), import('./means.ts')]);
  const read = (file: string) => readExerciseFile(folder, id, file);
  const manifest = await checkedManifest(id, await read('exercise.yaml'));
  const names = [mainScenario, ...manifest.scenarios];
  const scenarios = new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
  const steps = manifest.steps.map((step) => step.id);
  const {answers, problems} = parseAnswers(await read('solution.yaml'), steps);
  if (!answers) throw placed(`${id}/solution.yaml`, problems);
  const means = await loadMeans(manifest.steps);
  return preparedExercise({id, manifest, readme: await read('README.md'), scenarios, solution: answers, means});
}

/** What each step of the exercise `id` practises; a UserError where its manifest is broken. */
export async function loadPractised(id: string, folder = exercisesFolder): Promise<readonly PractisedStep[]> {
  const text = await readExerciseFile(folder, id, 'exercise.yaml');
  const quick = practisedSteps(text);
  if (quick) return quick;
  const {steps} = await checkedManifest(id, text);
  return steps.map((step) => ({id: step.id, practises: step.kind === 'read' ? [] : (step.practises ?? [])}));
}

async function checkedManifest(id: string, text: string): Promise<Manifest> {
  const {parseManifest} = await import('./parse-manifest.ts');
  const {manifest, problems} = parseManifest(text);
  if (!manifest) throw placed(`${id}/exercise.yaml`, problems);
  return manifest;
}

function placed(file: string, problems: readonly Problem[]): Error {
  return topologyError(file, problems);
}

async function readExerciseFile(folder: string, id: string, file: string): Promise<string> {
  const text = await readText(join(folder, id, file), maxBytes);
  if (text === undefined) throw broken(id, `${file} is missing`);
  return text;
}
