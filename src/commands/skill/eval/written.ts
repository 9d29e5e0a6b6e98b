import {writeFile} from 'node:fs/promises';
import {relative, resolve} from 'node:path';
import {UserError} from '../../../errors.ts';
import {printableLine} from '../../../printable.ts';
import {skillEvalJunit} from '../../../report/skill-eval-junit.ts';
import {writeBenchmark} from '../../../skill/eval/benchmark-files.ts';
import type {Row, SkillEval} from '../../../skill/eval/result.ts';
import {pathOf, type Workspace} from '../../../workspace/layout.ts';
import type {Io} from '../../define-command.ts';

/** Writes the graded answers for other tools: grading.json and benchmark.json, and JUnit XML where it is asked for. */
export async function writeResult(
  io: Io,
  workspace: Workspace,
  result: SkillEval,
  rows: readonly Row[],
  {out, junit}: {readonly out: string | undefined; readonly junit: string | undefined},
): Promise<void> {
  const at = io.now().toISOString();
  const folder = out === undefined ? pathOf(workspace, 'evals') : resolve(io.cwd, out);
  const written = await writeBenchmark(folder, result, rows, at);
  io.stderr.write(`Graded answers: ${printableLine(relative(io.cwd, written) || written)}\n`);
  if (junit === undefined) return;
  try {
    await writeFile(resolve(io.cwd, junit), skillEvalJunit(result, rows, at));
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${printableLine(junit)} cannot be written (${code}).`,
      'Name another file with --junit FILE. The answers are kept: asking again costs nothing.',
    );
  }
}
