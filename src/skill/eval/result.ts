import type {KeptAnswer} from './answers-log.ts';
import {answerKey} from './answers-log.ts';
import {type Arm, type ArmName, armNames} from './arm.ts';
import type {EvalCase} from './case.ts';
import type {Pairs} from './paired-interval.ts';
import type {RunResult} from './run.ts';
import {compared, type EvalVerdict} from './verdict.ts';

/** What `skill eval` found, with the names of the JSON contract. */
export interface SkillEval {
  readonly schema: 'eventcoach/skill-eval@1';
  readonly seed: number;
  /** Cases that were asked in each arm. */
  readonly cases: number;
  /** Questions that have no answer because something went wrong: neither passed nor failed. */
  readonly errored: number;
  /** Of those the answers that could not be used: how many in each arm, and the beginning of one. */
  readonly unusable: Readonly<Record<ArmName | 'questions', number>> & {readonly example: string | null};
  /** Questions that were not asked, because --max-cost ended the run. */
  readonly open: number;
  readonly critic: string;
  readonly model: string | null;
  readonly context: string;
  readonly skills: Readonly<
    Record<
      'old' | 'new',
      {readonly name: string; readonly version: string | null; readonly path: string; readonly hash: string}
    >
  >;
  readonly arms: Readonly<Record<ArmName, {readonly passed: number; readonly graded: number}>>;
  readonly criteria: readonly {
    readonly id: string;
    /** Cases with an answer from both. */
    readonly cases: number;
    /** How many of them passed. */
    readonly old: number;
    readonly new: number;
    /** Passed with new alone, with old alone. */
    readonly wins: number;
    readonly losses: number;
    /** Two-sided; `worse` needs less, see `compared`. */
    readonly p: number;
    readonly interval: readonly [number, number];
    readonly verdict: EvalVerdict;
  }[];
  /** Criteria of the rubric that no kind of case asks about, and those that this run had too few cases for. */
  readonly uncovered: readonly string[];
  readonly unasked: readonly string[];
  readonly verdict: EvalVerdict;
  readonly pValue: number;
  /** 95 %, of the pass rate of new less that of old. */
  readonly interval: readonly [number, number];
  /** In US dollars, of this run; null: not known. */
  readonly cost: number | null;
  /** Prompts of the skill's own evals/evals.json: they need a judge and were not graded. */
  readonly ownEvals: readonly {readonly id: string; readonly prompt: string; readonly assertions: readonly string[]}[];
}

/** An answer of every arm to a case; undefined where there is none, and then why, where something went wrong. */
export interface Row {
  readonly one: EvalCase;
  readonly answers: Readonly<Record<ArmName, KeptAnswer | undefined>>;
  readonly errors: Readonly<Record<ArmName, string | undefined>>;
  /** An answer that could not be used. */
  readonly unusable: Readonly<Record<ArmName, string | undefined>>;
}

/** What went wrong with questions, by their keys, see `RunResult`. */
type Failed = Pick<RunResult, 'errors' | 'unusable'>;

/** The cases with what each arm answered. */
export function rowsOf(
  whom: {readonly name: string; readonly model: string | null},
  cases: readonly EvalCase[],
  arms: Readonly<Record<ArmName, Arm>>,
  answers: ReadonlyMap<string, KeptAnswer>,
  {errors, unusable}: Failed = {errors: new Map(), unusable: new Map()},
): readonly Row[] {
  const each = <T>(found: ReadonlyMap<string, T>, one: EvalCase): Readonly<Record<ArmName, T | undefined>> => {
    const of = (arm: ArmName) => found.get(answerKey(whom, arms[arm].hash, one));
    return {none: of('none'), old: of('old'), new: of('new')};
  };
  return cases.map((one) => ({
    one,
    answers: each(answers, one),
    errors: each(errors, one),
    unusable: each(unusable, one),
  }));
}

/** The verdict and its figures. Cases count as pairs only where both skills have an answer. */
export function figuresOf(
  rows: readonly Pick<Row, 'one' | 'answers'>[],
  same: boolean,
): Pick<SkillEval, 'cases' | 'arms' | 'criteria' | 'verdict' | 'pValue' | 'interval'> {
  const pairs = new Map<string, {-readonly [key in keyof Pairs]: number}>();
  for (const {one, answers} of rows) {
    if (!pairs.has(one.criterion)) pairs.set(one.criterion, {both: 0, wins: 0, losses: 0, neither: 0});
    if (answers.old === undefined || answers.new === undefined) continue;
    const outcome = answers.new.passed
      ? answers.old.passed
        ? 'both'
        : 'wins'
      : answers.old.passed
        ? 'losses'
        : 'neither';
    pairs.get(one.criterion)![outcome] += 1;
  }
  const {criteria, whole} = compared(pairs);
  const arm = (name: ArmName) => {
    const graded = rows.flatMap(({answers}) => answers[name] ?? []);
    return {passed: graded.filter(({passed}) => passed).length, graded: graded.length};
  };
  return {
    cases: rows.length,
    arms: {none: arm('none'), old: arm('old'), new: arm('new')},
    criteria: [...criteria].map(([id, {pairs: found, p, interval, verdict}]) => ({
      id,
      cases: found.both + found.wins + found.losses + found.neither,
      old: found.both + found.losses,
      new: found.both + found.wins,
      wins: found.wins,
      losses: found.losses,
      p,
      interval,
      // The same text is no different, however few cases say so.
      verdict: same ? ('no-difference' as const) : verdict,
    })),
    verdict: same ? 'no-difference' : whole.verdict,
    pValue: whole.p,
    interval: whole.interval,
  };
}

/** How many questions have an answer. */
export function gradedCount(rows: readonly Row[]): number {
  return rows.reduce((sum, {answers}) => sum + armNames.filter((name) => answers[name] !== undefined).length, 0);
}
