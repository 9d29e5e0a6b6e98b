import {describe, expect, it} from 'vitest';
import {usage, wished} from './arguments.ts';
import {parts} from './parts.ts';

const all = Object.keys(parts);

describe('the words after npm run bench --', () => {
  it('are a number and parts in any order; without them all parts run, fifteen times', () => {
    expect(wished([])).toEqual({runs: 15, parts: all});
    expect(wished(['6', 'keys'])).toEqual({runs: 6, parts: ['keys']});
    expect(wished(['keys', '6'])).toEqual({runs: 6, parts: ['keys']});
    expect(wished(['keys'])).toEqual({runs: 15, parts: ['keys']});
    expect(wished(['tangled', 'start', '2'])).toEqual({runs: 2, parts: ['start', 'tangled']});
  });

  it.each([['nonsense'], ['toString'], ['--runs'], ['']])(
    'are refused where one is %j, and the parts are named',
    (word) => {
      expect(wished(['3', word])).toEqual({
        wrong: `There is no part ${JSON.stringify(word)}.`,
        next: `Parts are: ${all.join(', ')}.`,
      });
    },
  );

  it.each(['0', '-3', '2.5', '1e3', '1001', '3x'])('are refused where RUNS is %s', (word) => {
    expect(wished([word])).toEqual({wrong: `RUNS cannot be ${word}.`, next: 'Give a whole number from 1 to 1000.'});
  });

  it('are refused with two numbers', () => {
    expect(wished(['3', 'keys', '4'])).toMatchObject({wrong: 'RUNS is given more than once: 3, 4.'});
  });

  it('ask for help, which names every part', () => {
    expect(wished(['--help'])).toBe('help');
    expect(wished(['3', '-h'])).toBe('help');
    for (const part of all) expect(usage).toMatch(new RegExp(`^ {2}${part} +\\S`, 'm'));
  });
});
