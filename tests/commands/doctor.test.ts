import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {version} from '../../src/version.ts';
import {folder} from './typed.ts';

let here: ReturnType<typeof folder>;
beforeEach(() => {
  here = folder();
  mkdirSync(join(here.cwd, '.eventcoach'));
});
afterEach(() => {
  vi.restoreAllMocks();
  here.remove();
});
const key = 'sk-test-7f3a9b2c';
const keys = {OPENAI_API_KEY: key, ANTHROPIC_API_KEY: `${key}-other`};
const run = (args: readonly string[] = [], env: Record<string, string> = {}) => here.type(['doctor', ...args], {env});
const settings = (yaml: string) => writeFileSync(join(here.cwd, '.eventcoach', 'config.yaml'), yaml);
/** What stands beside a label, wrapped lines joined. */
const beside = (out: string, label: string) =>
  new RegExp(`^  ${label} +((?:.+\\n)(?: {4,}.+\\n)*)`, 'm').exec(out)?.[1]?.trim().replace(/\s+/g, ' ');

describe('eventcoach doctor', () => {
  it('names versions, finds nothing to mend in an empty folder, and sends nothing', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const {code, out, err} = await run();
    expect([code, err]).toEqual([0, '']);
    expect(beside(out, 'eventcoach')).toBe(version);
    expect(beside(out, 'Node')).toContain(process.versions.node);
    expect(beside(out, 'critic')).toBe('local: rules, no network (default)');
    expect(out).toMatch(/Nothing has to be mended\.\n$/);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says what the terminal is and why there are colours or none', async () => {
    const plain = await run([], {LANG: 'C'});
    expect(beside(plain.out, 'output')).toContain('no terminal');
    expect(beside(plain.out, 'colours')).toContain('no, this is no terminal');
    expect(beside(plain.out, 'letters')).toContain('not UTF-8 (LANG)');
    const forced = await run([], {FORCE_COLOR: '1', LC_ALL: 'de_DE.UTF-8', LANG: 'C'});
    expect(forced.out).toContain('\u001b[');
    expect(beside(forced.out, 'colours')).toContain('yes, FORCE_COLOR is set');
    expect(beside(forced.out, 'letters')).toBe('UTF-8 (LC_ALL)');
  });

  it('says whether a key is there, never any sign of it', async () => {
    const {code, out, err} = await run(['--critic', 'anthropic'], keys);
    expect(code).toBe(0);
    expect(beside(out, 'OPENAI_API_KEY')).toBe('set');
    expect(beside(out, 'key')).toBe('ANTHROPIC_API_KEY is set');
    expect(out + err).not.toContain('7f3a');
    expect(beside((await run()).out, 'OPENAI_API_KEY')).toBe('not set');
  });

  it.each([
    ['openai', 'OPENAI_API_KEY is not set'],
    ['anthropic', 'ANTHROPIC_API_KEY is not set'],
  ])('ends with 2 where the configured critic %s has no key', async (provider, says) => {
    settings(`provider: ${provider}\n`);
    const {code, out} = await run();
    expect(code).toBe(2);
    expect(beside(out, 'critic')).toBe(`${provider} (config.yaml)`);
    expect(out).toContain(says);
  });

  it('keeps a key back from an address that only the settings name, and says so', async () => {
    settings('provider: openai\nmodel: m\nbaseUrl: https://models.example.com/v1\n');
    const kept = await run([], keys);
    expect(kept.code).toBe(0);
    expect(beside(kept.out, 'address')).toMatch(
      /^https:\/\/models\.example\.com\/v1 \(config\.yaml\): .*asked before anything is sent there/,
    );
    expect(beside(kept.out, 'key')).toMatch(/^OPENAI_API_KEY is set and kept back\. .*EVENTCOACH_BASE_URL\.$/);
    settings('provider: openai\nmodel: m\nbaseUrl: http://localhost:11434/v1\n');
    expect(beside((await run([], keys)).out, 'address')).toBe('http://localhost:11434/v1 (config.yaml)');
    const named = await run([], {...keys, EVENTCOACH_BASE_URL: 'https://models.example.com/v1'});
    expect(beside(named.out, 'address')).toBe('https://models.example.com/v1 (EVENTCOACH_BASE_URL)');
    expect(beside(named.out, 'key')).toBe('OPENAI_API_KEY is set and is sent to that address');
    expect(beside((await run()).out, 'key')).toBe('none is sent: OPENAI_API_KEY is not set');
  });

  it('takes options before the environment, and that before the settings', async () => {
    settings('provider: openai\nmodel: c\n');
    const env = {...keys, EVENTCOACH_MODEL: 'e'};
    expect(beside((await run(['--model', 'f'], env)).out, 'model')).toBe('f (--model)');
    expect(beside((await run([], env)).out, 'model')).toBe('e (EVENTCOACH_MODEL)');
    expect(beside((await run([], keys)).out, 'model')).toBe('c (config.yaml)');
    // The model of one service is none of another's.
    expect(beside((await run(['--critic', 'anthropic'], keys)).out, 'model')).toMatch(/^claude-.* \(default\)$/);
  });

  it.each([
    ['an unknown critic', ['--critic', 'antropic'], {}, 'Did you mean "anthropic"?'],
    ['a bad address', ['--critic', 'openai', '--base-url', `https://x:${key}@h`, '--model', 'm'], keys, 'base URL'],
    ['a key that cannot be one', ['--critic', 'openai'], {OPENAI_API_KEY: `${key} x`}, 'holds spaces'],
    ['no model for another address', ['--critic', 'openai', '--base-url', 'http://127.0.0.1:1'], keys, 'Which model?'],
    ['a program that is not there', ['--critic', 'command:no-such-program -p'], {PATH: '/bin'}, 'no program no-such'],
  ])('ends with 2 on %s', async (_, args, env, says) => {
    const {code, out, err} = await run(args, env as Record<string, string>);
    expect([code, err]).toEqual([2, '']);
    expect(out.replace(/\s+/g, ' ')).toContain(says);
    expect(out).not.toContain('7f3a');
  });

  it.skipIf(process.platform === 'win32')('finds the program of a critic where it would be started from', async () => {
    here.file('ask', '');
    chmodSync(join(here.cwd, 'ask'), 0o755);
    const [byPath, byName] = [
      await run(['--critic', 'command:./ask -p']),
      await run(['--critic', 'command:ask'], {PATH: here.cwd}),
    ];
    expect([byPath.code, beside(byPath.out, 'program')]).toEqual([0, join(here.cwd, 'ask')]);
    expect([byName.code, beside(byName.out, 'program')]).toEqual([0, join(here.cwd, 'ask')]);
  });

  it.each([
    ['settings that are wrong', 'modle: x', /config\.yaml:1:1: there is no setting "modle"/],
    ['a rule that is misspelt', 'rules: {retry-strom: off}', /there is no rule "retry-strom"/],
    ['a skill that is not there', 'provider: clipboard\nskill: nowhere', /nowhere holds no SKILL\.md/],
  ])('ends with 2 on %s, and says it once', async (_, yaml, says) => {
    settings(yaml);
    const {code, out} = await run();
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ').match(new RegExp(says, 'g'))).toHaveLength(1);
  });

  it('tells that a proxy is set and whether Node uses it, not where it is', async () => {
    const proxy = {HTTPS_PROXY: 'http://me:hidden@proxy.example:8080'};
    const unused = await run([], proxy);
    expect(beside(unused.out, 'HTTPS_PROXY')).toContain('not used');
    expect(unused.out).not.toMatch(/hidden|proxy\.example/);
    expect(beside((await run([], {...proxy, NODE_USE_ENV_PROXY: '1'})).out, 'HTTPS_PROXY')).toBe('set and used');
  });

  it('shows control characters of what it repeats', async () => {
    const {out} = await run(['--critic', 'openai', '--model', '\u001b[2Jx'], keys);
    expect(beside(out, 'model')).toBe('\\x1b[2Jx (--model)');
  });

  it('takes no words', async () => {
    expect((await run(['me'])).code).toBe(2);
  });
});
