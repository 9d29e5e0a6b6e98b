import {type ExitCode, exitCodes, UserError} from '../../../errors.ts';
import type {Provider} from '../../../llm/provider.ts';
import {printableJson, printableLine} from '../../../printable.ts';
import {skillEvalText} from '../../../report/skill-eval-text.ts';
import {type Context, usualContext} from '../../../skill/eval/arm.ts';
import {type Budget, budgetOf} from '../../../skill/eval/budget.ts';
import {failedGaps} from '../../../skill/eval/failed-gaps.ts';
import {ownEvals} from '../../../skill/eval/own-evals.ts';
import {figuresOf, gradedCount, rowsOf, type SkillEval} from '../../../skill/eval/result.ts';
import {type RunResult, runTasks} from '../../../skill/eval/run.ts';
import {noteRun} from '../../../skill/eval/runs-log.ts';
import type {Io} from '../../define-command.ts';
import {textOptions} from '../../paint.ts';
import {beforeText} from './before.ts';
import {keepFound} from './keep-found.ts';
import {casesOption, maxCostOption, seedOption} from './options.ts';
import {type Prepared, prepared} from './prepared.ts';
import {askingProgress} from './progress.ts';
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
  const budget = budgetOf(wishes.maxCost, run.price);
  const asked = await ask(io, run, provider, budget);
  const rows = rowsOf(provider, cases, arms, new Map([...known, ...asked.answers]));
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
    open: tasks.length - asked.errors.size - asked.answers.size,
    critic: provider.name,
    model: provider.model,
    context: wishes.context,
    skills: {old: side(sides.old, arms.old), new: side(sides.fresh, arms.new)},
    cost: budget.spent(),
    ownEvals: own,
  };
  await writeResult(io, run.workspace, result, rows, values);
  const [firstError] = asked.errors.values();
  if (firstError !== undefined)
    io.stderr.write(`${printableLine(`The first of ${result.errored} without an answer: ${firstError}`)}\n`);
  io.stdout.write(values.format === 'json' ? `${printableJson(result)}\n` : skillEvalText(result, textOptions(io)));
  const unasked = sides.isOwn && !values['record-gaps'];
  if (!values['no-gaps']) await keepFound(io, failedGaps(rows, seed), {record: values['record-gaps'], unasked});
  return result.verdict === 'worse' ? exitCodes.findings : exitCodes.ok;
}

/** Asks what is open. The run is noted when it begins and when it has ended, so that the next one knows where it was. */
async function ask(
  io: Io,
  {workspace, seed, of, tasks, resumed}: Prepared,
  provider: Provider,
  budget: Budget,
): Promise<RunResult> {
  const note = (state: 'begun' | 'done') =>
    noteRun(workspace, {seed: String(seed), of, state, at: io.now().toISOString()});
  if (tasks.length === 0) {
    if (resumed) await note('done');
    return {answers: new Map(), errors: new Map(), stopped: false};
  }
  await note('begun');
  const progress = askingProgress(io, tasks.length);
  // Ctrl-C ends the command at once: what it says begins on a line of its own.
  const interrupted = () => {
    progress.end();
    io.stderr.write(`What was answered is kept. To go on: the same command, or with --seed ${seed}.\n`);
  };
  io.signal.addEventListener('abort', interrupted, {once: true});
  try {
    const {signal, now} = io;
    const world = {
      workspace,
      seed: String(seed),
      provider,
      budget,
      signal,
      now,
      onDone: progress.at,
      onNotice: progress.notice,
    };
    const asked = await runTasks(world, tasks);
    if (asked.errors.size === 0 && !asked.stopped) await note('done');
    return asked;
  } finally {
    io.signal.removeEventListener('abort', interrupted);
    progress.end();
  }
}

function nothingGraded({errors}: RunResult, maxCost: string | undefined): UserError {
  const [error] = errors.values();
  return error === undefined
    ? new UserError(`Nothing was asked: one question could cost more than --max-cost ${maxCost}.`, 'Allow more.')
    : new UserError(error, 'Nothing was graded. Mend that and try again.');
}
