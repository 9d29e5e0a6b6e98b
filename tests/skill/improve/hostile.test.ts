import {describe, expect, it} from 'vitest';
import {assertReadable} from '../../../src/skill/improve/markdown.ts';
import {plannedPatch} from '../../../src/skill/improve/patch.ts';
import {acceptAll, patchedFiles} from '../../../src/skill/improve/patched-files.ts';
import {card, gap, skillOf} from './skills.ts';

const lines = (line: string, count: number) => `${line}\n`.repeat(count);

describe('a hostile skill', () => {
  it.each([
    ['is too long', lines('a', 2001), /^x\.md is too long to be changed here/],
    ['is too large', 'a'.repeat(200_000), /^x\.md is too long to be changed here/],
    [
      'is a thousand quotations deep',
      `# A\n${'> '.repeat(1000)}a\n`,
      /^x\.md:2: lists and quotations are nested more than 12 deep/,
    ],
    ['is a list of lists', lines('- '.repeat(40), 10), /nested more than 12 deep/],
    [
      'is a list that goes deeper line by line',
      Array.from({length: 400}, (_, i) => `${'  '.repeat(i)}- a\n`).join(''),
      /nested more than 12 deep/,
    ],
  ])('is refused where it %s: reading it would take minutes', (_, text, message) => {
    expect(() => assertReadable(text, 'x.md')).toThrow(message);
  });

  it.each([
    ['emphasis without end', '*_'.repeat(20_000)],
    ['brackets without end', '['.repeat(20_000)],
    ['headings', lines('# a', 900)],
    ['setext headings', lines('a\n=', 400)],
    ['quotations', lines('> a\n', 400)],
    ['definitions', lines('[a]: b', 700)],
    ['lists', lines('- - - a', 400)],
    ['__proto__', '\n# __proto__\n\n## constructor\n'],
  ])('made of %s is changed like any other', (_, body) => {
    const heading = body.includes('__proto__') ? '__proto__' : 'Keys';
    const patch = plannedPatch(
      skillOf(`\n${body}\n`),
      [gap('x'), gap('y')],
      new Map([
        ['x', card('Words.', heading)],
        ['y', card('Other.', 'constructor')],
      ]),
    );
    const [file] = patchedFiles(patch, acceptAll(patch));
    expect(file!.after).toContain('\n\nWords.\n');
    expect(file!.after).toContain('\n\nOther.\n');
    expect(file!.after.length).toBeGreaterThan(file!.before.length);
  });
});
