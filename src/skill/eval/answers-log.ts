import * as z from 'zod';
import {appendToLog} from '../../workspace/append-to-log.ts';
import {pathOf, type Workspace} from '../../workspace/layout.ts';
import {isReadable} from '../../workspace/prepare.ts';
import {readLog} from '../../workspace/read-log.ts';
import {isRealFolder, makeFolder} from '../../workspace/real-entry.ts';
import {withLock} from '../../workspace/with-lock.ts';

/** So much of an answer's text is kept, in characters. */
const keptText = 20_000;

const record = z
  .object({
    /** Who was asked, see `answerKey`. */
    key: z.string(),
    case: z.string(),
    skill: z.string(),
    critic: z.string(),
    model: z.string().nullable(),
    /** The model that the service named. */
    answeredBy: z.string(),
    passed: z.boolean(),
    parts: z.array(z.object({name: z.string(), right: z.boolean(), given: z.unknown()}).readonly()).readonly(),
    text: z.string(),
    read: z.array(z.string()).readonly(),
    usage: z.object({inputTokens: z.number(), outputTokens: z.number()}).readonly().nullable(),
    seconds: z.number(),
    at: z.string(),
  })
  .readonly();

/** A graded answer as it is kept. */
export type KeptAnswer = z.infer<typeof record>;

/** What makes two questions the same one: then the first answer counts for both. */
export function answerKey(
  whom: {readonly name: string; readonly model: string | null},
  skill: string,
  one: {readonly id: string; readonly hash: string},
): string {
  return JSON.stringify([whom.name, whom.model, skill, one.id, one.hash]);
}

/** Every answer that was graded for a seed, by its key; the first one where two runs asked at the same moment. */
export async function loadAnswers(workspace: Workspace, seed: string): Promise<ReadonlyMap<string, KeptAnswer>> {
  const answers = new Map<string, KeptAnswer>();
  if (!(await isReadable(workspace)) || !(await isRealFolder(pathOf(workspace, 'evals')))) return answers;
  const {records} = await readLog(logPath(workspace, seed), record);
  for (const one of records) if (!answers.has(one.key)) answers.set(one.key, one);
  return answers;
}

/** Keeps a graded answer; it is on disk when this returns. */
export async function keepAnswer(workspace: Workspace, seed: string, answer: KeptAnswer): Promise<void> {
  await withLock(workspace, async (locked) => {
    await makeFolder(pathOf(locked, 'evals'));
    await appendToLog(logPath(locked, seed), {...answer, text: answer.text.slice(0, keptText)});
  });
}

function logPath(workspace: Workspace, seed: string): string {
  return pathOf(workspace, 'evals', `answers-${seed}.jsonl`);
}
