import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableJson, printableLine} from '../../printable.ts';
import {arms, benchmark, configurations, expectations, grading} from './benchmark.ts';
import type {Row, SkillEval} from './result.ts';

/**
 * Writes `iteration-N/` (the next free number) into `folder`: for each case and arm a grading.json, and benchmark.json,
 * with the field names that skill-creator's viewer and its aggregate_benchmark.py read (anthropics/skills,
 * skill-creator/references/schemas.md), and `assertion_results` as agentskills.io has them. Where the last iteration says
 * the same already, nothing is written. Returns the iteration's folder.
 */
export async function writeBenchmark(
  folder: string,
  result: SkillEval,
  rows: readonly Row[],
  at: string,
): Promise<string> {
  try {
    await mkdir(folder, {recursive: true, mode: 0o700});
    const numbers = await iterations(folder);
    const last = join(folder, `iteration-${Math.max(...numbers)}`);
    const content = benchmark(result, rows);
    if (numbers.length > 0 && (await saysTheSame(last, content))) return last;
    const iteration = await nextIteration(folder, Math.max(0, ...numbers));
    for (const [i, {one, answers}] of rows.entries()) {
      const place = join(iteration, `eval-${i + 1}-${one.id}`);
      for (const arm of arms) {
        const answer = answers[arm];
        if (answer === undefined) continue;
        const run = join(place, configurations[arm], 'run-1');
        await mkdir(run, {recursive: true, mode: 0o700});
        await write(join(run, 'grading.json'), grading(one, answer));
      }
      await mkdir(place, {recursive: true, mode: 0o700});
      const assertions = expectations(one, undefined).map(({text}) => text);
      const metadata = {eval_id: i + 1, eval_name: one.id, prompt: one.prompt, assertions};
      await write(join(place, 'eval_metadata.json'), metadata);
    }
    const {metadata: about, ...rest} = content;
    await write(join(iteration, 'benchmark.json'), {...rest, metadata: {...about, timestamp: at}});
    return iteration;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (error instanceof UserError || code === undefined) throw error;
    throw new UserError(
      `${printableLine(folder)}: the graded answers cannot be written there (${code}).`,
      'Name another folder with --out DIR. The answers are kept: asking again costs nothing.',
    );
  }
}

const write = (path: string, value: unknown) => writeFile(path, `${printableJson(value)}\n`, {mode: 0o600});

/** The numbers of the iterations that are there. */
async function iterations(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder);
  return names.map((name) => Number(/^iteration-(\d{1,6})$/.exec(name)?.[1] ?? 0)).filter((number) => number > 0);
}

async function nextIteration(folder: string, last: number): Promise<string> {
  for (let number = last + 1; ; number += 1) {
    const path = join(folder, `iteration-${number}`);
    // Another run may have taken the number a moment ago.
    const made = await mkdir(path, {mode: 0o700}).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (made) return path;
  }
}

/** Whether an iteration holds these figures already, whenever it was written. */
async function saysTheSame(iteration: string, {metadata, ...content}: ReturnType<typeof benchmark>): Promise<boolean> {
  const text = await readFile(join(iteration, 'benchmark.json'), 'utf8').catch(() => '');
  const timestamp = /"timestamp": "([^"\n]*)"/.exec(text)?.[1];
  return text === `${printableJson({...content, metadata: {...metadata, timestamp}})}\n`;
}
