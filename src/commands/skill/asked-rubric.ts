import {resolve} from 'node:path';
import {UserError} from '../../errors.ts';
import {builtInRubric, loadRubric} from '../../skill/load-rubric.ts';
import type {Rubric} from '../../skill/rubric.ts';
import type {Io} from '../define-command.ts';

/** The rubric that was asked for, by the name of the built-in one or by its file. */
export async function rubricOf({cwd}: Pick<Io, 'cwd'>, named: string | undefined): Promise<Rubric | undefined> {
  if (named === undefined) return undefined;
  const builtIn = await builtInRubric();
  return named === builtIn.name ? builtIn : loadRubric(resolve(cwd, named), named);
}

/** A criterion that nobody has looked at is not met. */
export function assertJudged(results: readonly {readonly rubric: Rubric | undefined}[]): void {
  if (results.some(({rubric}) => rubric !== undefined)) return;
  throw new UserError(
    '--require asks for criteria, and no rubric fits by name and description.',
    'Name one: --rubric kafka-events, or --rubric FILE with your own.',
  );
}
