import {readFile, realpath, stat} from 'node:fs/promises';
import {join, sep} from 'node:path';
import * as z from 'zod';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {packageRoot} from '../../root.ts';
import {parseJson} from '../../workspace/json-text.ts';
import {packagedSkill} from '../find-skill.ts';

/** Those of the skill that comes along lie beside its folder: installers copy the whole folder, and these are the answers. */
const ours = 'skills/evals/kafka-events.json';
const maxBytes = 512 * 1024;
const sentences = z.array(z.string()).default([]);
const shape = z.object({
  evals: z.array(
    z.object({
      id: z.union([z.string(), z.number()]),
      prompt: z.string(),
      expected_output: z.string().default(''),
      assertions: sentences,
      expectations: sentences,
    }),
  ),
});

/** A prompt of a skill's own, with what its author expects of the answer, in sentences. */
export interface OwnEval {
  readonly id: string;
  readonly prompt: string;
  readonly assertions: readonly string[];
}

/** All that `evals/evals.json` of a skill says to a model and to its judge; see `ownEvals`. */
export async function ownEvalTexts(folder: string, shown: string): Promise<readonly string[]> {
  return (await readOwn(folder, shown)).flatMap((one) => [
    one.prompt,
    one.expected_output,
    ...one.assertions,
    ...one.expectations,
  ]);
}

/**
 * The prompts of `evals/evals.json` in the skill's folder (absolute), in the format of agentskills.io and skill-creator
 * (`assertions` or `expectations`); none where there is no such file. What they expect is written for a judge: it is
 * listed here and never graded.
 */
export async function ownEvals(folder: string, shown: string): Promise<readonly OwnEval[]> {
  return (await readOwn(folder, shown)).map(({id, prompt, assertions, expectations}) => ({
    id: String(id),
    prompt,
    assertions: [...assertions, ...expectations],
  }));
}

async function readOwn(folder: string, shown: string): Promise<z.infer<typeof shape>['evals']> {
  const root = await realpath(folder);
  const isOurs = root === (await realpath(packagedSkill.path).catch(() => undefined));
  const place = isOurs ? ours : `${shown}/evals/evals.json`;
  const file = isOurs ? join(packageRoot, ours) : join(root, 'evals', 'evals.json');
  const path = await realpath(file).catch(() => undefined);
  if (path === undefined) return [];
  const status = await stat(path);
  if (!(isOurs || path.startsWith(root + sep)) || !status.isFile() || status.size > maxBytes) {
    throw new UserError(
      `${printableLine(place)} leads out of the skill's folder, is no file, or is larger than ${maxBytes / 1024} KB.`,
      'Put a file of its own there, or take it away.',
    );
  }
  const parsed = shape.safeParse(parseJson(await readFile(path, 'utf8'), place));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(
      `${printableLine(`${place}: ${issue?.path.join('.')}: ${issue?.message}`)}.`,
      'Write {"skill_name": ..., "evals": [{"id", "prompt", "expected_output", "assertions": [...]}]}.',
    );
  }
  return parsed.data.evals;
}
