import type {BlastRadius} from '../analysis/blast-radius.ts';
import {callOf, couplingOf} from './calls.ts';
import type {Day} from './days.ts';
import type {Figure} from './figure.ts';
import type {Condition} from './query.ts';
import type {StarterCondition} from './starter-lacks.ts';

type Says = (what: string) => Error;

/** Does the condition hold in the scenario? `says` makes the error where it asks for what the scenario does not have. */
export function holds(
  condition: Exclude<Condition, StarterCondition>,
  day: (state: string | undefined) => Day,
  figure: (name: string) => Figure,
  says: Says,
): boolean {
  if ('more' in condition || 'same' in condition) {
    const [a, b] = ('more' in condition ? condition.more : condition.same).map(figure);
    if (a!.kind !== b!.kind) throw says('unlike figures cannot be compared');
    // Computed in different ways, equal figures may differ in the last digits.
    const equal = a!.value === b!.value || Math.abs(a!.value - b!.value) <= 1e-9 * Math.abs(b!.value);
    return 'same' in condition ? equal : a!.value > b!.value && !equal;
  }
  if ('outcome' in condition) return outcomeOf(condition.operation, day(condition.state), says) === condition.outcome;
  const today = day(undefined);
  const coupling = couplingOf(callOf(condition.call, today, says), today);
  return 'advice' in condition
    ? coupling.advice === condition.advice
    : coupling[condition.coupling].level === condition.level;
}

// The worst that happens to an operation counts.
const outcomes = ['fails', 'starves', 'degrades', 'late'] as const satisfies readonly (keyof BlastRadius)[];

function outcomeOf(operation: string, {topology, outcome}: Day, says: Says): (typeof outcomes)[number] | 'works' {
  if (!topology.operations.has(operation)) throw says(`there is no operation "${operation}"`);
  if (!outcome) throw says('nothing is down in this state');
  return outcomes.find((one) => outcome[one].includes(operation)) ?? 'works';
}
