import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {chosenCritic} from '../../src/critics/chosen-critic.ts';

let workspace = '';
beforeEach(() => {
  workspace = join(mkdtempSync(join(tmpdir(), 'chosen-')), '.eventcoach');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'config.yaml'), 'provider: openai\nmodel: c\nbaseUrl: https://models.example.com/v1\n');
});
afterEach(() => rmSync(join(workspace, '..'), {recursive: true}));

const none = {critic: undefined, model: undefined, 'base-url': undefined, accept: undefined};

it('keeps what the settings say apart from the flags: a key does not follow the settings to any address', async () => {
  expect(await chosenCritic({workspace}, {...none, model: 'f'})).toEqual({
    kind: 'model',
    critic: 'openai',
    model: 'f',
    baseUrl: undefined,
    configured: expect.objectContaining({model: 'c', baseUrl: 'https://models.example.com/v1'}),
    skill: undefined,
  });
});

it('takes no model and no address of one service for another', async () => {
  expect(await chosenCritic({workspace}, {...none, critic: 'anthropic'})).toMatchObject({
    critic: 'anthropic',
    configured: {},
  });
});
