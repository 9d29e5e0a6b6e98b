import * as z from 'zod';
import {type Problem, readPlain} from '../topology/plain-source.ts';
import type {ExerciseHead} from './exercise.ts';

/** A head, or everything that is wrong with it. */
type ParsedHead =
  | {readonly head: ExerciseHead; readonly problems: readonly []}
  | {readonly head: undefined; readonly problems: readonly Problem[]};

// A part of the manifest's schema, which takes far longer to load and to check.
const fields = {title: z.string(), goal: z.string(), minutes: z.number()};
const shortSchema = z.object(fields);
const headSchema = z.object({...fields, steps: z.array(z.unknown()).min(1)});

/** The head of the exercise `id` from the text of its exercise.yaml; the steps are counted, not checked. */
export async function parseHead(id: string, text: string): Promise<ParsedHead> {
  const quick = quickHead(id, text);
  if (quick) return {head: quick, problems: []};
  const {readSource} = await import('../topology/source.ts');
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

/**
 * The head as the packaged manifests write it: plain lines, then the states and figures, then the steps as a list whose
 * items are moved in by two. The first screen shows them all and has no time to read eleven manifests. Undefined where a
 * manifest is written in any other way.
 */
function quickHead(id: string, text: string): ExerciseHead | undefined {
  const end = text.search(/^(?:scenarios|states|figures|steps):/m);
  const start = /^steps:\n/m.exec(text);
  if (end <= 0 || !start) return undefined;
  const list = text.slice(start.index + start[0].length);
  const steps = list.match(/^ {2}- /gm)?.length ?? 0;
  // Another key behind the list, or a list within it that is moved in no further, would be counted wrongly.
  if (steps === 0 || /^\S/m.test(list.replace(/^#.*$/gm, ''))) return undefined;
  const source = readPlain(text.slice(0, end));
  const parsed = source && source.problems.length === 0 ? shortSchema.safeParse(source.data) : undefined;
  return parsed?.success ? {id, ...parsed.data, steps} : undefined;
}
