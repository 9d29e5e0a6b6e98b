import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {main} from '../../../src/main.ts';
import type {SkillEval} from '../../../src/skill/eval/result.ts';

/** A folder with skills in which `skill ...` is typed, in this process. */
export function evalFolder() {
  const cwd = mkdtempSync(join(tmpdir(), 'eval-'));
  const write = (file: string, text: string) => {
    mkdirSync(join(cwd, file, '..'), {recursive: true});
    writeFileSync(join(cwd, file), text);
  };
  const type = async (
    args: readonly string[],
    {
      env = {OPENAI_API_KEY: 'sk-test'},
      signal = new AbortController().signal,
      terminal = false,
      typed,
    }: {env?: Record<string, string>; signal?: AbortSignal; terminal?: boolean; typed?: string} = {},
  ) => {
    let [out, err] = ['', ''];
    const code = await main(['skill', ...args], {
      env,
      cwd,
      // What is typed comes from a person at a terminal.
      stdin: Object.assign(Readable.from([typed ?? '']), {isTTY: typed !== undefined}),
      stdout: {write: (text: string) => (out += text)},
      stderr: {write: (text: string) => (err += text), isTTY: terminal, columns: 80},
      signal,
      now: () => new Date('2026-11-23T10:00:00Z'),
    });
    return {code, out, err};
  };
  return {
    cwd,
    write,
    type,
    /** Writes a skill; returns its folder as it is typed. */
    skill: (name: string, text: string) => {
      write(`${name}/kafka-events/SKILL.md`, text);
      return `${name}/kafka-events`;
    },
    /** Runs `skill eval ... --format json` against the model at `url`. */
    evaluate: async (url: string, args: readonly string[], more: Parameters<typeof type>[1] = {}) => {
      const ran = await type(
        ['eval', '--critic', 'openai', '--model', 'm-1', '--base-url', url, '--format', 'json', ...args],
        more,
      );
      return {...ran, result: (ran.out === '' ? undefined : JSON.parse(ran.out)) as SkillEval};
    },
    remove: () => rmSync(cwd, {recursive: true, force: true}),
  };
}
