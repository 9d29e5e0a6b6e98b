import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {depth, maxDepth, parseJson} from '../../src/workspace/json-text.ts';

const place = (text: string): string | undefined => {
  try {
    parseJson(text, 'f');
    return undefined;
  } catch (error) {
    return error instanceof UserError ? /^f:(\d+:\d+):/.exec(error.message)?.[1] : String(error);
  }
};

describe('parseJson', () => {
  it.each([
    ['{"a": 1,\n "b": x}', '2:7'],
    ['{"a": 1', '1:8'],
    ['', '1:1'],
    ['{"a": "b', '1:9'],
    ['[1.5e, 2]', '1:6'],
    ['["\\u12zz"]', '1:7'],
    ['[true, falze]', '1:11'],
    ['{}\n{}', '2:1'],
    ['["a\nb"]', '1:4'],
  ])('says where %j goes wrong', (text, at) => {
    expect(place(text)).toBe(at);
  });

  it('says where in a long text', () => {
    expect(place(`[${'1,'.repeat(5000)}\n?]`)).toBe('2:1');
  });

  it('points at the very character that was damaged', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, where) => {
        // Outside of texts and numbers a # is never right; the place is counted by hand.
        const spots = [...json.matchAll(/[[\]{},:]/g)].map((match) => match.index);
        fc.pre(spots.length > 0 && !json.includes('"'));
        const at = spots[where % spots.length]!;
        expect(place(`${json.slice(0, at)}#${json.slice(at)}`)).toBe(`1:${at + 1}`);
      }),
      {seed: 3, numRuns: 300},
    );
  });

  it('leaves keys out that could reach a prototype', () => {
    const value = parseJson('{"__proto__": {"polluted": true}, "a": {"__proto__": 1}}', 'f');
    expect(JSON.stringify(value)).toBe('{"a":{}}');
    expect(Object.assign({}, value)).not.toHaveProperty('polluted');
  });

  it('refuses deep nesting before it costs anything', () => {
    expect(() => parseJson('['.repeat(2_000_000), 'f')).toThrow(/nested deeper than 100 levels/);
    expect(parseJson(`${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}`, 'f')).toBeDefined();
  });

  it('counts levels, not brackets in texts', () => {
    expect(depth('{"[[[": "\\"[[[", "b": [[]]}')).toBe(3);
  });
});
