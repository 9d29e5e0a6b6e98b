import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {answerText, critiqueFolder, hurry, kept, obeyed} from './asked-critic.ts';

let here: ReturnType<typeof critiqueFolder>;
beforeEach(() => {
  here = critiqueFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  here.remove();
});

/** Asks a program written here in JavaScript, as a whole command. */
const ask = (code: string, options: Parameters<typeof here.critique>[1] = {}) => {
  here.write('program.mjs', code);
  const env = {PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot']};
  return here.critique(['--critic', `command:"${process.execPath}" program.mjs`], {env, ...options});
};
const prints = (text: string) => `process.stdout.write(${JSON.stringify(text)});`;

describe('critique --critic "command:...", from typing it to what is on disk', () => {
  it('a program that answers is heard, and no cost is claimed', async () => {
    const {code, out, err, saved} = await ask(`for await (const _ of process.stdin);${prints(answerText())}`);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^keep-sync: it stays a call[\s\S]*\nBoth say keep-sync\./);
    expect(out).not.toMatch(/\$|tokens/);
    expect(saved).toMatchObject({
      ...kept,
      opinion: {verdict: 'keep-sync'},
      raw: [answerText()],
      usage: null,
      cost: null,
    });
  });

  it.each([
    [
      'fails',
      'console.error("log in\\u001b[2J first."); process.exit(3);',
      /ended with code 3: log in\\x1b\[2J first\./,
    ],
    ['says nothing', '', /printed no answer\./],
    [
      'floods',
      'const s = "x".repeat(1e6); const go = () => process.stdout.write(s, go); go();',
      /prints without end\./,
    ],
  ])('a program that %s leaves the local critique, and the message says what to do', async (_, code, says) => {
    const {code: exit, out, err, saved} = await ask(code);
    expect([exit, out]).toEqual([2, expect.stringMatching(/^keep-sync: it stays a call/)]);
    expect(err).toMatch(says);
    expect(err).toMatch(/ The local critique stands\.\nTry it by hand\.\n$/);
    expect(saved).toMatchObject(kept);
  });

  it('a program that hangs is ended', async () => {
    hurry(300);
    const {code, out, err, saved} = await ask('setInterval(() => {}, 1000);');
    expect([code, out]).toEqual([2, expect.stringMatching(/^keep-sync: it stays a call/)]);
    expect(err).toMatch(
      /did not end within 10 min\. The local critique stands\.\nTry it by hand, or another program\.\n$/,
    );
    expect(saved).toMatchObject(kept);
  });

  it('a program that is not there is named', async () => {
    const {code, err, saved} = await here.critique(['--critic', 'command:no-such-program-here -p'], {
      env: {PATH: '/bin'},
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^no-such-program-here cannot be started: .*\nCheck the name behind "command:"/);
    expect(saved).toMatchObject(kept);
  });

  it('Ctrl-C half way ends it at once', async () => {
    const code = `${prints(answerText().slice(0, 60))}setInterval(() => {}, 1000);`;
    const {code: exit, err, saved} = await ask(code, {terminal: true, onText: (stop) => stop.abort()});
    expect([exit, err]).toEqual([130, expect.stringMatching(/\nInterrupted\.\n$/)]);
    expect(saved).toMatchObject(kept);
  });

  it('an answer that cannot be used is kept as it came, and nothing in it that a terminal obeys is shown', async () => {
    const text = 'Sure.\u001b[2J\u202e verdict: convert';
    const {code, out, err, saved} = await ask(prints(text), {terminal: true});
    expect([code, out]).toEqual([2, expect.stringMatching(/^keep-sync[\s\S]*no\sanswer\sthat\scan\sbe\sused/)]);
    expect(err).toContain('Sure.\\x1b[2J');
    expect(`${out}${err}`.replaceAll('\n', '')).not.toMatch(obeyed);
    expect(saved).toMatchObject({...kept, critic: 'local', raw: [text, text]});
  });
});
