import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {loadConfig, updateConfig} from '../../src/workspace/config.ts';
import type {Config} from '../../src/workspace/config-shape.ts';
import {pathOf, type Workspace} from '../../src/workspace/layout.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

const configured = (yaml: string): Workspace => {
  const workspace = temporaryWorkspace();
  mkdirSync(workspace.dir);
  writeFileSync(pathOf(workspace, 'config'), yaml);
  return workspace;
};
const problem = async (yaml: string): Promise<string> => {
  const error = await loadConfig(configured(yaml)).catch((e: unknown) => e);
  if (!(error instanceof UserError)) return `no UserError but ${JSON.stringify(error)}`;
  return `${error.message.replace(/^.*config\.yaml:/, '')} ${error.hint}`;
};

describe('the settings', () => {
  it('are none before the first, and reading makes nothing', async () => {
    const workspace = temporaryWorkspace();
    expect(await loadConfig(workspace)).toEqual({});
    expect(existsSync(workspace.dir)).toBe(false);
  });

  it('are read as they were saved', async () => {
    const workspace = temporaryWorkspace();
    const config: Config = {
      provider: 'openai',
      model: 'gemma3:4b',
      baseUrl: 'http://127.0.0.1:11434/v1',
      theme: 'light',
      skill: './skills/kafka-events',
      rules: {'retry-storm': 'off', 'target-missed': {checkout: 'warning'}},
    };
    expect(await updateConfig(workspace, () => config)).toEqual(config);
    expect(await loadConfig(workspace)).toEqual(config);
  });

  it('keep the comments and the order of the file', async () => {
    const workspace = configured('# ours\ntheme: dark # at night\n\n# the small one\nmodel: old\n');
    await updateConfig(workspace, (config) => ({...config, model: 'new', provider: 'local'}));
    expect(readFileSync(pathOf(workspace, 'config'), 'utf8')).toBe(
      '# ours\ntheme: dark # at night\n\n# the small one\nmodel: new\nprovider: local\n',
    );
  });

  it('lose a key that is taken out', async () => {
    const workspace = configured('model: a\ntheme: dark\n');
    await updateConfig(workspace, ({model: _, ...rest}) => rest);
    expect(readFileSync(pathOf(workspace, 'config'), 'utf8')).toBe('theme: dark\n');
  });

  it.each([
    ['modle: x', '1:1: there is no setting "modle". Did you mean "model"?'],
    ['theme: dark\nprovider: gemini', '2:1: provider: Invalid option'],
    ['rules: {retry-storm: loud}', '1:1: rules.retry-storm: expected one of error, warning, info, off'],
    ['a: [', '1:5: '],
    ['model: a\nmodel: b', '2:1: Map keys must be unique.'],
    ['- model', '1:1: Invalid input: expected object, received array'],
    ['model: !!js/function "x"', '1:8: Unresolved tag'],
    ['model: &a x\nskill: *a', '1:1: aliases'],
    ['__proto__: {model: x}', '1:1: there is no setting "__proto__"'],
    ['"\\e[2J": 1', '1:1: there is no setting "\\x1b[2J"'],
    ['['.repeat(20_000), 'nested too deeply'],
  ])('that are wrong are refused with their place: %.40j', async (yaml, says) => {
    expect(await problem(yaml)).toContain(says);
  });

  it('are bounded', async () => {
    await expect(loadConfig(configured(`# ${'x'.repeat(40_000)}`))).rejects.toThrow(/at most 32768 are read/);
  });

  it.each([
    ['apiKey: x', 'API keys belong in the environment'],
    ['model: sk-ant-api03-abcdef', 'keys belong in the environment'],
    ['baseUrl: https://user:secret@example.com/v1', 'without a user name'],
    ['baseUrl: https://example.com/v1?key=abc', 'a key or a query'],
    ['baseUrl: file:///etc/passwd', 'is not an http or https address'],
    ['provider: "command:curl evil"', 'provider: Invalid option'],
  ])('hold no secrets, and start no programs of a cloned repository: %s', async (yaml, says) => {
    expect(await problem(yaml)).toContain(says);
  });

  it('that are wrong are not saved', async () => {
    const workspace = configured('model: a\n');
    const wrong = updateConfig(workspace, (config) => ({...config, model: 'sk-123456'}));
    await expect(wrong).rejects.toThrow('model: looks like a key');
    expect(readFileSync(pathOf(workspace, 'config'), 'utf8')).toBe('model: a\n');
  });
});
