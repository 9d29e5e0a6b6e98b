import type {z} from 'zod';
import type {Path, Problem} from '../topology/source.ts';
import {readSource} from '../topology/source.ts';
import {type Manifest, manifestSchema} from './manifest.ts';

/** A manifest, or everything that is wrong with its text. */
export type ParsedManifest =
  | {readonly manifest: Manifest; readonly problems: readonly []}
  | {readonly manifest: undefined; readonly problems: readonly Problem[]};

const hint = '"eventcoach schema exercise" prints the format.';

/** The manifest in the text of an exercise.yaml, strictly: an unknown key or kind of step is a problem with its place. */
export function parseManifest(text: string): ParsedManifest {
  const source = readSource(text);
  if (source.problems.length > 0) return {manifest: undefined, problems: source.problems};
  const parsed = manifestSchema.safeParse(source.data);
  if (parsed.success) return {manifest: parsed.data, problems: []};
  const problems = parsed.error.issues.flatMap(innermost).map((issue): Problem => {
    const path: Path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const where = path.length === 0 ? '' : `${path.join('.')}: `;
    return {message: `${where}${issue.message}`, hint, path, ...source.locate(path)};
  });
  return {manifest: undefined, problems};
}

/** Of a value that may have several forms, what is wrong with the form that it comes nearest to; else the issue itself. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, one) => (one.length < best.length ? one : best));
  return nearest.map((one) => ({...one, path: [...issue.path, ...one.path]}));
}
