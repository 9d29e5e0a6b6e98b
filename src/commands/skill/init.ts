import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {exitCodes, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {assertSkillName, starterSkill} from '../../skill/starter.ts';
import {defineCommand} from '../define-command.ts';

const messages: Readonly<Record<string, string>> = {
  EEXIST: 'is there already; nothing was written.',
  ENOTDIR: 'cannot be made: a file stands in its way.',
  EACCES: 'cannot be written: you have no right to.',
  EROFS: 'cannot be written: the disk is read-only.',
  ENOSPC: 'cannot be written: the disk is full.',
};

/** `eventcoach skill init [NAME]`: a first skill, with gaps to find. */
export const init = defineCommand({
  name: 'init',
  summary: 'writes a first skill to skills/NAME/',
  usage: ['[NAME]                  writes a first skill to skills/NAME/ (kafka-events)'],
  options: {},
  async run(io, _values, [name = 'kafka-events', ...others]) {
    if (others.length > 0) throw new UserError('skill init takes one NAME.', 'Say: eventcoach skill init NAME');
    assertSkillName(name);
    const folder = join('skills', name);
    const file = join(folder, 'SKILL.md');
    try {
      await mkdir(join(io.cwd, folder), {recursive: true});
      await writeFile(join(io.cwd, file), starterSkill(name), {flag: 'wx'});
    } catch (error) {
      const says = messages[(error as NodeJS.ErrnoException).code ?? ''];
      if (says === undefined) throw error;
      throw new UserError(
        `${printableLine(file)} ${says}`,
        'Choose another NAME, or look at what is there: eventcoach skill check',
      );
    }
    io.stdout.write(
      `${file} is written: a short first version.\nSee what it lacks: eventcoach skill check --skill ${folder}\n`,
    );
    return exitCodes.ok;
  },
});
