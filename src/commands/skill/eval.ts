import {contexts} from '../../skill/eval/arm.ts';
import {defineCommand} from '../define-command.ts';
import {modelOptions} from './eval/model-options.ts';

/** `eventcoach skill eval`: whether a new version of a skill leads to better answers, and nowhere to worse ones. */
export const evaluate = defineCommand({
  name: 'eval',
  summary: 'asks a model graded questions without a skill, with the old and with the new one',
  usage: ['--old DIR [--new DIR] [options]    proves on graded cases whether the new version is better'],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    old: {
      type: 'string',
      value: 'DIR',
      describe: 'the old skill: its folder, or a version of the history (default: the last one)',
    },
    new: {
      type: 'string',
      value: 'DIR',
      describe: 'the new skill: its folder, or a version (default: the skill itself)',
    },
    cases: {
      type: 'string',
      value: 'N',
      describe: 'how many cases, each asked three times (default: 60, or more where proving the change takes more)',
    },
    seed: {
      type: 'string',
      value: 'N',
      describe:
        'which cases (default: fresh ones, or those of a run that did not end: that asks again only the questions that were under way, four at most)',
    },
    context: {
      type: 'string',
      choices: contexts,
      describe:
        'what the model gets: SKILL.md (body; the default), all texts (the default where references differ), or SKILL.md and the files that it asks for',
    },
    'max-cost': {type: 'string', value: 'AMOUNT', describe: 'ends before more than this is spent, in US dollars'},
    yes: {type: 'boolean', describe: 'begins without asking, also on a terminal (as --max-cost does)'},
    ...modelOptions,
    out: {
      type: 'string',
      value: 'DIR',
      describe: 'where grading.json and benchmark.json go (default: evals/ of the workspace)',
    },
    junit: {type: 'string', value: 'FILE', describe: 'also writes the graded cases as JUnit XML'},
    'record-gaps': {
      type: 'boolean',
      describe: 'keeps what the new skill failed at as gaps, also where it is not yours',
    },
    'no-gaps': {type: 'boolean', describe: 'keeps no gaps (without it what your own skill failed at is kept)'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the result is printed (default: text)'},
  },
  async run(io, values, others) {
    const {evaluated} = await import('./eval/evaluated.ts');
    return evaluated(io, values, others);
  },
});
