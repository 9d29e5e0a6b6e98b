import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {configKeys} from '../../src/workspace/config-shape.ts';
import {folder} from './typed.ts';

let here: ReturnType<typeof folder>;
beforeEach(() => {
  here = folder();
});
afterEach(() => here.remove());
const run = (args: readonly string[], env: Record<string, string> = {}) => here.type(['config', ...args], {env});
const file = () => join(here.cwd, '.eventcoach', 'config.yaml');
const write = (yaml: string) => {
  mkdirSync(join(here.cwd, '.eventcoach'));
  writeFileSync(file(), yaml);
};
/** The line of the list that is about a setting. */
const line = (out: string, key: string) => out.split('\n').find((text) => text.trim().startsWith(`${key} `));

describe('eventcoach config', () => {
  it('lists every setting with its value and who says it, and makes nothing', async () => {
    const {code, out, err} = await run([]);
    expect([code, err]).toEqual([0, '']);
    expect(configKeys.filter((key) => line(out, key) === undefined)).toEqual([]);
    expect(line(out, 'provider')).toBe('  provider  local (default)');
    expect(existsSync(file())).toBe(false);
  });

  it('tells the environment from the file and from the default of the vendor', async () => {
    write('provider: anthropic\nmodel: a\ntheme: dark\nrules: {retry-storm: off}\n');
    const {out} = await run([], {EVENTCOACH_MODEL: 'e'});
    expect(line(out, 'provider')).toBe('  provider  anthropic (config.yaml)');
    expect(line(out, 'model')).toBe('  model     e (EVENTCOACH_MODEL; config.yaml says otherwise)');
    // https://platform.claude.com/docs/en/api/overview names this address.
    expect(line(out, 'baseUrl')).toBe('  baseUrl   https://api.anthropic.com (default)');
    expect(line(out, 'theme')).toBe('  theme     dark (config.yaml)');
    expect(line(out, 'rules')).toBe('  rules     1 set (config.yaml)');
  });

  it('names no default model for an address that is not the vendor’s', async () => {
    write('provider: openai\nbaseUrl: http://127.0.0.1:11434/v1\n');
    expect(line((await run([])).out, 'model')).toBe('  model     not set');
  });

  it('gets a value alone, for scripts, and nothing where there is none', async () => {
    write('model: "a b"\n');
    expect(await run(['get', 'model'])).toEqual({code: 0, out: 'a b\n', err: ''});
    expect(await run(['get', 'model'], {EVENTCOACH_MODEL: 'e'})).toEqual({code: 0, out: 'e\n', err: ''});
    expect(await run(['get', 'skill'])).toEqual({code: 0, out: '', err: 'skill is not set.\n'});
  });

  it('sets a value, keeps comments, and says when something else counts first', async () => {
    write('# ours\ntheme: dark # at night\n');
    expect(await run(['set', 'model', 'true'], {EVENTCOACH_MODEL: 'e'})).toEqual({
      code: 0,
      out: `model is true in ${file()}.\n`,
      err: 'EVENTCOACH_MODEL counts first: e.\n',
    });
    expect(readFileSync(file(), 'utf8')).toBe('# ours\ntheme: dark # at night\nmodel: "true"\n');
    expect((await run(['get', 'model'])).out).toBe('true\n');
  });

  it('says of an address elsewhere that nothing is sent there unasked, and of the vendors’ and one’s own nothing', async () => {
    const {code, err} = await run(['set', 'baseUrl', 'https://models.example.com/v1']);
    expect([code, err]).toEqual([0, expect.stringMatching(/^You and .* are asked before anything is sent there\./)]);
    for (const address of ['http://127.0.0.1:11434/v1', 'https://api.openai.com/v1']) {
      expect((await run(['set', 'baseUrl', address])).err).toBe('');
    }
  });

  it('takes a value out, and makes no workspace to do so', async () => {
    expect((await run(['unset', 'theme'])).out).toBe(`theme is not set in ${file()}.\n`);
    expect(existsSync(file())).toBe(false);
    await run(['set', 'theme', 'dark']);
    expect(await run(['unset', 'theme'])).toEqual({
      code: 0,
      out: `theme is no longer set in ${file()}.\n`,
      err: 'The default counts now: auto.\n',
    });
    expect(readFileSync(file(), 'utf8')).not.toContain('theme');
  });

  it.each([
    [['set', 'modle', 'x'], 'There is no setting "modle"', 'Did you mean "model"?'],
    [['set', 'provider', 'antropic'], 'provider cannot be "antropic"', 'Did you mean "anthropic"?'],
    [['set', 'theme', 'pink'], 'theme cannot be "pink"', 'auto, dark, light, mono'],
    [['set', 'provider', 'command:curl x'], 'A program is no setting', '--critic "command:'],
    [['set', 'rules', 'off'], 'rules is a table', 'rules: {retry-storm: off}'],
    [['set', 'baseUrl', 'file:///etc/passwd'], 'not an http or https address', 'Nothing was changed'],
    [['set', 'model', ''], 'model', 'Nothing was changed'],
    [['set', 'model'], 'config set takes', 'config set KEY VALUE'],
    [['set', 'model', 'a', 'b'], 'config set takes', 'config set KEY VALUE'],
    [['get'], 'config get takes one setting', 'config get KEY'],
    [['unste', 'model'], 'config unste', 'Did you mean "unset"?'],
    [['get', '__proto__'], 'There is no setting', 'The settings are'],
    [['get', '\u001b[2J'], '"\\x1b[2J"', 'The settings are'],
  ])('refuses %j with a next step, and changes nothing', async (args, says, hint) => {
    const {code, out, err} = await run(args);
    expect([code, out]).toEqual([2, '']);
    const [first, second, end] = err.split('\n');
    expect(first).toContain(says);
    expect(second).toContain(hint);
    expect(end).toBe('');
    expect(existsSync(file())).toBe(false);
  });

  // A key-like word in every place where one could be put by mistake.
  const key = 'sk-test-7f3a9b2c';
  it.each([
    [['set', 'apiKey', key]],
    [['set', key, 'x']],
    [['set', key]],
    [['set', 'model', key]],
    [['set', 'provider', key]],
    [['set', 'baseUrl', `https://x.example/?k=${key}`]],
    [['set', 'ANTHROPIC_API_KEY', key]],
    [['set', 'model', 'a', key]],
    [['get', key]],
  ])('keeps no key and repeats none: %j', async (args) => {
    const {code, out, err} = await run(args);
    expect(code).toBe(2);
    expect(out + err).not.toContain(key.slice(3));
    expect(existsSync(file())).toBe(false);
  });

  it.each([
    [{EVENTCOACH_MODEL: key}],
    [{EVENTCOACH_BASE_URL: `https://me:${key}@x.example`}],
    [{EVENTCOACH_BASE_URL: `https://x.example/?key=${key.slice(3)}`}],
    [{OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key}],
  ])('shows no key that stands in the environment: %j', async (env) => {
    for (const args of [[], ['get', 'model'], ['get', 'baseUrl'], ['set', 'theme', 'dark']]) {
      const {code, out, err} = await run(args, env);
      expect(code).toBe(0);
      expect(out + err).not.toContain(key.slice(3));
    }
  });
});
