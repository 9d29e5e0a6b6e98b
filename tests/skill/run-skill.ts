import {Readable} from 'node:stream';
import {main} from '../../src/main.ts';

/** Runs `eventcoach skill ...` in the folder `cwd`, in this process. */
export async function run(cwd: string, ...args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await main(['skill', ...args], {
    env: {},
    cwd,
    stdin: Readable.from(['']),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (err += text)},
    signal: new AbortController().signal,
    now: () => new Date('2026-11-23T10:00:00Z'),
  });
  return {code, out, err};
}
