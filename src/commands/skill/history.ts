import {exitCodes, UserError} from '../../errors.ts';
import {printableJson} from '../../printable.ts';
import {historyText} from '../../report/skill-history-text.ts';
import {defineCommand} from '../define-command.ts';
import {textOptions} from '../paint.ts';

/** `eventcoach skill history`: the versions of the skill that were replaced. */
export const history = defineCommand({
  name: 'history',
  summary: 'lists the versions of the skill that were replaced',
  usage: ['[--format json]      lists the versions that were replaced, the latest first'],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the list is printed (default: text)'},
  },
  async run(io, values, others) {
    if (others.length > 0) throw new UserError('skill history takes no names.', 'Name a skill with --skill DIR.');
    const [{ownSkill}, {loadHistory}] = await Promise.all([
      import('./own-skill.ts'),
      import('../../skill/improve/history.ts'),
    ]);
    const {skill, root, workspace} = await ownSkill(io, values.skill);
    const old = await loadHistory(workspace, root);
    if (values.format === 'json') {
      const versions = old.map(({id, version, at, by, next, gaps, changed}) => {
        return {id, version, at, by, next, gaps, files: changed.map(({file}) => file)};
      });
      const {title: name, version, path} = skill;
      const report = {schema: 'eventcoach/skill-history@1', skill: {name, version, path}, versions};
      io.stdout.write(`${printableJson(report)}\n`);
    } else io.stdout.write(historyText(skill, old, textOptions(io)));
    return exitCodes.ok;
  },
});
