import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the first line that the child writes. */
  readonly firstLine: Promise<void>;
  /** Resolves with every whole line that the child wrote, once it has ended. */
  readonly lines: Promise<readonly string[]>;
}

/** Starts tests/workspace/child/SCRIPT.ts in a process of its own, which ends with the test at the latest; `before` are words to put before node on the command line. */
export function startChild(script: string, args: readonly string[], before: readonly string[] = []): Child {
  const path = fileURLToPath(new URL(`child/${script}.ts`, import.meta.url));
  const [program = '', ...rest] = [...before, process.execPath, path, ...args];
  const child = spawn(program, rest, {stdio: ['ignore', 'pipe', 'inherit']});
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8');
  const firstLine = new Promise<void>((resolve) => {
    child.stdout.on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve();
    });
    child.once('close', () => resolve());
  });
  const lines = once(child, 'close').then(() => text.split('\n').slice(0, -1));
  return {process: child, firstLine, lines};
}
