import {exitCodes, UserError} from '../../errors.ts';
import {printableJson, printableLine} from '../../printable.ts';
import {diffLines} from '../../report/diff-lines.ts';
import {confirmed} from '../confirm.ts';
import {defineCommand} from '../define-command.ts';
import {diffOptions} from '../paint.ts';

/** `eventcoach skill revert [VERSION]`: brings an old version back. What is there now is kept, so that this can be undone. */
export const revert = defineCommand({
  name: 'revert',
  summary: 'brings an old version of the skill back',
  usage: ['[VERSION] [--yes]     brings the last or the named old version back, after showing the diff'],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    yes: {type: 'boolean', describe: 'do not ask; what changes is shown all the same'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the result is printed (default: text)'},
  },
  async run(io, values, [version, ...others]) {
    if (others.length > 0)
      throw new UserError('skill revert takes one VERSION.', 'Say: eventcoach skill revert VERSION');
    const [{ownSkill}, {loadHistory, oldVersion}, {plannedRevert}, {putBack}, {writableRoot}] = await Promise.all([
      import('./own-skill.ts'),
      import('../../skill/improve/history.ts'),
      import('../../skill/improve/revert.ts'),
      import('../../skill/improve/put-back.ts'),
      import('../../skill/improve/writable.ts'),
    ]);
    const {skill, place, root, workspace} = await ownSkill(io, values.skill);
    await writableRoot(place, skill, io.cwd);
    const versions = await loadHistory(workspace, root);
    const old = oldVersion(versions, version, place.shown);
    const plan = await plannedRevert(skill, old);
    const {from, to, files} = plan;
    const isText = values.format !== 'json';
    if (isText) for (const {diff} of files) io.stdout.write(diffLines(diff, diffOptions(io)));
    const question = `Bring version ${printableLine(old.id)} of ${printableLine(place.shown)} back?`;
    const applied = files.length > 0 && (values.yes || (await confirmed(io, question, '--yes')));
    if (applied) await putBack(workspace, {skill, root}, versions, old, plan, io.now().toISOString());
    if (!isText) {
      const shown = files.map(({file, diff}) => ({file, diff}));
      io.stdout.write(`${printableJson({schema: 'eventcoach/skill-revert@1', from, to, files: shown, applied})}\n`);
    } else if (applied) {
      io.stdout.write(`\n${printableLine(place.shown)} is version ${printableLine(to ?? '(none)')} again.\n`);
      io.stdout.write('To undo this: eventcoach skill revert\n');
    } else if (files.length === 0)
      io.stdout.write(`${printableLine(place.shown)} says the same as version ${printableLine(old.id)}.\n`);
    else io.stdout.write('Nothing was written.\n');
    return exitCodes.ok;
  },
});
