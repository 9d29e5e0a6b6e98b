import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as pty from '@lydell/node-pty';
import headless from '@xterm/headless';
import {expect} from 'vitest';
import {untilShown} from './until.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built program in a pseudo-terminal. */
export interface RunningProgram {
  readonly folder: string;
  readonly pid: number;
  readonly type: (keys: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly output: () => string;
  readonly text: () => Promise<string>;
  /** Waits until the screen shows `wanted`; an error with the screen when it does not. */
  readonly until: (wanted: RegExp) => Promise<string>;
  readonly ended: Promise<{readonly code: number; readonly signal: number | undefined}>;
  readonly buffer: () => 'alternate' | 'normal';
}

interface Given {
  readonly args?: readonly string[];
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the program lies. */
  readonly program?: string;
}

const patienceMs = 15_000;

/** Starts the built program, at 80 x 24, in a new folder. CI is set: a terminal is a terminal there as well. */
export function runProgram({
  args = [],
  folder = newFolder(),
  env = {},
  program = join(root, 'dist/cli.js'),
}: Given = {}): RunningProgram {
  const {NO_COLOR: _, FORCE_COLOR: __, EVENTCOACH_WORKSPACE: ___, ...others} = process.env;
  const screen = new headless.Terminal({cols: 80, rows: 24, allowProposedApi: true});
  const chunks: string[] = [];
  const child = pty.spawn(process.execPath, [program, ...args], {
    cols: 80,
    rows: 24,
    cwd: folder,
    env: {...others, CI: '1', TERM: 'xterm-256color', ...env},
  });
  child.onData((data) => {
    chunks.push(data);
    screen.write(data);
  });
  const ended = new Promise<{code: number; signal: number | undefined}>((resolve) => {
    child.onExit(({exitCode, signal}) => resolve({code: exitCode, signal: signal || undefined}));
  });
  const text = async () => {
    await new Promise<void>((resolve) => screen.write('', resolve));
    const {active} = screen.buffer;
    const rows = Array.from({length: screen.rows}, (_, i) => active.getLine(active.baseY + i)?.translateToString(true));
    return rows.join('\n');
  };
  return {
    folder,
    pid: child.pid,
    type: (keys) => child.write(keys),
    resize: (columns, rows) => {
      screen.resize(columns, rows);
      child.resize(columns, rows);
    },
    output: () => chunks.join(''),
    text,
    ended,
    buffer: () => screen.buffer.active.type,
    until: (wanted) => untilShown(text, wanted, patienceMs),
  };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'eventcoach-journey-'));
}

/** The terminal is left as it was: main screen, cursor seen, pastes unmarked, long lines wrapped. */
export async function expectRestored(program: RunningProgram): Promise<void> {
  await program.text();
  expect(program.buffer()).toBe('normal');
  for (const [on, off] of [
    ['\u001b[?1049h', '\u001b[?1049l'],
    ['\u001b[?25l', '\u001b[?25h'],
    ['\u001b[?2004h', '\u001b[?2004l'],
    ['\u001b[?7l', '\u001b[?7h'],
  ] as const) {
    expect(program.output().lastIndexOf(off)).toBeGreaterThan(program.output().lastIndexOf(on));
  }
}

/** Goes on without answers to the step of this number, from whichever one is on the screen. */
export async function walkTo(program: RunningProgram, step: number): Promise<void> {
  const [, now = ''] = /step (\d) of/.exec(await program.until(/eventcoach: \d\d .* step \d of/))!;
  for (let i = Number(now); i < step; i += 1) {
    const screen = await program.until(new RegExp(`step ${i} of`));
    if (/Esc leave the field/.test(screen)) {
      program.type('\u001b');
      await program.until(/go on anyway/);
    }
    // A lesson is read to its end first.
    program.type(/go on anyway|Esc leave the field/.test(screen) ? 'n' : '\u001b[Fn');
    await program.until(new RegExp(`step ${i + 1} of`));
  }
}
