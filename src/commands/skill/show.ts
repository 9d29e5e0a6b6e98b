import {exitCodes, UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printable, printableLine} from '../../printable.ts';
import {namedSkill, packagedSkill} from '../../skill/find-skill.ts';
import {loadSkill} from '../../skill/load.ts';
import {defineCommand} from '../define-command.ts';
import {usualSkill} from '../usual-skill.ts';

/** `eventcoach skill show [FILE]`: the skill as a reader gets it. Without one of the user's own: the one that comes with eventcoach. */
export const show = defineCommand({
  name: 'show',
  summary: 'prints SKILL.md, or one of its references',
  usage: ['[FILE] [--skill DIR]    prints SKILL.md and lists its references, or prints one of them'],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
  },
  async run(io, {skill: named}, [file, ...others]) {
    if (others.length > 0)
      throw new UserError('skill show takes one FILE.', 'Say: eventcoach skill show references/NAME.md');
    const place = named === undefined ? ((await usualSkill(io)) ?? packagedSkill) : namedSkill(io.cwd, named);
    const skill = await loadSkill(place.path, place.shown);
    io.stderr.write(`${printableLine(place.shown)}\n`);
    const names = skill.texts.map((text) => text.file);
    const wanted = file ?? skill.main;
    const text = skill.texts.find(
      (t) => t.file === wanted || t.file === `references/${wanted}` || t.file === `references/${wanted}.md`,
    );
    if (text === undefined) {
      throw new UserError(
        `${printableLine(place.shown)} has no ${printableLine(wanted)}.`,
        didYouMean(wanted, names, `It has: ${names.map(printableLine).join(', ')}.`),
      );
    }
    io.stdout.write(printable(text.text.endsWith('\n') ? text.text : `${text.text}\n`));
    const references = names.filter((name) => name !== skill.main);
    if (file === undefined && references.length > 0) {
      io.stdout.write(
        `\nReferences (eventcoach skill show FILE):\n${references.map((name) => `  ${printableLine(name)}\n`).join('')}`,
      );
    }
    return exitCodes.ok;
  },
});
