import {afterAll, describe, expect, it} from 'vitest';
import {topologyJsonSchema} from '../../src/topology/json-schema.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const run = (...args: readonly string[]) => here.type(['schema', ...args]);

describe('eventcoach schema', () => {
  it('prints the JSON Schema of the topology, and nothing else', async () => {
    const {code, out, err} = await run('topology');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual(topologyJsonSchema());
  });

  it('prints a JSON Schema for every format that its help lists', async () => {
    const names = /eventcoach schema (\S+)/.exec((await run('--help')).out)![1]!.split('|');
    expect(names).toContain('proposal');
    for (const name of names) {
      const {out} = await run(name);
      expect(JSON.parse(out).$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    }
  });

  it('refuses a name that it does not know, and guesses what was meant', async () => {
    expect(await run('topolgy')).toEqual({
      code: 2,
      out: '',
      err: 'There is no schema "topolgy".\nDid you mean "topology"?\n',
    });
    expect((await run('__proto__')).code).toBe(2);
  });

  it('asks which where none or several are named', async () => {
    for (const args of [[], ['topology', 'proposal']]) {
      const {code, err} = await run(...args);
      expect([code, err]).toEqual([2, expect.stringContaining('Say: eventcoach schema topology|')]);
    }
  });
});
