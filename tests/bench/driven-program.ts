import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';
import headless from '@xterm/headless';

/** How long one key press took, in milliseconds from the write to the pseudo-terminal. */
export interface Answered {
  /** Until the first byte came back. */
  readonly firstMs: number;
  /** Until the screen showed what the key is for. */
  readonly shownMs: number;
  /** Until the last byte: nothing more came, and nothing on screen was still being worked out. Undefined: not waited for. */
  readonly quietMs: number | undefined;
}

/** Does the screen show what is waited for? `before` is the screen as it was when the key was pressed. */
export type Shows = (screen: string, before: string) => boolean;

/** The built program in a pseudo-terminal of 80x24, with the time at which each of its bytes came. */
export interface DrivenProgram {
  readonly pid: number;
  /** Presses keys and waits for what they are for, then until it is quiet. */
  readonly press: (keys: string, shows: Shows, until?: 'shown' | 'quiet') => Promise<Answered>;
  /** All that it has written so far. */
  readonly output: () => string;
  readonly text: () => string;
  readonly type: (keys: string) => void;
  readonly until: (shows: Shows) => Promise<void>;
  readonly end: () => Promise<void>;
}

interface Given {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

const cli = join(import.meta.dirname, '../../dist/cli.js');
const patienceMs = 60_000;
/** So long without a byte counts as quiet. */
const quietForMs = 120;
/** What the app shows while something is still to come. */
const unfinished = /\bworking out|Working (?:out|them|the figures)|Reading |Keeping /;

const now = () => Number(process.hrtime.bigint()) / 1e6;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts the program in `folder`. */
export function driven({folder, env = {}}: Given): DrivenProgram {
  const {NO_COLOR: _, FORCE_COLOR: __, EVENTCOACH_WORKSPACE: ___, ...others} = process.env;
  const screen = new headless.Terminal({cols: 80, rows: 24, allowProposedApi: true});
  const child = spawn(process.execPath, [cli], {
    cols: 80,
    rows: 24,
    cwd: folder,
    env: {...others, TERM: 'xterm-256color', ...env},
  });
  const chunks: string[] = [];
  let lastMs = now();
  let firstMs: number | undefined;
  let isOver = false;
  /** Told after each chunk is on the screen, with the time at which it came. */
  let listener: ((atMs: number) => void) | undefined;
  const text = () => {
    const {active} = screen.buffer;
    const row = (_: unknown, i: number) => active.getLine(active.baseY + i)?.translateToString(true) ?? '';
    return Array.from({length: screen.rows}, row).join('\n');
  };
  child.onData((data) => {
    const atMs = now();
    chunks.push(data);
    lastMs = atMs;
    firstMs ??= atMs;
    screen.write(data, () => listener?.(atMs));
  });
  const exited = new Promise<void>((resolve) =>
    child.onExit(() => {
      isOver = true;
      resolve();
    }),
  );
  /** The time at which the screen came to show it. */
  const shown = async (shows: (screen: string) => boolean, wanted: string): Promise<number> => {
    let seenMs: number | undefined;
    listener = (atMs) => {
      if (seenMs === undefined && shows(text())) seenMs = atMs;
    };
    const end = now() + patienceMs;
    while (seenMs === undefined) {
      if (isOver || now() > end) throw new Error(`the screen does not show what ${wanted} is for:\n${text()}`);
      await pause(1);
    }
    listener = undefined;
    return seenMs;
  };
  const quiet = async () => {
    while (now() - lastMs < quietForMs || unfinished.test(text())) await pause(5);
  };
  return {
    pid: child.pid,
    output: () => chunks.join(''),
    text,
    type: (keys) => child.write(keys),
    until: async (shows) => {
      if (!shows(text(), '')) await shown((screen) => shows(screen, ''), 'the start');
    },
    press: async (keys, shows, until = 'quiet') => {
      const before = text();
      firstMs = undefined;
      const startMs = now();
      const seen = shown((screen) => shows(screen, before), JSON.stringify(keys));
      child.write(keys);
      const seenMs = await seen;
      const firstByteMs = (firstMs ?? seenMs) - startMs;
      if (until === 'quiet') await quiet();
      return {
        firstMs: firstByteMs,
        shownMs: seenMs - startMs,
        quietMs: until === 'quiet' ? lastMs - startMs : undefined,
      };
    },
    end: async () => {
      if (!isOver) child.kill('SIGTERM');
      await exited;
    },
  };
}

/** CPU time that the process and its threads have used so far, in milliseconds; undefined where the system does not tell. */
export function cpuMs(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    // Nanoseconds on a processor, of each thread: finer than the ticks of /proc/PID/stat.
    const ns = threads.map((id) => Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[0]));
    return ns.reduce((sum, one) => sum + one, 0) / 1e6;
  } catch {
    return undefined;
  }
}
