import {defineCommand} from '../define-command.ts';
import {modelOptions} from './eval/model-options.ts';

/** `eventcoach skill test`: what a model makes of a known system with the skill, against what was computed. */
export const test = defineCommand({
  name: 'test',
  summary: 'asks a model to judge a known system by the skill, and grades the answer',
  usage: [
    '[DIR] [options]         one scenario, answered by a model with the skill and graded against computed figures',
  ],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    topology: {type: 'string', value: 'FILE', describe: 'another system than the desk of a ferry that comes along'},
    ...modelOptions,
    'record-gaps': {type: 'boolean', describe: 'keeps what was answered wrong as gaps'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the result is printed (default: text)'},
  },
  async run(io, values, positionals) {
    const {tested} = await import('./eval/tested.ts');
    return tested(io, values, positionals);
  },
});
