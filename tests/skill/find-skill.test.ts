import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {namedSkill, theSkill} from '../../src/skill/find-skill.ts';
import {emptyFolder, skillText, write} from './folder.ts';

const skill = (place: string) => ({[`${place}/SKILL.md`]: skillText()});

describe('which skill is meant', () => {
  it.each(['skills/a', '.claude/skills/a', '.agents/skills/a'])('is the only one, in %s', async (place) => {
    const cwd = emptyFolder();
    write(cwd, skill(place));
    expect(await theSkill(cwd)).toEqual({path: join(cwd, place), shown: place});
  });

  it('is none where there is none, and folders without SKILL.md are none', async () => {
    const cwd = emptyFolder();
    write(cwd, {'skills/rubric.yaml': 'name: x\n', 'skills/a/README.md': 'x\n'});
    expect(await theSkill(cwd)).toBeUndefined();
  });

  it('has to be said where there are several', async () => {
    const cwd = emptyFolder();
    write(cwd, {...skill('skills/a'), ...skill('.claude/skills/b')});
    await expect(theSkill(cwd)).rejects.toMatchObject({
      message: 'There are 2 skills here: skills/a, .claude/skills/b.',
      hint: 'Say which one: --skill DIR, or for good: eventcoach config set skill DIR',
    });
  });

  it('is one where the others are links to it', async () => {
    const cwd = emptyFolder();
    write(cwd, {...skill('.agents/skills/a'), '.claude/skills/.keep': ''});
    symlinkSync('../../.agents/skills/a', join(cwd, '.claude', 'skills', 'a'));
    expect((await theSkill(cwd))?.shown).toBe('.claude/skills/a');
  });

  it('may be named by its folder or by its SKILL.md', () => {
    expect(namedSkill('/w', 'x/a')).toEqual({path: '/w/x/a', shown: 'x/a'});
    expect(namedSkill('/w', 'x/a/SKILL.md')).toEqual({path: '/w/x/a', shown: 'x/a'});
    expect(namedSkill('/w', '../a')).toEqual({path: '/a', shown: '/a'});
    expect(namedSkill('/w', '.')).toEqual({path: '/w', shown: '.'});
  });
});
