import {analysis} from '../../analysis/analysis.ts';
import type {Topology} from '../../topology/topology.ts';
import type {FoundGap} from '../../workspace/gap.ts';
import {lastJsonObject} from './read-json.ts';

const decisions = ['call', 'event', 'split', 'ask', 'unsaid'] as const;
type Decision = (typeof decisions)[number];

/** One call of the scenario: what is right, and what the model said; null: it said nothing that can be read. */
export interface GradedCall {
  readonly from: string;
  readonly to: string;
  readonly expected: Decision;
  readonly given: Decision | null;
  readonly right: boolean;
}

/** One figure of an operation; `given` is null where the model gave none, because the skill does not say how or otherwise. */
export interface GradedFigure {
  readonly operation: string;
  readonly figure: 'availabilityPercent' | 'milliseconds';
  readonly expected: number;
  readonly given: number | null;
  readonly right: boolean;
}

/** What a model made of a system with the skill, against what was computed. */
export interface GradedScenario {
  readonly passed: boolean;
  /** Whether the answer had the JSON that was asked for; without it nothing says what is wrong. */
  readonly readable: boolean;
  readonly calls: readonly GradedCall[];
  readonly figures: readonly GradedFigure[];
}

const words = {convert: 'event', 'keep-sync': 'call', ask: 'ask'} as const;
const tolerance = {availabilityPercent: 0.002, milliseconds: 1} as const;

/** What is asked for at the end of an answer in free words, so that it can be graded exactly. */
export const closingRequest = `At the very end put one JSON object with your answers of the first part, and nothing behind it:
{"calls": [{"from": "<service>", "to": "<service>", "decision": "call" | "event" | "split" | "ask" | "unsaid"}], "operations": [{"name": "<operation>", "availabilityPercent": <number or null>, "milliseconds": <number or null>}]}
"call": it stays a call. "event": it becomes one. "split": one of its effects does. "ask": what would decide is not known and has to be asked. "unsaid": the skill does not say. Give the availability with four decimals; milliseconds is how long the operation usually takes; null where the skill does not say how to work it out.`;

/** Grades an answer in free words by the JSON object at its end: every call and every figure exactly, without a judge. */
export function gradedScenario(topology: Topology, answer: string): GradedScenario {
  const {couplings, operations} = analysis(topology, {rules: []});
  const said = lastJsonObject(answer) ?? {};
  const saidCalls = listOf(said['calls']);
  const saidOperations = listOf(said['operations']);
  const calls = couplings.map(({from, to, advice}): GradedCall => {
    const found = saidCalls.find((one) => one['from'] === from && one['to'] === to);
    const given = decisions.find((decision) => decision === found?.['decision']) ?? null;
    const expected = words[advice];
    return {from, to, expected, given, right: given === expected};
  });
  const figures = Object.entries(operations).flatMap(([operation, {availability, latency}]) => {
    const found = saidOperations.find((one) => one['name'] === operation);
    const expected = {availabilityPercent: 100 * availability, milliseconds: latency.typicalMs};
    return (Object.keys(tolerance) as (keyof typeof tolerance)[]).flatMap((figure): readonly GradedFigure[] => {
      const right = expected[figure];
      if (right === null) return [];
      const value = found?.[figure];
      const given = typeof value === 'number' && Number.isFinite(value) ? value : null;
      return [
        {
          operation,
          figure,
          expected: right,
          given,
          right: given !== null && Math.abs(given - right) <= tolerance[figure],
        },
      ];
    });
  });
  const readable = Array.isArray(said['calls']) || Array.isArray(said['operations']);
  return {readable, passed: [...calls, ...figures].every(({right}) => right), calls, figures};
}

const criterionOf: Readonly<Record<Decision, string>> = {
  call: 'when-not-to-use-events',
  event: 'does-the-caller-need-the-result',
  split: 'does-the-caller-need-the-result',
  ask: 'does-the-caller-need-the-result',
  unsaid: 'does-the-caller-need-the-result',
};

/** What the wrong answers say that the skill lacks; an answer that cannot be read says nothing of it. */
export function scenarioGaps({readable, calls, figures}: GradedScenario, name: string): readonly FoundGap[] {
  if (!readable) return [];
  const source = `test:${name}`;
  return [
    ...calls
      .filter(({right}) => !right)
      .map(
        ({from, to, expected, given}): FoundGap => ({
          criterion: criterionOf[expected],
          text: `By this skill, the call ${from} -> ${to} is judged ${shown(given)} and not "${expected}".`,
          source,
          evidence: [{source, text: `Right: ${expected}. Answered: ${given ?? 'nothing'}.`}],
        }),
      ),
    ...figures
      .filter(({right}) => !right)
      .map(
        ({operation, figure, expected, given}): FoundGap => ({
          criterion: figure === 'milliseconds' ? 'temporal-coupling' : 'availability-arithmetic',
          text: `By this skill, the ${figure === 'milliseconds' ? 'time that users wait' : 'availability'} of ${operation} is not worked out right.`,
          source,
          evidence: [{source, text: `Right: ${expected}. Answered: ${given ?? 'nothing'}.`}],
        }),
      ),
  ];
}

const shown = (given: Decision | null) => (given === null || given === 'unsaid' ? 'not at all' : `"${given}"`);

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.filter((one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null)
    : [];
}
