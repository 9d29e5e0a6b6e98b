import {aboutTokens} from '../tokens.ts';
import {allocation, changedCriteria} from './allocation.ts';
import {answerKey, type KeptAnswer} from './answers-log.ts';
import type {Arm} from './arm.ts';
import type {EvalCase} from './case.ts';
import {casesOf} from './cases.ts';
import {caseQuestion} from './question.ts';

/** The measured criteria that the texts of two arms differ in, as far as their words show it. */
export function changedBetween(old: Arm, fresh: Arm): ReadonlySet<string> {
  const text = ({given, offered}: Arm) => [...given, ...offered].map((one) => one.text).join('\n');
  return changedCriteria(text(old), text(fresh));
}

/** The cases of a run in the order in which they are asked: the criteria take turns, so that a part of them is balanced. */
export function plannedCases(seed: string, cases: number, changed: ReadonlySet<string>): readonly EvalCase[] {
  const each = [...allocation(cases, changed)].map(([criterion, count]) => casesOf(criterion, seed, count));
  const rounds = Math.max(...each.map((list) => list.length));
  return Array.from({length: rounds}, (_, i) => each.flatMap((list) => list[i] ?? [])).flat();
}

/** One question of a run: a case in an arm. */
export interface Task {
  readonly one: EvalCase;
  readonly arm: Arm;
  readonly key: string;
}

/**
 * The questions that have no answer yet. A question that two arms share (old and new are the same text) is asked once.
 */
export function openTasks(
  whom: {readonly name: string; readonly model: string | null},
  cases: readonly EvalCase[],
  arms: readonly Arm[],
  known: ReadonlyMap<string, KeptAnswer>,
): readonly Task[] {
  const tasks = cases.flatMap((one) => arms.map((arm): Task => ({one, arm, key: answerKey(whom, arm.hash, one)})));
  const seen = new Set(known.keys());
  return tasks.filter(({key}) => !seen.has(key) && seen.add(key));
}

/** Half a page: what a model writes for an answer, on average, as far as one can know before. */
const usualAnswer = 400;

/** About how many tokens the questions have, and their answers. */
export function aboutUsage(tasks: readonly Task[]): {readonly inputTokens: number; readonly outputTokens: number} {
  const systems = new Map<string, number>();
  let inputTokens = 0;
  for (const {one, arm} of tasks) {
    // Arms differ in the system text alone, which is long and the same for every case.
    if (!systems.has(arm.hash)) systems.set(arm.hash, aboutTokens(caseQuestion(one, arm).system));
    inputTokens += systems.get(arm.hash)! + aboutTokens(one.prompt);
  }
  return {inputTokens, outputTokens: tasks.length * usualAnswer};
}
