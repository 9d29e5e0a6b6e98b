// For each "ROOT DIR N": updates the skill in ROOT to what ROOT/../next holds, with the workspace DIR, and stops for ever
// before the Nth step on the disk (a write, a sync, a rename, ...); 0: never. Says what came of each. At the end the process
// kills itself, so that what was stopped is what a process killed at that step leaves behind.
import {readFileSync, writeSync} from 'node:fs';
import promises from 'node:fs/promises';
import {syncBuiltinESMExports} from 'node:module';
import {dirname, join} from 'node:path';
import {UserError} from '../../../../src/errors.ts';
import {saveUpdate} from '../../../../src/skill/improve/save-update.ts';
import {loadSkill} from '../../../../src/skill/load.ts';
import {openWorkspace} from '../../../../src/workspace/layout.ts';

// Without a listener the signal of a full disk ends the process.
process.on('SIGXFSZ', () => {});
let steps = 0;
let limit = 0;
let stopped = () => {};
/** Goes on, or never does. */
async function step(): Promise<void> {
  steps += 1;
  if (steps !== limit) return;
  stopped();
  await new Promise(() => {});
}
const fs = promises as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
for (const name of ['open', 'rename', 'rm', 'mkdir', 'rmdir', 'unlink', 'writeFile', 'chmod']) {
  const real = fs[name]!;
  fs[name] = async (...args) => {
    await step();
    const result = await real(...args);
    if (name !== 'open') return result;
    const handle = result as Record<string, (...args: unknown[]) => Promise<unknown>>;
    for (const method of ['writeFile', 'sync']) {
      const act = handle[method]!.bind(handle);
      handle[method] = async (...given) => {
        await step();
        return act(...given);
      };
    }
    return handle;
  };
}
syncBuiltinESMExports();

async function update(root: string, dir: string): Promise<string> {
  try {
    const skill = await loadSkill(root, 'skills/orders');
    const next = (file: string) => readFileSync(join(dirname(root), 'next', file), 'utf8');
    const files = skill.texts.map(({file, text}) => ({file, before: text, after: next(file)}));
    const at = '2026-01-02T03:04:05Z';
    [steps, limit] = [0, chosen];
    await saveUpdate(openWorkspace(dir), {skill, root, by: 'improve', to: '2.0.0', gaps: ['g'], files}, at);
    return `saved ${steps}`;
  } catch (error) {
    return error instanceof UserError ? `${error.message} | ${error.hint}` : `bug: ${error}`;
  }
}

let chosen = 0;
for (const scene of process.argv.slice(2)) {
  const [root = '', dir = '', at = ''] = scene.split(' ');
  chosen = Number(at);
  limit = 0;
  const stop = new Promise<string>((resolve) => {
    stopped = () => resolve('stopped');
  });
  writeSync(1, `${await Promise.race([update(root, dir), stop])}\n`);
}
process.kill(process.pid, 'SIGKILL');
