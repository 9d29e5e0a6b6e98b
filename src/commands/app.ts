import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {ExitCode} from '../errors.ts';
import {defineCommand, type Io} from './define-command.ts';
import type {Loaded} from './load-topology.ts';
import {sharedWithApp} from './shared-with-app.ts';

/** Where the app begins. */
export type StartScreen = {readonly screen: 'home'} | {readonly screen: 'exercise'; readonly id: string};

export const app = defineCommand({
  name: '',
  summary: 'opens the app; without a terminal prints a first guided analysis',
  usage: [''],
  options: {},
  run: async (io) => (hasTerminal(io) ? openApp(io, {screen: 'home'}) : (await import('./guided.ts')).guided(io)),
});

/** Can the app draw and read keys? CI does not matter: a build has no terminal on both ends. */
export function hasTerminal({stdin, stdout, env}: Io): boolean {
  return stdin.isTTY === true && stdout.isTTY === true && env['TERM'] !== 'dumb';
}

/** Opens the app. The terminal reads keys as the app does from before it is loaded until it is left, or cannot be loaded. */
export async function openApp(io: Io, start: StartScreen): Promise<ExitCode> {
  // Otherwise the terminal itself would write what is typed meanwhile into the first screen. It waits to be read instead.
  io.stdin.setRawMode?.(true);
  try {
    return await loadApp(io, start);
  } finally {
    io.stdin.setRawMode?.(false);
  }
}

/** Ink and react are loaded only here. */
async function loadApp(io: Io, start: StartScreen): Promise<ExitCode> {
  // Ink's colour library reads the environment once, when it is loaded, and knows nothing of NO_COLOR or --color. 1: the
  // sixteen colours of the terminal's theme, the only ones that are used.
  Object.assign(io.env, {FORCE_COLOR: io.color ? '1' : '0'});
  const [{runApp}, theme] = await Promise.all([import('../ui/app.tsx'), themeOf(io)]);
  // Many steps ask for the file that is open, and reading a large one takes as long as drawing a screen ten times.
  let last: Loaded | undefined;
  const loadTopology = async (file: string | undefined) => {
    last = await (await import('./load-topology.ts')).loadTopology(io, file, last);
    return last;
  };
  return runApp({io, start, loadTopology, shared: sharedWithApp(io), theme});
}

/** The setting `theme`. What reads settings is loaded only where there are some. */
async function themeOf({workspace}: Io) {
  if (!existsSync(join(workspace, 'config.yaml'))) return undefined;
  const [{loadConfig}, {openWorkspace}] = await Promise.all([
    import('../workspace/config.ts'),
    import('../workspace/layout.ts'),
  ]);
  return (await loadConfig(openWorkspace(workspace))).theme;
}
