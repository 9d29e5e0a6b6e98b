import {type ExitCode, exitCodes, UserError} from '../../../errors.ts';
import {printableJson, printableLine} from '../../../printable.ts';
import {skillEvalText} from '../../../report/skill-eval-text.ts';
import {type Context, usualContext} from '../../../skill/eval/arm.ts';
import {budgetOf} from '../../../skill/eval/budget.ts';
import {notCovered} from '../../../skill/eval/covered.ts';
import {failedGaps} from '../../../skill/eval/failed-gaps.ts';
import {ownEvals} from '../../../skill/eval/own-evals.ts';
import {figuresOf, gradedCount, rowsOf, type SkillEval} from '../../../skill/eval/result.ts';
import {isMostlyUnusable, unusableIn} from '../../../skill/eval/unusable.ts';
import {builtInRubric} from '../../../skill/load-rubric.ts';
import type {Io} from '../../define-command.ts';
import {textOptions} from '../../paint.ts';
import {ask} from './ask.ts';
import {beforeText} from './before.ts';
import {mayAsk} from './consent.ts';
import {keepFound} from './keep-found.ts';
import {mostlyUnusable, nothingGraded} from './no-verdict.ts';
import {casesOption, maxCostOption, seedOption} from './options.ts';
import {prepared} from './prepared.ts';
import {type Side, sidesOf} from './sides.ts';
import {answering} from './whom.ts';
import {writeResult} from './written.ts';

/** What was typed. */
interface Typed {
  readonly 'record-gaps': boolean;
  readonly 'no-gaps': boolean;
  readonly skill: string | undefined;
  readonly old: string | undefined;
  readonly new: string | undefined;
  readonly cases: string | undefined;
  readonly seed: string | undefined;
  readonly context: Context | undefined;
  readonly 'max-cost': string | undefined;
  readonly yes: boolean;
  readonly critic: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
  readonly out: string | undefined;
  readonly junit: string | undefined;
  readonly format: 'text' | 'json' | undefined;
}

/** Runs `skill eval`: makes the cases, asks what is not known yet, and prints the verdict. Ends with 1 where it is `worse`. */
export async function evaluated(io: Io, values: Typed, others: readonly string[]): Promise<ExitCode> {
  if (others.length > 0) {
    throw new UserError(`What is "${printableLine(others[0]!)}"?`, 'Say: eventcoach skill eval --old DIR --new DIR');
  }
  if (values['record-gaps'] && values['no-gaps']) {
    throw new UserError('--record-gaps and --no-gaps say the opposite.', 'Give one of them.');
  }
  const numbers = {
    cases: casesOption(values.cases),
    seed: seedOption(values.seed),
    maxCost: maxCostOption(values['max-cost']),
  };
  const sides = await sidesOf(io, values);
  const usual = usualContext(sides.old.skill, sides.fresh.skill);
  const wishes = {...numbers, context: values.context ?? usual};
  if (values.context === 'body' && usual === 'all') {
    io.stderr.write('The skills differ in their references, which --context body does not show to the model.\n');
  }
  const own = await ownEvals(sides.fresh.path, sides.fresh.skill.path);
  const provider = await answering(io, values, 'skill eval', 'both skills and the cases');
  const run = await prepared(io, provider, sides, wishes);
  const {cases, arms, seed, tasks, known} = run;
  const answered = gradedCount(rowsOf(provider, cases, arms, known));
  io.stderr.write(beforeText(run, {...wishes, answered, critic: provider.name, model: provider.model}));
  if (!(await mayAsk(io, run, {...wishes, yes: values.yes}))) {
    io.stderr.write('Nothing was asked.\n');
    return exitCodes.ok;
  }
  const budget = budgetOf(wishes.maxCost, run.price);
  const asked = await ask(io, run, provider, budget);
  const rows = rowsOf(provider, cases, arms, new Map([...known, ...asked.answers]), asked);
  if (isMostlyUnusable(rows)) throw mostlyUnusable(rows, asked);
  if (gradedCount(rows) === 0) throw nothingGraded(asked, values['max-cost']);
  const side = ({skill}: Side, {hash}: {readonly hash: string}) => ({
    name: skill.title,
    version: skill.version,
    path: skill.path,
    hash,
  });
  const result: SkillEval = {
    schema: 'eventcoach/skill-eval@1',
    seed,
    ...figuresOf(rows, arms.old.hash === arms.new.hash),
    errored: asked.errors.size,
    unusable: unusableIn(rows, asked.unusable.size),
    ...notCovered(
      rows,
      (await builtInRubric()).criteria.map(({id}) => id),
    ),
    open: tasks.length - asked.errors.size - asked.answers.size,
    critic: provider.name,
    model: provider.model,
    context: wishes.context,
    skills: {old: side(sides.old, arms.old), new: side(sides.fresh, arms.new)},
    cost: budget.spent(),
    ownEvals: own,
  };
  const choice = {isOwn: sides.isOwn, versions: {old: sides.old.version, new: sides.fresh.version}};
  await writeResult(io, run.workspace, result, rows, values);
  const [firstError] = asked.errors.values();
  if (firstError !== undefined)
    io.stderr.write(`${printableLine(`The first of ${result.errored} without an answer: ${firstError}`)}\n`);
  io.stdout.write(
    values.format === 'json' ? `${printableJson(result)}\n` : skillEvalText(result, choice, textOptions(io)),
  );
  const unasked = sides.isOwn && !values['record-gaps'];
  if (!values['no-gaps']) await keepFound(io, failedGaps(rows, seed), {record: values['record-gaps'], unasked});
  return result.verdict === 'worse' ? exitCodes.findings : exitCodes.ok;
}
