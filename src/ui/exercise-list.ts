import {open, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {packageRoot} from '../root.ts';
import type {ExerciseSummary} from './services.ts';

const folder = join(packageRoot, 'exercises');
/** The title and the minutes stand at the top of exercise.yaml. */
const headBytes = 2000;

/** The exercises with their titles, in the order of the course; only the head of each file is read: the first screen waits for this. */
export async function exerciseList(): Promise<readonly ExerciseSummary[]> {
  const names = (await readdir(folder)).filter((name) => /^\d\d-[a-z-]+$/.test(name)).sort();
  return Promise.all(
    names.map(async (id) => {
      const head = await headOf(join(folder, id, 'exercise.yaml'));
      const title = /^title: *(["']?)(.+)\1 *$/m.exec(head)?.[2] ?? id;
      return {id, title, minutes: Number(/^minutes: *(\d{1,3})/m.exec(head)?.[1] ?? 0)};
    }),
  );
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
