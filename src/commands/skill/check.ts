import {exitCodes, UserError} from '../../errors.ts';
import {printableJson, printableLine} from '../../printable.ts';
import {shellWord} from '../../report/shell-word.ts';
import {libraryText} from '../../report/skill-library-text.ts';
import {type SkillTextParts, skillText} from '../../report/skill-text.ts';
import {checkSkill, requiredGaps, type SkillCheck} from '../../skill/check.ts';
import {namedSkill, noSkill, type Place} from '../../skill/find-skill.ts';
import {stillOpen} from '../../skill/improve/load-wanted.ts';
import {namedSkills, rubricFor} from '../../skill/library.ts';
import {loadSkill} from '../../skill/load.ts';
import {overlappingDescriptions} from '../../skill/overlap.ts';
import type {Rubric} from '../../skill/rubric.ts';
import type {Skill} from '../../skill/skill.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {defineCommand, type Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import {usualSkill} from '../usual-skill.ts';
import {type Accepting, acceptingOf} from './accepting.ts';
import {assertJudged, rubricOf} from './asked-rubric.ts';

/** `eventcoach skill check`: the format, and evidence for each criterion; no model is asked without --critic. */
export const check = defineCommand({
  name: 'check',
  summary: 'checks the files of a skill and what it teaches',
  usage: [
    '[DIR...] [options]     checks the files of a skill, or of a library, and what it teaches',
    '--accept ID FILE:LINES [--as NAME]    takes a passage as evidence that the check does not see',
  ],
  options: {
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the folder of the skill (default: that of config.yaml, else the one in skills/)',
    },
    require: {type: 'string', choices: ['first', 'all'], describe: 'exit 1 when one of these criteria is a gap'},
    rubric: {
      type: 'string',
      value: 'FILE',
      describe:
        'what has to be taught (default: evals/rubric.yaml of the skill, else kafka-events, the built-in one, where it fits)',
    },
    accept: {
      type: 'string',
      value: 'ID',
      describe: 'the criterion that FILE:LINES of the skill meets, as you judge; counts until that text changes',
    },
    as: {type: 'string', value: 'NAME', describe: "who accepts it (default: git's user.name)"},
    critic: {
      type: 'string',
      value: 'NAME',
      describe: 'who judges the criteria: local (default), anthropic, openai or "command:PROGRAM ..."',
    },
    model: {type: 'string', value: 'NAME', describe: 'the model of the critic'},
    'base-url': {type: 'string', value: 'URL', describe: 'openai: where a compatible service listens'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the result is printed (default: text)'},
  },
  async run(io, values, positionals) {
    const asked = await rubricOf(io, values.rubric);
    const accepting = acceptingOf(values, positionals);
    const places = await placesOf(io, values.skill, accepting === undefined ? positionals : []);
    const says = accepting === undefined ? undefined : await accepted(io, places[0]!, asked, accepting);
    const skills: Skill[] = [];
    for (const {path, shown} of places) skills.push(await loadSkill(path, shown));
    const results = await checked(skills, places, asked, await judgeOf(io, values));
    const checks = results.map((result) => result.check);
    const [only] = results;
    if (values.format === 'json') {
      const report =
        only && results.length === 1
          ? {schema: 'eventcoach/skill-check@1', ...only.check}
          : {schema: 'eventcoach/skill-library-check@1', skills: checks};
      io.stdout.write(`${printableJson(report)}\n`);
      io.stderr.write(says ?? '');
    } else if (says !== undefined) io.stdout.write(`${says}${metText(checks)}\n`);
    else {
      const options = textOptions(io);
      const isNamed = values.skill !== undefined || positionals.length > 0;
      io.stdout.write(
        only && results.length === 1
          ? skillText(only.check, await partsOf(io, only, isNamed), options)
          : libraryText(checks, options),
      );
    }
    if (values.require !== undefined) assertJudged(results);
    const fails = results.some(({check: one, rubric}) => hasErrors(one) || lacks(one, rubric, values.require));
    return fails ? exitCodes.findings : exitCodes.ok;
  },
});

interface Result {
  readonly check: SkillCheck;
  /** undefined: none fits. */
  readonly rubric: Rubric | undefined;
}

async function placesOf(io: Io, named: string | undefined, positionals: readonly string[]): Promise<readonly Place[]> {
  const {cwd} = io;
  if (named !== undefined && positionals.length > 0) {
    throw new UserError('Name the skill once: as DIR or as --skill DIR.', 'Say: eventcoach skill check DIR');
  }
  if (named !== undefined) return [namedSkill(cwd, named)];
  if (positionals.length > 0) return namedSkills(cwd, positionals);
  const found = await usualSkill(io);
  if (found === undefined) throw noSkill();
  return [found];
}

/** What one skill is shown with; a log of gaps that cannot be read is no reason to show nothing. */
async function partsOf(io: Io, {check: {skill}, rubric}: Result, isNamed: boolean): Promise<SkillTextParts> {
  const open = await stillOpen(openWorkspace(io.workspace)).catch(() => []);
  return {rubric, recorded: open.length, option: isNamed ? ` --skill ${shellWord(skill.path)}` : ''};
}

async function accepted(io: Io, place: Place, asked: Rubric | undefined, accepting: Accepting): Promise<string> {
  const {acceptPassage} = await import('./accept.ts');
  const skill = await loadSkill(place.path, place.shown);
  const rubric = await rubricFor(skill, place, asked);
  if (rubric === undefined) {
    throw new UserError(
      `No rubric fits ${printableLine(place.shown)} by its name and description, so it has no criteria.`,
      'To use the one for events all the same: --rubric kafka-events',
    );
  }
  return acceptPassage(io, {skill, place, rubric}, accepting);
}

function metText([check]: readonly SkillCheck[]): string {
  const {criteria, gaps} = check!;
  return `${criteria.length - gaps.length} of ${criteria.length} criteria are met.`;
}

async function checked(
  skills: readonly Skill[],
  places: readonly Place[],
  asked: Rubric | undefined,
  judge: Awaited<ReturnType<typeof judgeOf>>,
) {
  const overlaps = overlappingDescriptions(skills);
  const results: Result[] = [];
  for (const [i, skill] of skills.entries()) {
    const rubric = await rubricFor(skill, places[i]!, asked);
    const own = rubric === undefined ? checkSkill(skill, rubric) : await judge(skill, rubric);
    const problems = overlaps.flatMap((overlap) => (overlap.skill === skill ? [overlap.problem] : []));
    results.push({check: {...own, problems: [...own.problems, ...problems]}, rubric});
  }
  return results;
}

/** Who judges: the local check, or a model, with the consent that its address needs. */
async function judgeOf(
  io: Io,
  {critic = 'local', model, 'base-url': baseUrl}: Readonly<Record<'critic' | 'model' | 'base-url', string | undefined>>,
): Promise<(skill: Skill, rubric: Rubric) => SkillCheck | Promise<SkillCheck>> {
  if (critic === 'local') {
    const idle = model === undefined ? (baseUrl === undefined ? undefined : '--base-url') : '--model';
    if (idle) throw new UserError(`${idle} says how to ask a model, and none is asked.`, 'Add --critic anthropic.');
    return checkSkill;
  }
  const {modelJudge} = await import('./model-judge.ts');
  return modelJudge(io, {critic, model, 'base-url': baseUrl});
}

function hasErrors({problems}: SkillCheck): boolean {
  return problems.some(({severity}) => severity === 'error');
}

function lacks(one: SkillCheck, rubric: Rubric | undefined, lesson: 'first' | 'all' | undefined): boolean {
  return rubric !== undefined && lesson !== undefined && requiredGaps(one, rubric, lesson).length > 0;
}
