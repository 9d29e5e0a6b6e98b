import {randomInt} from 'node:crypto';
import {UserError} from '../../../errors.ts';
import {listPrice} from '../../../llm/prices.ts';
import type {Provider, Usage} from '../../../llm/provider.ts';
import {printableLine} from '../../../printable.ts';
import {usualCases} from '../../../skill/eval/allocation.ts';
import {type KeptAnswer, loadAnswers} from '../../../skill/eval/answers-log.ts';
import {type Arm, type ArmName, armOf, type Context} from '../../../skill/eval/arm.ts';
import type {EvalCase} from '../../../skill/eval/case.ts';
import {aboutUsage, changedBetween, openTasks, plannedCases, type Task} from '../../../skill/eval/plan.ts';
import {refuseLeaks} from '../../../skill/eval/refuse-leaks.ts';
import {unfinishedSeed} from '../../../skill/eval/runs-log.ts';
import {openWorkspace, type Workspace} from '../../../workspace/layout.ts';
import type {Io} from '../../define-command.ts';
import type {Side} from './sides.ts';

/** What the user wants of a run. */
export interface Wishes {
  /** undefined: as many as the change needs. */
  readonly cases: number | undefined;
  readonly seed: number | undefined;
  readonly maxCost: number | undefined;
  readonly context: Context;
}

/** A run that is ready to begin. */
export interface Prepared {
  readonly workspace: Workspace;
  readonly arms: Readonly<Record<ArmName, Arm>>;
  readonly seed: number;
  /** Whether it goes on with a run that did not end. */
  readonly resumed: boolean;
  /** What is compared with whom, by which a later run knows this one. */
  readonly of: string;
  readonly cases: readonly EvalCase[];
  /** The measured criteria that the skills differ in. */
  readonly changed: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, KeptAnswer>;
  readonly tasks: readonly Task[];
  readonly usage: Usage;
  readonly price: (usage: Usage) => number | null;
  /** Of all open questions together, about, in US dollars; null: not known. */
  readonly cost: number | null;
}

/**
 * Makes the cases of a run and finds out what is to be asked. A skill that holds parts of the cases, or a limit of cost
 * that cannot be kept because the model's price is not known, is a UserError.
 */
export async function prepared(
  io: Io,
  provider: Provider,
  sides: {readonly old: Side; readonly fresh: Side},
  wishes: Wishes,
): Promise<Prepared> {
  const {context, maxCost} = wishes;
  const arms = {
    none: armOf('none', undefined, context),
    old: armOf('old', sides.old.skill, context),
    new: armOf('new', sides.fresh.skill, context),
  };
  const {name: critic, model} = provider;
  const workspace = openWorkspace(io.workspace);
  const changed = changedBetween(arms.old, arms.new);
  const number = wishes.cases ?? usualCases(changed);
  const of = JSON.stringify([critic, model, arms.old.hash, arms.new.hash, number]);
  const begun = wishes.seed === undefined ? await unfinishedSeed(workspace, of) : undefined;
  const seed = wishes.seed ?? (begun === undefined ? randomInt(1, 1_000_000_000) : Number(begun));
  const cases = plannedCases(String(seed), number, changed);
  refuseLeaks(
    [sides.old.skill, sides.fresh.skill],
    cases,
    `Take it out, or leave --seed out for other cases than those of ${seed}.`,
  );
  const known = await loadAnswers(workspace, String(seed));
  const tasks = openTasks(provider, cases, [arms.new, arms.old, arms.none], known);
  const price = (usage: Usage) => (model === null ? null : listPrice(model, usage));
  const usage = aboutUsage(tasks);
  const cost = tasks.length === 0 ? 0 : together(usage, tasks.length, price);
  if (maxCost !== undefined && cost === null) {
    throw new UserError(
      `--max-cost cannot be kept: the price of ${printableLine(model ?? critic)} is not known.`,
      'Say --cases N in its place: about each case three questions are asked. Or name a model whose price is known: --model NAME.',
    );
  }
  return {workspace, arms, seed, resumed: begun !== undefined, of, cases, changed, known, tasks, usage, price, cost};
}

/** What the questions cost, each of the mean length; one question may be too long for a price, all together are none. */
function together(
  {inputTokens, outputTokens}: Usage,
  questions: number,
  price: (usage: Usage) => number | null,
): number | null {
  const one = price({inputTokens: inputTokens / questions, outputTokens: outputTokens / questions});
  return one === null ? null : one * questions;
}
