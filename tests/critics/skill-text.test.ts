import {describe, expect, it} from 'vitest';
import {joinedSkill} from '../../src/critics/skill-text.ts';

const file = (name: string, length: number) => ({file: `references/${name}.md`, text: `${name} `.repeat(length)});
const main = {file: 'SKILL.md', text: 'Read references/second.md, then references/first.md.'};

describe('the skill as it goes with a question', () => {
  it('has its references in the order in which SKILL.md names them, those that it does not name last', () => {
    const text = joinedSkill([main, file('another', 1), file('first', 1), file('second', 1)]);
    expect([...text.matchAll(/^# (\S+)/gm)].map(([, name]) => name)).toEqual([
      'SKILL.md',
      'references/second.md',
      'references/first.md',
      'references/another.md',
    ]);
    expect(text).not.toContain('Not included');
  });

  it('leaves out what is too long, and says so', () => {
    const text = joinedSkill([main, file('first', 10), file('second', 10_000)]);
    expect(text).toContain('# references/first.md');
    expect(text).not.toContain('# references/second.md');
    expect(text).toContain('(Not included for length: references/second.md.)');
  });

  it('always has the whole SKILL.md', () => {
    const long = {file: 'SKILL.md', text: 'x'.repeat(100_000)};
    expect(joinedSkill([long, file('first', 1)])).toContain(long.text);
  });
});
