import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {Interrupted} from '../../src/errors.ts';
import {providerFor} from '../../src/llm/index.ts';
import type {Listening} from '../../src/llm/provider.ts';
import {splitCommand} from '../../src/llm/split-command.ts';
import {impatient, question} from './services.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(cwd, {recursive: true}));

/** Asks a program written here in JavaScript; an error comes back as a value. */
async function run(
  code: string,
  {signal = new AbortController().signal, args = ''}: {signal?: AbortSignal; args?: string} = {},
) {
  writeFileSync(join(cwd, 'program.mjs'), code);
  const heard: string[] = [];
  const provider = await providerFor({
    critic: `command:"${process.execPath}" program.mjs ${args}`,
    env: process.env,
    cwd,
    patience: impatient(),
  });
  const reply = await provider
    .ask(question, {signal, onText: (text) => heard.push(text)})
    .catch((error: unknown) => error);
  return {reply, heard};
}

it('a program reads the question on standard input and answers on standard output', async () => {
  const code = `
    let read = '';
    for await (const piece of process.stdin) read += piece;
    process.stdout.write(JSON.stringify([read, process.argv.slice(2)]));`;
  const {reply, heard} = await run(code, {args: `-p 'two words' "" $HOME`});
  expect(JSON.parse(heard.join(''))).toEqual(['You judge.\n\nWhat about p?\n', ['-p', 'two words', '', '$HOME']]);
  expect(reply).toEqual({text: heard.join(''), model: process.execPath, usage: null, cost: null, end: 'complete'});
});

it.each([
  [
    'fails',
    'console.error("first"); console.error("log in\\u001b[2J first."); process.exit(3)',
    /ended with code 3: log in\\x1b\[2J first\.$/,
  ],
  ['says nothing', '', /printed no answer\.$/],
  [
    'prints without end',
    'const s = "x".repeat(100_000); const go = () => process.stdout.write(s, go); go();',
    /prints without end\.$/,
  ],
])('a program that %s is an error of the user', async (_, code, says) => {
  const {reply} = await run(code);
  expect(reply).toMatchObject({name: 'UserError', message: expect.stringMatching(says)});
});

it('a program that is not there is an error of the user', async () => {
  const provider = await providerFor({critic: 'command:no-such-program-here', env: process.env, cwd});
  await expect(provider.ask(question, {signal: new AbortController().signal})).rejects.toMatchObject({
    name: 'UserError',
    message: 'no-such-program-here cannot be started: there is no such program.',
  });
});

/** Starts a child of its own, tells both process ids, and never ends. A shell is up long before the time limit. */
const hanging = 'sleep 1000 & echo "$$ $!" > pids; echo "so far"; wait';

/** Asks the program that hangs. */
async function hang(total: number, listening: Listening) {
  writeFileSync(join(cwd, 'hang.sh'), hanging);
  const provider = await providerFor({
    critic: 'command:sh hang.sh',
    env: process.env,
    cwd,
    patience: impatient({total}),
  });
  return provider.ask(question, listening).catch((error: unknown) => error);
}

async function ended(): Promise<void> {
  const pids = readFileSync(join(cwd, 'pids'), 'utf8').split(' ').map(Number);
  expect(pids).toHaveLength(2);
  // A killed process stays visible until its parent has noticed, here or in the system's first process.
  await expect.poll(() => pids.filter(runs), {timeout: 10_000}).toEqual([]);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && / Z /.test(readFileSync(stat, 'utf8')));
}

it('a program that hangs is ended with everything it started', async () => {
  const reply = await hang(1000, {signal: new AbortController().signal});
  expect(reply).toMatchObject({name: 'UserError', message: 'sh did not end within 1 s.'});
  await ended();
});

it('a cancelled program is ended with everything it started', async () => {
  const stop = new AbortController();
  expect(await hang(20_000, {signal: stop.signal, onText: () => stop.abort()})).toBeInstanceOf(Interrupted);
  await ended();
});

it('a program that is cancelled beforehand is not started', async () => {
  const {reply} = await run('import {writeFileSync} from "node:fs"; writeFileSync("ran", "")', {
    signal: AbortSignal.abort(),
  });
  expect(reply).toBeInstanceOf(Interrupted);
  expect(existsSync(join(cwd, 'ran'))).toBe(false);
});

it('a program is told its model in its command', async () => {
  const wanted = {critic: 'command:claude -p', env: {}, cwd};
  await expect(providerFor({...wanted, model: 'm'})).rejects.toMatchObject({name: 'UserError'});
  await expect(providerFor({...wanted, baseUrl: 'http://localhost'})).rejects.toMatchObject({name: 'UserError'});
  await expect(providerFor({...wanted, critic: 'command: '})).rejects.toMatchObject({name: 'UserError'});
});

it.each([
  ['claude -p', ['claude', '-p']],
  [` a\t"b c"  'd "e"' f"g h"i `, ['a', 'b c', 'd "e"', 'fg hi']],
  ['C:\\bin\\x.exe ""', ['C:\\bin\\x.exe', '']],
  ['', []],
])('%s is split into words', (text, words) => {
  expect(splitCommand(text)).toEqual(words);
});

it('a quote that is not closed is an error of the user', () => {
  expect(() => splitCommand('a "b')).toThrow('is not closed');
});
