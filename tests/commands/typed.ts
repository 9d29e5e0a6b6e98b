import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {main} from '../../src/main.ts';

/** What a command left: its exit code and what it wrote to either stream. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own in which commands can be typed, and files written. */
export function folder() {
  const cwd = mkdtempSync(join(tmpdir(), 'typed-'));
  return {
    cwd,
    remove: () => rmSync(cwd, {recursive: true, force: true}),
    file(name: string, text: string | Uint8Array): string {
      writeFileSync(join(cwd, name), text);
      return name;
    },
    /** Runs a command line as if it were typed here, with string streams instead of a terminal. */
    async type(
      args: readonly string[],
      {input = '', env = {}, isTTY = false, signal = new AbortController().signal} = {},
    ): Promise<Ran> {
      let [out, err] = ['', ''];
      const code = await main(args, {
        env,
        cwd,
        stdin: Readable.from([input]),
        stdout: {write: (text: string) => (out += text), isTTY},
        stderr: {write: (text: string) => (err += text)},
        signal,
        now: () => new Date('2026-01-01T00:00:00Z'),
      });
      return {code, out, err};
    },
  };
}
