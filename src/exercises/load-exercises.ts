import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {packageRoot} from '../root.ts';
import {topologyError} from '../topology/parse.ts';
import {readText} from '../workspace/read-text.ts';
import {broken, mainScenario} from './days.ts';
import type {Exercise, ExerciseHead} from './exercise.ts';
import type {Manifest} from './manifest.ts';
import {parseAnswers} from './parse-answers.ts';
import {parseManifest} from './parse-manifest.ts';
import {preparedExercise} from './prepare.ts';

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

/** The heads of all exercises, in the order of the course: nothing is computed. */
export async function loadHeads(folder = exercisesFolder): Promise<readonly ExerciseHead[]> {
  return Promise.all(
    (await exerciseIds(folder)).map(async (id) => {
      const {title, goal, minutes, steps} = await loadManifest(folder, id);
      return {id, title, goal, minutes, steps: steps.length};
    }),
  );
}

/** The exercise `id`, one of `exerciseIds`; a UserError where its files are missing or do not hold together. */
export async function loadExercise(id: string, folder = exercisesFolder): Promise<Exercise> {
  if (!(await exerciseIds(folder)).includes(id)) throw broken(id, 'there is no such exercise');
  const manifest = await loadManifest(folder, id);
  const names = [mainScenario, ...manifest.scenarios];
  const scenarios = new Map(
    await Promise.all(names.map(async (name) => [name, await read(folder, id, name)] as const)),
  );
  const steps = manifest.steps.map((step) => step.id);
  const {answers, problems} = parseAnswers(await read(folder, id, 'solution.yaml'), steps);
  if (!answers) throw topologyError(`${id}/solution.yaml`, problems);
  return preparedExercise({id, manifest, readme: await read(folder, id, 'README.md'), scenarios, solution: answers});
}

async function loadManifest(folder: string, id: string): Promise<Manifest> {
  const {manifest, problems} = parseManifest(await read(folder, id, 'exercise.yaml'));
  if (!manifest) throw topologyError(`${id}/exercise.yaml`, problems);
  return manifest;
}

async function read(folder: string, id: string, file: string): Promise<string> {
  const text = await readText(join(folder, id, file), maxBytes);
  if (text === undefined) throw broken(id, `${file} is missing`);
  return text;
}
