import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {evalFolder} from '../skill/eval/eval-folder.ts';
import {scriptedModel, skillOf} from '../skill/eval/scripted-model.ts';

const folder = evalFolder();
let model: Awaited<ReturnType<typeof scriptedModel>>;
beforeAll(async () => {
  folder.skill('skills', skillOf());
  // A status that no second try mends.
  model = await scriptedModel(7, () => 400);
});
afterAll(() => {
  model.close();
  folder.remove();
});

const program = 'Or name a program that asks a model for you: --critic "command:PROGRAM ...".';
const local = 'Or leave --critic out: the local check needs no key and no network.';
const commands = [
  [['eval', '--old', 'skills/kafka-events', '--seed', '7', '--cases', '14'], '--critic', program],
  [['test'], '--critic', program],
  [['check'], '--critic', local],
  [['improve'], '--draft', 'Or leave --draft out: the knowledge cards need no key and no network.'],
] as const;

describe.each(commands)('skill %s with a model', (args, option, instead) => {
  it.each(['anthropic', 'openai'] as const)(
    'names what can be done without a key for %s, and no chat window',
    async (name) => {
      const {code, out, err} = await folder.type([...args, option, name], {env: {}});
      const key = `${name.toUpperCase()}_API_KEY`;
      expect([code, out]).toEqual([2, '']);
      expect(err).toBe(`There is no key for ${name}: ${key} is not set.\nSet ${key} in the environment. ${instead}\n`);
    },
  );

  it('offers no chat window where the service does not take the question', async () => {
    const asked = [...args, option, 'openai', '--model', 'm-1', '--base-url', model.url];
    const {code, err} = await folder.type(asked);
    expect(code).toBe(2);
    expect(err).not.toContain('clipboard');
  });

  it('lists only who can be asked where a name is misspelt', async () => {
    const {code, err} = await folder.type([...args, option, 'xyz']);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining(`${option} xyz: nobody can be asked under that name.\nThere are: `),
    ]);
    expect(err).not.toContain('clipboard');
  });
});

it.each(['local', 'clipboard'])('eval and test say that %s is no model', async (name) => {
  for (const args of [['eval', '--old', 'skills/kafka-events'], ['test']]) {
    const {code, err} = await folder.type([...args, '--critic', name]);
    expect([code, err]).toEqual([2, expect.stringContaining(`asks a model, and ${name} is none.`)]);
  }
});
