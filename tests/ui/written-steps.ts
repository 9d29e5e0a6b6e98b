import {join} from 'node:path';
import {loadTopology} from '../../src/commands/load-topology.ts';
import {sharedWithApp} from '../../src/commands/shared-with-app.ts';
import {createServices} from '../../src/ui/create-services.ts';
import type {Services} from '../../src/ui/services.ts';
import {saveAnswers} from '../../src/workspace/answers.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {updateProgress} from '../../src/workspace/progress.ts';
import {withLock} from '../../src/workspace/with-lock.ts';
import {type OpenApp, openApp} from './sample.ts';

const at = new Date('2026-01-02T03:04:05Z');

/** The program's services on `folder`, with the packaged exercises. */
export function realServices(folder: string): Services {
  const io = {cwd: folder, workspace: join(folder, '.eventcoach'), now: () => at, env: {}, stdout: {write: () => true}};
  const stdin = process.stdin;
  return createServices(io, (file) => loadTopology({cwd: folder, stdin}, file), sharedWithApp({...io, stdin}));
}

/** The app in `folder` at `step` of a packaged exercise, as if the learner had come that far. */
export async function openStep(
  folder: string,
  exercise: string,
  step: string,
  given: Omit<NonNullable<Parameters<typeof openApp>[1]>, 'folder'> = {},
): Promise<OpenApp> {
  await withLock(openWorkspace(join(folder, '.eventcoach')), async (locked) => {
    await saveAnswers(locked, exercise, {});
    await updateProgress(locked, (before) => ({
      ...before,
      exercises: {...before.exercises, [exercise]: {status: 'started', step, startedAt: at.toISOString()}},
    }));
  });
  const {services = (same: Services) => same, ...size} = given;
  return openApp({screen: 'exercise', id: exercise}, {...size, folder, services: () => services(realServices(folder))});
}
