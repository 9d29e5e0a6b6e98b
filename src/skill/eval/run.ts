import {Interrupted, UserError} from '../../errors.ts';
import type {Provider} from '../../llm/provider.ts';
import type {Workspace} from '../../workspace/layout.ts';
import {type KeptAnswer, keepAnswer} from './answers-log.ts';
import {type Answered, askCase, type Unanswered} from './ask-case.ts';
import type {Budget} from './budget.ts';
import type {Task} from './plan.ts';
import {quotedAnswer} from './unusable.ts';

/** So many questions are under way at once: more and services begin to refuse. */
const atOnce = 4;
/** After so many errors in a row the trouble is none of a single question. */
const mostErrors = 10;

/** What a run needs. */
export interface RunWorld {
  readonly workspace: Workspace;
  readonly seed: string;
  readonly provider: Provider;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** A question has ended, with a graded answer or without one. */
  readonly onDone: (done: number) => void;
  readonly onNotice: (text: string) => void;
}

/** What came of the questions that were open. */
export interface RunResult {
  readonly answers: ReadonlyMap<string, KeptAnswer>;
  /** Why a question has no answer, by its key. */
  readonly errors: ReadonlyMap<string, string>;
  /** Of those the answers that could not be used. */
  readonly unusable: ReadonlyMap<string, string>;
  /** Was it ended because the next question could have cost more than was allowed? */
  readonly stopped: boolean;
}

/**
 * Asks every task and keeps each graded answer at once. A question that ends in an error is neither right nor wrong: it
 * is counted apart and asked again by the next run. An interrupt, or too many errors in a row, ends the run; what was
 * answered until then is kept.
 */
export async function runTasks(world: RunWorld, tasks: readonly Task[]): Promise<RunResult> {
  const answers = new Map<string, KeptAnswer>();
  const errors = new Map<string, string>();
  const unusable = new Map<string, string>();
  const failed = new AbortController();
  const signal = AbortSignal.any([world.signal, failed.signal]);
  let [next, inARow, unusableInARow, done] = [0, 0, 0, 0];
  let stopped = false;
  const worker = async () => {
    for (let task = tasks[next++]; task !== undefined && !stopped && !signal.aborted; task = tasks[next++]) {
      const begun = world.now();
      const result = await asked(world, task, signal).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        return error;
      });
      if (result instanceof UserError) {
        errors.set(task.key, result.message);
        inARow += 1;
        if (inARow >= mostErrors) throw lasting(result, answers.size);
      } else if (result.kind === 'too-dear') {
        stopped = true;
        return;
      } else {
        inARow = 0;
        if (result.kind === 'errored') errors.set(task.key, result.why);
        else if (result.kind === 'unusable') {
          errors.set(task.key, `the answer cannot be used: ${result.why}`);
          unusable.set(task.key, result.text);
          // Who misses the shape without a skill alone can still be compared with itself.
          if (task.arm.name !== 'none') unusableInARow += 1;
          if (unusableInARow >= mostErrors) throw lasting(noneUsable(result), answers.size);
        } else {
          if (task.arm.name !== 'none') unusableInARow = 0;
          answers.set(task.key, await kept(world, task, result, begun));
        }
      }
      done += 1;
      world.onDone(done);
    }
  };
  await Promise.all(
    Array.from({length: atOnce}, () =>
      worker().catch((error: unknown) => {
        // What is aborted because another one failed is not reported again.
        if (failed.signal.aborted) return;
        failed.abort();
        throw error;
      }),
    ),
  );
  if (world.signal.aborted) throw new Interrupted();
  return {answers, errors, unusable, stopped};
}

function asked({provider, budget, onNotice}: RunWorld, {one, arm}: Task, signal: AbortSignal) {
  return askCase(provider, one, arm, {signal, onNotice}, budget);
}

/** Keeps an answer; a disk that cannot take it ends the run. */
async function kept(
  {workspace, seed, provider, now}: RunWorld,
  {one, arm, key}: Task,
  {grade, text, model, usage, read}: Answered,
  begun: Date,
): Promise<KeptAnswer> {
  const ended = now();
  const answer: KeptAnswer = {
    key,
    case: one.id,
    skill: arm.hash,
    critic: provider.name,
    model: provider.model,
    answeredBy: model,
    passed: grade.passed,
    parts: grade.parts.map(({name, right, given}) => ({name, right, given: shortened(given)})),
    text,
    read,
    usage,
    seconds: Math.max(0, ended.getTime() - begun.getTime()) / 1000,
    at: ended.toISOString(),
  };
  await keepAnswer(workspace, seed, answer);
  return answer;
}

/** What stands where one part of the answer belongs, unless it is far too long for that. */
function shortened(given: unknown): unknown {
  return (JSON.stringify(given) ?? '').length > 2000 ? '(too long)' : (given ?? null);
}

function noneUsable({why, text}: Extract<Unanswered, {readonly kind: 'unusable'}>): UserError {
  return new UserError(
    `None of the last ${mostErrors} answers can be used, though each was asked for twice: one reads ${quotedAnswer(text)} (${why}).`,
    'Name another model with --model: this one does not end its answers with the JSON object that is asked for.',
  );
}

function lasting({message, hint}: UserError, kept: number): UserError {
  const answers = kept === 1 ? 'One answer is' : `${kept} answers are`;
  return new UserError(`${message} ${answers} kept; the next run goes on from there.`, hint);
}
