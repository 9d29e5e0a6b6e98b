import {afterAll, describe, expect, it} from 'vitest';
import {commands} from '../../src/commands/index.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);

describe('the command line', () => {
  it('lists every command, and each explains itself', async () => {
    const {code, out} = await here.type(['--help']);
    expect(code).toBe(0);
    for (const name of Object.keys(commands).filter((c) => c !== 'app')) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
      const help = await here.type([name, '--help']);
      expect([help.code, help.err]).toEqual([0, '']);
      expect(help.out).toMatch(new RegExp(`eventcoach ${name}`));
      expect((await here.type(['help', name])).out).toBe(help.out);
      if (name === 'skill')
        expect((await here.type(['help', name, 'check'])).out).toBe((await here.type([name, 'check', '--help'])).out);
    }
  });

  it('prints its version', async () => {
    expect((await here.type(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('asks "did you mean" for a misspelt command, and names an unknown one without obeying it', async () => {
    expect(await here.type(['analyse'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/analyse.*\n.*"analyze"/),
    });
    const {code, err} = await here.type(['\u001b]0;pwned\u0007']);
    expect(code).toBe(2);
    expect(err).not.toMatch(/[\u001b\u0007]/);
  });

  it('without a terminal prints the guided analysis of the Task API', async () => {
    const {code, out} = await here.type([]);
    expect(code).toBe(0);
    const text = out.replace(/\s+/g, ' ');
    for (const figure of [
      '50 ms + 2 s + 500 ms + 50 ms = 2.6 s',
      '99.6006 %',
      '34.99 h',
      'TaskCreated',
      'temporal, tight',
      'availability, tight',
      'behavioral, tight',
      '99.6006 % -> 99.89 %',
    ]) {
      expect(text).toContain(figure);
    }
  });

  it('colours only where they are wanted: --color, FORCE_COLOR and a terminal against NO_COLOR, --no-color and TERM=dumb', async () => {
    const colored = async (args: readonly string[], env: Record<string, string>, isTTY: boolean) =>
      (await here.type(['prompt', 'list', ...args], {env, isTTY})).out.includes('\u001b[');
    expect(await colored([], {}, false)).toBe(false);
    expect(await colored([], {}, true)).toBe(true);
    expect(await colored([], {NO_COLOR: '1'}, true)).toBe(false);
    expect(await colored([], {NO_COLOR: ''}, true)).toBe(true);
    expect(await colored([], {TERM: 'dumb'}, true)).toBe(false);
    expect(await colored([], {FORCE_COLOR: '1'}, false)).toBe(true);
    expect(await colored([], {FORCE_COLOR: '0'}, true)).toBe(false);
    expect(await colored(['--color'], {}, false)).toBe(true);
    expect(await colored(['--no-color'], {FORCE_COLOR: '1'}, true)).toBe(false);
  });

  it('ends with 130 when it is interrupted', async () => {
    expect(await here.type(['analyze', '-'], {signal: AbortSignal.abort()})).toMatchObject({
      code: 130,
      err: 'Interrupted.\n',
    });
  });

  it('reports a bug of ours with exit 70, the place, and nothing that could be secret', async () => {
    const broken = {
      write: () => {
        throw new TypeError('sk-very-secret');
      },
    };
    let err = '';
    const {main} = await import('../../src/main.ts');
    const code = await main(['--version'], {
      env: {ANTHROPIC_API_KEY: 'sk-very-secret'},
      cwd: here.cwd,
      stdin: process.stdin,
      stdout: broken,
      stderr: {write: (text: string) => (err += text)},
      signal: new AbortController().signal,
      now: () => new Date(0),
    });
    expect(code).toBe(70);
    expect(err).toMatch(/bug in eventcoach/);
    expect(err).toMatch(/main\.ts:\d+/);
    expect(err).not.toContain('sk-very-secret');
    expect(err).not.toContain(here.cwd);
  });
});
