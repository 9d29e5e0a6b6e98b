import {createHash} from 'node:crypto';
import type {KeptAnswer} from './answers-log.ts';
import type {ArmName} from './arm.ts';
import type {EvalCase} from './case.ts';
import type {Row, SkillEval} from './result.ts';

/** How skill-creator calls the arms. */
export const configurations = {new: 'with_skill', none: 'without_skill', old: 'old_skill'} as const satisfies Readonly<
  Record<ArmName, string>
>;
/** The arms in the order in which viewers show them. */
export const arms = Object.keys(configurations) as readonly ArmName[];

/** What is expected of each part of an answer, and what was answered; without an answer nothing is met. */
export function expectations({measures}: EvalCase, answer: KeptAnswer | undefined) {
  return Object.entries(measures).map(([name, measure]) => {
    const part = answer?.parts.find((one) => one.name === name);
    const near = measure.kind === 'number' && measure.tolerance > 0 ? ` (within ${measure.tolerance})` : '';
    return {
      text: `${name} is ${JSON.stringify(measure.right)}${near}`,
      passed: part?.right ?? false,
      evidence: `answered: ${JSON.stringify(part?.given ?? null)}`,
    };
  });
}

/** The content of grading.json, with `assertion_results` as agentskills.io has them. */
export function grading(one: EvalCase, answer: KeptAnswer) {
  const list = expectations(one, answer);
  return {
    expectations: list,
    assertion_results: list,
    summary: counts(list),
    execution_metrics: {total_tool_calls: answer.read.length, errors_encountered: 0, output_chars: answer.text.length},
    timing: {total_duration_seconds: answer.seconds},
    answer: answer.text,
  };
}

/** A case passes as a whole: all of its parts or none. */
function counts(list: readonly {readonly passed: boolean}[]) {
  const passed = list.filter((one) => one.passed).length;
  return {passed, failed: list.length - passed, total: list.length, pass_rate: passed === list.length ? 1 : 0};
}

/** The content of benchmark.json but for the time. */
export function benchmark(result: SkillEval, rows: readonly Row[]) {
  const runs = rows.flatMap(({one, answers}, i) =>
    arms.flatMap((arm) => {
      const answer = answers[arm];
      if (answer === undefined) return [];
      const list = expectations(one, answer);
      const {usage, seconds} = answer;
      return [
        {
          eval_id: i + 1,
          eval_name: one.id,
          configuration: configurations[arm],
          run_number: 1,
          result: {
            ...counts(list),
            time_seconds: seconds,
            tokens: usage === null ? 0 : usage.inputTokens + usage.outputTokens,
            tool_calls: answer.read.length,
            errors: 0,
          },
          expectations: list,
          notes: [] as string[],
        },
      ];
    }),
  );
  const of = (arm: ArmName) =>
    runs.filter(({configuration}) => configuration === configurations[arm]).map((run) => run.result);
  const summary = (arm: ArmName) => ({
    pass_rate: spread(of(arm).map((one) => one.pass_rate)),
    time_seconds: spread(of(arm).map((one) => one.time_seconds)),
    tokens: spread(of(arm).map((one) => one.tokens)),
  });
  const [fresh, none] = [summary('new'), summary('none')];
  const delta = (key: 'pass_rate' | 'time_seconds' | 'tokens', digits: number) => {
    const difference = fresh[key].mean - none[key].mean;
    return `${difference < 0 ? '' : '+'}${difference.toFixed(digits)}`;
  };
  return {
    metadata: {
      skill_name: result.skills.new.name,
      skill_path: result.skills.new.path,
      executor_model: result.model ?? result.critic,
      analyzer_model: 'none: graded against computed answers',
      evals_run: rows.map((_, i) => i + 1),
      runs_per_configuration: 1,
      seed: result.seed,
      run_id: createHash('sha256')
        .update(JSON.stringify([result.seed, result.skills, result.model]))
        .digest('hex')
        .slice(0, 12),
    },
    runs,
    run_summary: {
      with_skill: fresh,
      without_skill: none,
      old_skill: summary('old'),
      delta: {pass_rate: delta('pass_rate', 2), time_seconds: delta('time_seconds', 1), tokens: delta('tokens', 0)},
    },
    notes: [
      `New against old: ${result.verdict} (exact sign test, p = ${result.pValue.toPrecision(3)}).`,
      ...result.criteria.flatMap(({id, verdict}) =>
        verdict === 'worse' || verdict === 'better' ? [`${id}: ${verdict}.`] : [],
      ),
    ],
  };
}

function spread(values: readonly number[]) {
  if (values.length === 0) return {mean: 0, stddev: 0, min: 0, max: 0};
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  const [min, max] = values.reduce(
    ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
    [Infinity, -Infinity],
  );
  return {
    mean: round(mean),
    stddev: round(values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0),
    min: round(min!),
    max: round(max!),
  };
}
