import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openApp as openCommand} from '../../src/commands/app.ts';
import {newFolder, runProgram} from './built-program.ts';
import {openApp, sampleFolder} from './sample.ts';
import {testTerminal} from './terminal.ts';

const ctrlL = '\u000c';
const downKey = '\u001b[B';
/** A woman, a woman and a girl, joined: two columns wide, or six where a terminal counts every part. */
const family = '👩‍👩‍👧';

/** What happens to the terminal when the app is opened in `folder`: raw mode, and the first thing that is written. */
async function openedIn(folder: string, keys: string) {
  const terminal = testTerminal();
  const events: string[] = [];
  const stdin = Object.assign(terminal.stdin, {
    setRawMode: (isRaw: boolean) => {
      events.push(`raw ${isRaw}`);
      return stdin;
    },
  });
  const write = terminal.stdout.write.bind(terminal.stdout) as (...given: unknown[]) => boolean;
  const stdout = Object.assign(terminal.stdout, {
    write: (...given: unknown[]) => {
      if (!events.includes('written')) events.push('written');
      return write(...given);
    },
  });
  terminal.type(keys);
  const io = {
    ...{env: {}, cwd: folder, workspace: join(folder, '.eventcoach'), now: () => new Date(0), color: false},
    ...{stdin, stdout, stderr: stdout, signal: new AbortController().signal},
  };
  return {code: await openCommand(io, {screen: 'home'}).catch((error: Error) => error.message), events};
}

describe('the terminal', () => {
  it('reads keys as the app does before anything is drawn, and as before when the app is left', async () => {
    const {code, events} = await openedIn(sampleFolder(), 'q');
    expect(code).toBe(0);
    expect(events.slice(0, 2)).toEqual(['raw true', 'written']);
    expect(events.at(-1)).toBe('raw false');
  });

  it('reads keys as before when the app cannot be loaded', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '.eventcoach'));
    writeFileSync(join(folder, '.eventcoach/config.yaml'), 'theme: pink\n');
    const {code, events} = await openedIn(folder, '');
    expect(code).toMatch(/theme/);
    expect(events).toEqual(['raw true', 'raw false']);
  });

  it.each([
    [{}, true],
    [{ACCESSIBLE: '1'}, false],
  ])('with %j gets an empty screen that does not wrap: %s', async (env, isFull) => {
    const app = openApp({screen: 'home'}, {env});
    await app.until(/Start exercise/);
    await app.close();
    expect(app.output().startsWith('\u001b[?1049h\u001b[?7l\u001b[H\u001b[J')).toBe(isFull);
    expect(app.output().endsWith('\u001b[?7h\u001b[?1049l\u001b[?25h')).toBe(isFull);
    expect(/\u001b\[(?:\?7|J)/.test(app.output())).toBe(isFull);
  });
});

describe('the screen', () => {
  it('is drawn anew after a change of the window that nobody saw', async () => {
    const app = openApp({screen: 'home'});
    const before = await app.until(/Start exercise/);
    app.resizeAndBack(40, 10);
    expect(await app.text()).not.toBe(before);
    await expect.poll(app.text).toBe(before);
    app.type('j');
    expect((await app.until(/> 2 All exercises/)).replace('> 2', '  2')).toBe(before.replace('> 1', '  1'));
    await app.close();
  });

  it.each([
    ['a list', {screen: 'home'}, '', /Enter open/],
    ['a text field', {screen: 'gaps'}, 'aabc', /get wrong: abc▏/],
    ['the help', {screen: 'home'}, '?', /Ctrl-L +the whole screen again/],
    ['a lesson', {screen: 'exercise', id: '01-sample'}, '', /First read this/],
  ] as const)('of %s is drawn anew on Ctrl-L, whatever has been written over it', async (_, start, keys, shows) => {
    const app = openApp(start);
    await app.until(/help/);
    app.type(keys);
    await app.until(shows);
    await app.read();
    const before = await app.text();
    app.disturb(`\u001b[2J\u001b[3;7Hsomebody else's text\n\n\nand more`);
    expect(await app.text()).not.toBe(before);
    app.type(ctrlL);
    await expect.poll(app.text).toBe(before);
    await app.close();
  });

  it('is said again on Ctrl-L to who listens, whole and once', async () => {
    const app = openApp({screen: 'home'}, {env: {ACCESSIBLE: '1'}});
    await app.until(/Keys: /);
    await app.read();
    const first = app.output().slice(app.output().indexOf('eventcoach'));
    const from = app.output().length;
    app.type(ctrlL);
    const said = () => app.output().slice(from);
    await expect.poll(said).toMatch(/Keys: /);
    await app.read();
    expect(said().trim().split('\n')[0]).toBe(first.split('\n')[0]);
    expect(said().match(/All exercises/g)).toHaveLength(1);
    await app.close();
  });

  it('keeps every row in its place where a terminal counts a joined emoji wider than others do', async () => {
    const [plain, joined] = await Promise.all(['🚀', family].map(rowsWith));
    expect(joined).toEqual(plain);
    expect(plain).toContain('(named)');
  });
});

/** The rows after some moves where `emoji` stands three times in a name; those that hold it say only that they do. */
async function rowsWith(emoji: string): Promise<readonly string[]> {
  const folder = sampleFolder();
  const name = `${emoji.repeat(3)}-orders`;
  writeFileSync(
    join(folder, 'topology.yaml'),
    `version: 1
name: Shop
services:
  ${name}: {latency: 20ms, calls: [{to: mail}, {to: ${name}-2}]}
  mail: {latency: 2s}
  ${name}-2: {latency: 50ms}
brokers: {kafka: {}}
operations: {order: {entry: ${name}, rate: 1/s}}
`,
  );
  const app = openApp({screen: 'architecture'}, {folder, columns: 60, rows: 16});
  await app.until(/\[call\]/);
  for (const key of ['j', 'k', 'j', '\r', '\r', 'j']) {
    app.type(key);
    await app.read();
  }
  const rows = await app.rows();
  await app.close();
  return rows.map((row) => (row.includes([...emoji][0]!) ? '(named)' : row));
}

describe('the built program', () => {
  it('takes what is typed before it draws its first screen, and shows no key that is typed into that', async () => {
    const program = runProgram();
    program.type('2');
    await expect.poll(program.output, {interval: 1, timeout: 15_000}).toContain('\u001b[?1049h');
    program.type(downKey);
    expect(await program.until(/01 \[/)).toMatch(/^ eventcoach: Exercises/);
    // What a terminal writes where it shows the key itself.
    expect(program.output()).not.toContain('^[');
    program.type('q');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
  });

  it('draws its screen anew when the window had another size while it was busy', async () => {
    const program = runProgram();
    const before = await program.until(/Start exercise/);
    process.kill(program.pid, 'SIGSTOP');
    program.resize(40, 10);
    program.resize(80, 24);
    expect(await program.text()).not.toBe(before);
    process.kill(program.pid, 'SIGCONT');
    await expect.poll(program.text, {timeout: 15_000}).toBe(before);
    program.type('q');
    await expect(program.ended).resolves.toEqual({code: 0, signal: undefined});
  });
});
