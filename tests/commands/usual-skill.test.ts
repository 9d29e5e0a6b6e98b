import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {emptyFolder, good, skillText, write} from '../skill/folder.ts';
import {run} from '../skill/run-skill.ts';

const named = (name: string) => skillText([`name: ${name}`, ...good.slice(1)]);

/** A folder with a skill in its usual place, and another one that the settings name. */
function folder(config = 'skill: team/lawful\n', files: Readonly<Record<string, string>> = {}) {
  const cwd = emptyFolder();
  write(cwd, {
    'skills/usual/SKILL.md': named('usual'),
    'team/lawful/SKILL.md': named('lawful'),
    '.eventcoach/config.yaml': config,
    ...files,
  });
  return cwd;
}

describe('where no skill is named', () => {
  it.each([
    ['check', ['check', '--format', 'json'], '"path": "team/lawful"'],
    ['show', ['show'], 'name: lawful'],
    ['improve', ['improve'], 'team/lawful'],
    ['history', ['history'], 'team/lawful'],
    ['install', ['install'], 'from team/lawful'],
  ])('skill %s takes the one that the settings name, as the app does', async (_, args, says) => {
    const {code, out, err} = await run(folder(), ...args);
    expect([code, out + err]).toEqual([0, expect.stringMatching(says)]);
    expect(out).not.toMatch(/skills\/usual|name: usual/);
  });

  it('revert and eval mean it as well', async () => {
    expect((await run(folder(), 'revert')).err).toContain('team/lawful');
    const more = {'skills/more/SKILL.md': named('more')};
    expect((await run(folder('theme: auto\n', more), 'eval')).err).toContain('There are 2 skills here');
    expect((await run(folder(undefined, more), 'eval')).err).toContain('There is no earlier version of this skill');
  });

  it('several skills in their usual places are no question any more', async () => {
    const more = {'skills/more/SKILL.md': named('more')};
    expect((await run(folder('theme: auto\n', more), 'check')).err).toContain('eventcoach config set skill DIR');
    expect((await run(folder(undefined, more), 'check')).code).toBe(0);
  });

  it('--skill goes before the settings', async () => {
    expect((await run(folder(), 'check', '--skill', 'skills/usual')).out).toContain('usual 1.0.0');
  });

  it('a folder of the settings that holds no skill is told, and no other one is taken for it', async () => {
    const cwd = folder('skill: team/gone\n');
    for (const args of [['check'], ['show'], ['improve', '--apply', '--yes'], ['install']]) {
      expect(await run(cwd, ...args)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('The skill of config.yaml is not there: team/gone holds no SKILL.md.'),
      });
    }
    expect(existsSync(join(cwd, '.agents'))).toBe(false);
  });
});
