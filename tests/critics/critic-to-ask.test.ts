import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {criticToAsk} from '../../src/critics/critic-to-ask.ts';

/** Whom "ask a model" means with this config.yaml and environment. */
function whom(config: string | undefined, env: Readonly<Record<string, string>>) {
  const workspace = mkdtempSync(join(tmpdir(), 'whom-'));
  if (config !== undefined) writeFileSync(join(workspace, 'config.yaml'), config);
  return criticToAsk({workspace, env});
}

const [claude, gpt] = [{ANTHROPIC_API_KEY: 'a'}, {OPENAI_API_KEY: 'o'}];

describe('whom "ask a model" means', () => {
  it.each([
    ['provider: openai\n', {...claude, ...gpt}, 'openai', undefined],
    ['provider: anthropic\n', {...claude, ...gpt}, 'anthropic', undefined],
    [undefined, {...claude, ...gpt}, 'anthropic', 'ANTHROPIC_API_KEY'],
    [undefined, gpt, 'openai', 'OPENAI_API_KEY'],
    ['theme: dark\n', gpt, 'openai', 'OPENAI_API_KEY'],
  ])('the service of the settings, else one whose key is there (%j, %j)', async (config, env, critic, onlyKey) => {
    expect(await whom(config, env)).toMatchObject({kind: 'model', chosen: {critic}, onlyKey});
  });

  it.each([
    ['provider: clipboard\n', gpt, /provider is clipboard/],
    ['provider: local\n', gpt, /provider is local/],
    ['provider: anthropic\n', gpt, /no key for anthropic: ANTHROPIC_API_KEY is not set/],
    ['provider: anthropic\n', {ANTHROPIC_API_KEY: ' '}, /ANTHROPIC_API_KEY is not set/],
    [undefined, {}, /no key \(ANTHROPIC_API_KEY, OPENAI_API_KEY\)/],
  ])('a chat window, and why, where nobody else is wanted or possible (%j, %j)', async (config, env, why) => {
    expect(await whom(config, env)).toMatchObject({kind: 'chat', why: expect.stringMatching(why)});
  });

  it('a service elsewhere needs no key: a local model has none', async () => {
    const config = 'provider: openai\nmodel: qwen\nbaseUrl: http://127.0.0.1:11434/v1\n';
    expect(await whom(config, {})).toMatchObject({kind: 'model', chosen: {configured: {model: 'qwen'}}});
    const env = {EVENTCOACH_BASE_URL: 'http://127.0.0.1:11434/v1'};
    expect(await whom('provider: openai\n', env)).toMatchObject({kind: 'model', onlyKey: undefined});
  });

  it('takes the model of the settings for their own provider alone', async () => {
    expect(await whom('provider: openai\nmodel: m-1\n', gpt)).toMatchObject({chosen: {configured: {model: 'm-1'}}});
  });

  it('carries the skill of the settings', async () => {
    expect(await whom('skill: skills/ours\n', gpt)).toMatchObject({skill: 'skills/ours'});
    expect(await whom('skill: skills/ours\n', {})).toMatchObject({skill: 'skills/ours'});
  });
});
