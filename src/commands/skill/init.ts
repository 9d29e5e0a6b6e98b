import {join} from 'node:path';
import {exitCodes, UserError} from '../../errors.ts';
import {writeStarter} from '../../skill/write-starter.ts';
import {defineCommand} from '../define-command.ts';

/** `eventcoach skill init [NAME]`: a first skill, with gaps to find. */
export const init = defineCommand({
  name: 'init',
  summary: 'writes a first skill to skills/NAME/',
  usage: ['[NAME]                  writes a first skill to skills/NAME/ (kafka-events)'],
  options: {},
  async run(io, _values, [name = 'kafka-events', ...others]) {
    if (others.length > 0) throw new UserError('skill init takes one NAME.', 'Say: eventcoach skill init NAME');
    const folder = await writeStarter(io.cwd, name);
    io.stdout.write(
      `${join(folder, 'SKILL.md')} is written: a short first version.\nSee what it lacks: eventcoach skill check --skill ${folder}\n`,
    );
    return exitCodes.ok;
  },
});
