import type {Provider} from '../../../llm/provider.ts';
import type {Budget} from '../../../skill/eval/budget.ts';
import {type RunResult, runTasks} from '../../../skill/eval/run.ts';
import {noteRun} from '../../../skill/eval/runs-log.ts';
import type {Io} from '../../define-command.ts';
import type {Prepared} from './prepared.ts';
import {askingProgress} from './progress.ts';

/** Asks what is open. The run is noted when it begins and when it has ended, so that the next one knows where it was. */
export async function ask(
  io: Io,
  {workspace, seed, of, tasks, resumed}: Prepared,
  provider: Provider,
  budget: Budget,
): Promise<RunResult> {
  const note = (state: 'begun' | 'done') =>
    noteRun(workspace, {seed: String(seed), of, state, at: io.now().toISOString()});
  if (tasks.length === 0) {
    if (resumed) await note('done');
    return {answers: new Map(), errors: new Map(), unusable: new Map(), stopped: false};
  }
  await note('begun');
  const progress = askingProgress(io, tasks.length);
  // Ctrl-C ends the command at once: what it says begins on a line of its own.
  const interrupted = () => {
    progress.end();
    io.stderr.write(`What was answered is kept. To go on: the same command, or with --seed ${seed}.\n`);
  };
  io.signal.addEventListener('abort', interrupted, {once: true});
  try {
    const {signal, now} = io;
    const world = {
      workspace,
      seed: String(seed),
      provider,
      budget,
      signal,
      now,
      onDone: progress.at,
      onNotice: progress.notice,
    };
    const asked = await runTasks(world, tasks);
    if (asked.errors.size === 0 && !asked.stopped) await note('done');
    return asked;
  } finally {
    io.signal.removeEventListener('abort', interrupted);
    progress.end();
  }
}
