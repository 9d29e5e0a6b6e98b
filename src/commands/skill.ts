import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {commandHelp} from './command-line.ts';
import {type Command, defineCommand, type Options, type Values} from './define-command.ts';
import {check} from './skill/check.ts';
import {evaluate} from './skill/eval.ts';
import {gaps} from './skill/gaps.ts';
import {history} from './skill/history.ts';
import {improve} from './skill/improve.ts';
import {init} from './skill/init.ts';
import {install} from './skill/install.ts';
import {finishUpdates} from './skill/own-skill.ts';
import {revert} from './skill/revert.ts';
import {show} from './skill/show.ts';
import {test} from './skill/test.ts';

/** What can be done with a skill. */
const subcommands = {
  init,
  show,
  check,
  gaps,
  improve,
  history,
  revert,
  install,
  test,
  evaluate,
} as const satisfies Readonly<Record<string, unknown>>;

const all: readonly Command[] = Object.values(subcommands) as readonly unknown[] as readonly Command[];
const options: Options = Object.assign({}, ...all.map((subcommand) => subcommand.options));

/** `eventcoach skill ...`: the kafka-events skill, what it lacks, and what was noticed about it. */
export const skill = defineCommand({
  name: 'skill',
  summary: 'the kafka-events skill: write a first one, check it, record its gaps',
  usage: all.flatMap(({name, usage}) => usage.map((line) => `${name} ${line}`.trimEnd())),
  options,
  parts: all,
  examples: [
    'eventcoach skill init',
    'eventcoach skill check --require first',
    'eventcoach skill check --accept consumer-lag SKILL.md:40-44',
    'eventcoach skill gaps add --criterion consumer-lag --text "No word on alerts."',
    'eventcoach skill improve --apply',
    'eventcoach skill eval --old 1.0.0 --critic anthropic',
  ],
  async run(io, values, [name, ...positionals]) {
    if (name === undefined) {
      io.stdout.write(commandHelp(skill as Command));
      return exitCodes.ok;
    }
    const chosen = all.find((subcommand) => subcommand.name === name);
    if (chosen === undefined) {
      const names = all.map((subcommand) => subcommand.name);
      throw new UserError(
        `"skill" has no subcommand "${printableLine(name)}".`,
        didYouMean(name, names, `There are: ${names.join(', ')}.`),
      );
    }
    const stray = Object.keys(options).find(
      (option) => isGiven(values, option) && !Object.hasOwn(chosen.options, option),
    );
    if (stray !== undefined) {
      throw new UserError(
        `"skill ${name}" has no option --${stray}.`,
        `"eventcoach skill ${name} --help" lists its options.`,
      );
    }
    // Whatever reads the skill must not meet one that a killed process left half changed.
    const {skill: named} = values as Readonly<Record<string, unknown>>;
    await finishUpdates(io, typeof named === 'string' ? named : undefined);
    return chosen.run(io, values, positionals);
  },
});

function isGiven(values: Values<Options>, option: string): boolean {
  const value: unknown = values[option];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}
