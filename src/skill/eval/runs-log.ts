import * as z from 'zod';
import {appendToLog} from '../../workspace/append-to-log.ts';
import {pathOf, type Workspace} from '../../workspace/layout.ts';
import {isReadable} from '../../workspace/prepare.ts';
import {readLog} from '../../workspace/read-log.ts';
import {isRealFolder, makeFolder} from '../../workspace/real-entry.ts';
import {withLock} from '../../workspace/with-lock.ts';

const record = z
  .object({
    seed: z.string(),
    /** What was compared with whom: the same for the same skills, model, context and number of cases. */
    of: z.string(),
    state: z.enum(['begun', 'done']),
    at: z.string(),
  })
  .readonly();

/** The seed of the last run of this comparison that began and did not end; undefined where there is none. */
export async function unfinishedSeed(workspace: Workspace, of: string): Promise<string | undefined> {
  if (!(await isReadable(workspace)) || !(await isRealFolder(pathOf(workspace, 'evals')))) return undefined;
  const {records} = await readLog(logPath(workspace), record);
  const last = records.findLast((one) => one.of === of);
  return last?.state === 'begun' ? last.seed : undefined;
}

/** Notes that a run began or ended. */
export async function noteRun(workspace: Workspace, run: z.infer<typeof record>): Promise<void> {
  await withLock(workspace, async (locked) => {
    await makeFolder(pathOf(locked, 'evals'));
    await appendToLog(logPath(locked), run);
  });
}

const logPath = (workspace: Workspace) => pathOf(workspace, 'evals', 'runs.jsonl');
