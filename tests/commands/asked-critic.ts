import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {vi} from 'vitest';
import {usualPatience} from '../../src/llm/patience.ts';
import {main} from '../../src/main.ts';
import {loadCritique} from '../../src/workspace/critiques.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {modelAnswer} from '../critique/model/answers.ts';
import {free, soundEvent} from '../critique/proposals.ts';

/** A proposal whose answers say that the call stays a call. */
export const payment = {
  id: 'pay',
  caller: 'shop',
  callee: 'bank',
  purpose: 'charge the card',
  proposedEvent: {name: 'OrderPlaced'},
  facts: {effects: [{...free, what: 'charge the card', result: 'decides'}], event: soundEvent},
};

/** A model's answer about it, as text. */
export const answerText = (change: Partial<typeof modelAnswer> = {}) =>
  JSON.stringify({...modelAnswer, id: 'pay', verdict: 'keep-sync', publish: [], keep: ['charge the card'], ...change});

/** What every case leaves on disk: the proposal and the local critique. */
export const kept = {verdict: 'keep-sync', proposal: {caller: 'shop', callee: 'bank'}, local: {critic: 'local'}};

/** What a terminal could obey. */
export const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A folder in which `critique` is typed as a whole command, with what it then left on screen and on disk. */
export function critiqueFolder() {
  const cwd = mkdtempSync(join(tmpdir(), 'asked-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(cwd, name), text);
    return name;
  };
  const critique = async (
    args: readonly string[],
    {
      env = {},
      proposal = payment,
      terminal = false,
      typed = '',
      onText = () => {},
    }: {
      env?: Readonly<Record<string, string | undefined>>;
      proposal?: object;
      /** Standard error is one: the answer streams to it. */
      terminal?: boolean;
      typed?: string;
      onText?: (stop: AbortController) => void;
    } = {},
  ) => {
    const stop = new AbortController();
    let [out, err] = ['', ''];
    const code = await main(['critique', write('pay.json', JSON.stringify(proposal)), ...args], {
      env,
      cwd,
      stdin: Object.assign(Readable.from([typed]), {isTTY: terminal}),
      stdout: {write: (text: string) => (out += text), isTTY: false},
      stderr: {
        write: (text: string) => {
          err += text;
          if (/verdict: /.test(err)) onText(stop);
          return true;
        },
        isTTY: terminal,
      },
      signal: stop.signal,
      now: () => new Date('2026-01-01T00:00:00Z'),
    });
    const saved = (await loadCritique(openWorkspace(join(cwd, '.eventcoach')), 'pay')) as Record<string, unknown>;
    return {code, out, err, saved};
  };
  return {cwd, write, critique, remove: () => rmSync(cwd, {recursive: true, force: true})};
}

/** The pauses between tries pass at once, and the minutes that an answer may take are `limit` milliseconds. */
export function hurry(limit: number = usualPatience.total): void {
  const real = globalThis.setTimeout;
  const shorter = (ms: number | undefined) => {
    if (ms === usualPatience.total) return limit;
    return usualPatience.backOff.includes(ms ?? 0) ? 1 : ms;
  };
  const hurried = (run: (...more: unknown[]) => void, ms?: number, ...more: unknown[]) =>
    real(run, shorter(ms), ...more);
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(hurried as typeof setTimeout);
}
