import {PassThrough} from 'node:stream';
import {main} from '../../../src/main.ts';

interface Terminal {
  /** What is typed, one answer a question. */
  readonly typed?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** When it is run. */
  readonly at?: string;
}

/** Runs `eventcoach skill ...` in the folder `cwd`, in this process; with `typed` at a terminal. */
export async function run(
  cwd: string,
  args: readonly string[],
  {typed, env = {}, at = '2026-11-23T10:00:00Z'}: Terminal = {},
) {
  let [out, err] = ['', ''];
  const stdin = Object.assign(new PassThrough(), {isTTY: typed !== undefined});
  const answers = [...(typed ?? [])];
  const code = await main(['skill', ...args], {
    env,
    cwd,
    stdin,
    stdout: {write: (text: string) => (out += text)},
    stderr: {
      write: (text: string) => {
        err += text;
        if (!/\] $/.test(text)) return;
        const next = answers.shift();
        if (next === undefined) stdin.end();
        else stdin.write(`${next}\n`);
      },
    },
    signal: new AbortController().signal,
    now: () => new Date(at),
  });
  return {code, out, err};
}
