import * as z from 'zod';
import {type Problem, readSource} from '../topology/source.ts';
import type {ExerciseHead} from './exercise.ts';

// A part of the manifest's schema, which takes far longer to load and to check.
const headSchema = z.object({
  title: z.string(),
  goal: z.string(),
  minutes: z.number(),
  steps: z.array(z.unknown()).min(1),
});

/** The head of the exercise `id` from the text of its exercise.yaml; the steps are counted, not checked. */
export function parseHead(
  id: string,
  text: string,
):
  | {readonly head: ExerciseHead; readonly problems: readonly []}
  | {readonly head: undefined; readonly problems: readonly Problem[]} {
  const {data, problems, locate} = readSource(text);
  if (problems.length > 0) return {head: undefined, problems};
  const parsed = headSchema.safeParse(data);
  if (parsed.success) {
    const {title, goal, minutes, steps} = parsed.data;
    return {head: {id, title, goal, minutes, steps: steps.length}, problems: []};
  }
  const [issue] = parsed.error.issues;
  const path = issue!.path.map(String);
  const hint = '"eventcoach schema exercise" prints the format.';
  return {
    head: undefined,
    problems: [{message: `${path.join('.')}: ${issue!.message}`, hint, path, ...locate(path)}],
  };
}
