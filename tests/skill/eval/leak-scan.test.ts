import {describe, expect, it} from 'vitest';
import {casesOf} from '../../../src/skill/eval/cases.ts';
import {measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {leaks} from '../../../src/skill/eval/leak-scan.ts';
import {packagedSkill} from '../../../src/skill/find-skill.ts';
import {loadSkill} from '../../../src/skill/load.ts';
import {skillOf} from './scripted-model.ts';

const cases = [...measuredCriteria.keys()].flatMap((id) => casesOf(id, '7', 5));
const scanned = (text: string) => leaks([{file: 'SKILL.md', text}], cases);

describe('the leak scan', () => {
  it('finds nothing in an honest skill, not in the one that comes along either', async () => {
    expect(scanned(skillOf())).toEqual([]);
    expect(leaks((await loadSkill(packagedSkill.path)).texts, cases)).toEqual([]);
  });

  it.each(cases.filter((_, i) => i % 5 === 0).map((one) => [one.id, one] as const))(
    'finds the question of %s',
    (_, {prompt}) => {
      const longest = prompt.split('\n').reduce((a, b) => (b.length > a.length ? b : a));
      const [first] = scanned(`# Skill\n\nText.\n${longest}\n`);
      expect(first).toMatchObject({file: 'SKILL.md', line: 4});
    },
  );

  it('finds a made-up name in any spelling, with its place', () => {
    const name = cases[0]!.names[0]!;
    const camel = name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    for (const spelled of [name, name.toUpperCase(), name.replace('-', ' '), camel]) {
      expect(scanned(`A.\n\nKeep ${spelled} synchronous.`)).toEqual([
        {file: 'SKILL.md', line: 3, quote: `Keep ${spelled} synchronous.`, what: expect.stringContaining(name)},
      ]);
    }
  });

  it('finds what the grader knows: the shape of an answer and its values', () => {
    const {prompt} = cases.find(({kind}) => kind === 'schema-change')!;
    expect(scanned(`Answer so:\n${prompt.split('\n').at(-1)}`)[0]?.line).toBe(2);
  });

  it('finds the number of a key, which nobody has by chance', () => {
    const number = /\d{8,}/.exec(cases.find(({kind}) => kind === 'partition-growth')!.prompt)![0];
    expect(scanned(`Keys.\nOne is at ${number}.`)).toEqual([expect.objectContaining({line: 2})]);
  });

  it('leaves words alone that a case and a skill share by chance', () => {
    expect(scanned('The process dies right after step 1, and nobody sends it again.')).toEqual([]);
  });
});
