import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {yamlDocuments} from '../../src/import/documents.ts';

const text = `a: &a
  b: 1
  c:
    - x
    - {y: 2}
d:
  <<: *a
  e: 3
f: *a
`;

describe('the documents of a YAML file', () => {
  it('know the line of every part, also of what came in through an anchor or a merge key', () => {
    const [{data, lineOf}] = yamlDocuments('f.yaml', text) as [ReturnType<typeof yamlDocuments>[number]];
    expect(data).toEqual({
      a: {b: 1, c: ['x', {y: 2}]},
      d: {b: 1, c: ['x', {y: 2}], e: 3},
      f: {b: 1, c: ['x', {y: 2}]},
    });
    expect(lineOf(['a', 'c', 1, 'y'])).toBe(5);
    expect(lineOf(['d', 'e'])).toBe(8);
    // Merged: where the key is written, not where it is merged.
    expect(lineOf(['d', 'b'])).toBe(2);
    expect(lineOf(['d', 'c', 1, 'y'])).toBe(5);
    expect(lineOf(['f', 'b'])).toBe(2);
    expect(lineOf(['nothing'])).toBe(1);
  });

  it('take merged keys from the first source that has them, the own ones first, through chains of anchors', () => {
    const merges = `one: &one
  a: 1
two: &two
  <<: *one
  a: 2
  b: 2
three:
  <<: [*one, *two]
  c: 3
  c: 4
`;
    const [{data, lineOf}] = yamlDocuments('f.yaml', merges) as [ReturnType<typeof yamlDocuments>[number]];
    expect((data as {three: unknown}).three).toEqual({a: 1, b: 2, c: 4});
    expect(['a', 'b', 'c'].map((key) => lineOf(['three', key]))).toEqual([2, 6, 10]);
  });

  it('are several in one file, without the empty ones', () => {
    expect(yamlDocuments('f.yaml', '---\na: 1\n---\n---\nb: 2\n').map(({data}) => data)).toEqual([{a: 1}, {b: 2}]);
  });

  it.each([
    ['broken syntax', 'a: [', /^f\.yaml:1:\d+: is not valid YAML/],
    ['a template', 'a: {{- if .Values.x }\n  b: ]\n', /is not valid YAML/],
    ['a merge of no mapping', 'a: &a [1]\nb: {<<: *a}\n', /names something that is no mapping|is not valid YAML/],
    ['an anchor that is not there', 'a: *nope\n', /anchors|not valid/],
    ['nesting without end', '['.repeat(5000), /nested too deeply/],
    ['lists in lists without end', `${'- '.repeat(5000)}a`, /nested too deeply/],
  ])('are refused for %s, with what and where', (_, bad, said) => {
    let error: unknown;
    try {
      yamlDocuments('f.yaml', bad);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(said);
    expect((error as UserError).message.startsWith('f.yaml')).toBe(true);
  });

  it('find the lines of much that is merged in time that grows with its amount alone', () => {
    const keys = Array.from({length: 10}, (_, i) => `k${i}`);
    const shared = `x: &common\n${keys.map((key) => `  ${key}: 1\n`).join('')}`;
    const many = Array.from({length: 3000}, (_, i) => `s${i}: {<<: *common}\n`).join('');
    const [{lineOf}] = yamlDocuments('f.yaml', shared + many) as [ReturnType<typeof yamlDocuments>[number]];
    // With a walk over the document for each alias this takes minutes, and the test runs into its limit.
    for (let i = 0; i < 3000; i += 1)
      expect(keys.map((key) => lineOf([`s${i}`, key]))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('find the lines of many keys in time that grows with their number alone', () => {
    const many = Array.from({length: 20_000}, (_, i) => `k${i}: {a: 1}`).join('\n');
    const [{lineOf}] = yamlDocuments('f.yaml', many) as [ReturnType<typeof yamlDocuments>[number]];
    // With a search for each key this takes minutes, and the test runs into its limit.
    for (let i = 0; i < 20_000; i += 1) expect(lineOf([`k${i}`])).toBe(i + 1);
  });
});
