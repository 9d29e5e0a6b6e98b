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
  it('know the line of every part; what came in through an anchor has the nearest', () => {
    const [{data, lineOf}] = yamlDocuments('f.yaml', text) as [ReturnType<typeof yamlDocuments>[number]];
    expect(data).toEqual({
      a: {b: 1, c: ['x', {y: 2}]},
      d: {b: 1, c: ['x', {y: 2}], e: 3},
      f: {b: 1, c: ['x', {y: 2}]},
    });
    expect(lineOf(['a', 'c', 1, 'y'])).toBe(5);
    expect(lineOf(['d', 'e'])).toBe(8);
    expect(lineOf(['d', 'b'])).toBe(7);
    expect(lineOf(['f', 'b'])).toBe(2);
    expect(lineOf(['nothing'])).toBe(1);
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

  it('find the lines of many keys in time that grows with their number alone', () => {
    const many = Array.from({length: 20_000}, (_, i) => `k${i}: {a: 1}`).join('\n');
    const [{lineOf}] = yamlDocuments('f.yaml', many) as [ReturnType<typeof yamlDocuments>[number]];
    // With a search for each key this takes minutes, and the test runs into its limit.
    for (let i = 0; i < 20_000; i += 1) expect(lineOf([`k${i}`])).toBe(i + 1);
  });
});
