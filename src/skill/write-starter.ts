import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {assertSkillName, starterSkill} from './starter.ts';

const messages: Readonly<Record<string, string>> = {
  EEXIST: 'is there already; nothing was written.',
  ENOTDIR: 'cannot be made: a file stands in its way.',
  EACCES: 'cannot be written: you have no right to.',
  EROFS: 'cannot be written: the disk is read-only.',
  ENOSPC: 'cannot be written: the disk is full.',
};

/**
 * Writes the starter skill to `skills/NAME/SKILL.md` below `cwd` and resolves to that folder, from `cwd` on. A name that
 * the format does not allow, a skill that is there already and a folder that takes no files are UserErrors.
 */
export async function writeStarter(cwd: string, name: string): Promise<string> {
  assertSkillName(name);
  const folder = join('skills', name);
  const file = join(folder, 'SKILL.md');
  try {
    await mkdir(join(cwd, folder), {recursive: true});
    await writeFile(join(cwd, file), starterSkill(name), {flag: 'wx'});
  } catch (error) {
    const says = messages[(error as NodeJS.ErrnoException).code ?? ''];
    if (says === undefined) throw error;
    throw new UserError(
      `${printableLine(file)} ${says}`,
      'Choose another NAME, or look at what is there: eventcoach skill check',
    );
  }
  return folder;
}
