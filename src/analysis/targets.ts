import type {Availability} from './availability.ts';
import type {Distribution} from './distribution.ts';
import {anyEnd, type Outcome} from './latency.ts';
import {percentile} from './percentile.ts';

/** At least the target, but for the last digits that a product of doubles may lose. */
export function availabilityMet(value: number, target: number): boolean {
  return value >= target * (1 - 1e-13);
}

/** What is asked of an operation's availability and what it comes to, the lower bound where only bounds are known. */
export function availabilityTarget(
  {chance, bounds, ceiling}: Pick<Availability, 'chance' | 'bounds' | 'ceiling'>,
  target: number,
) {
  const between = bounds?.up ?? ([chance.up, chance.up] as const);
  // With a better entry it is available no less; the ceiling of a tangled system is an upper bound.
  const ideal = [bounds ? between[0] : ceiling, ceiling] as const;
  return {target, value: chance.up, met: metBetween(between, target), feasible: metBetween(ideal, target)};
}

/** As `availabilityMet`, where only bounds are known: true or false where they agree, null where the target lies between them. */
function metBetween([least, most]: readonly [number, number], target: number): boolean | null {
  return availabilityMet(least, target) ? true : availabilityMet(most, target) ? null : false;
}

/** Share of the requests that are given up because an attempt was cut by its timeout: of all that end one way or the other, so that it never exceeds 1. */
export function givenUpShare({answered, failed}: Outcome): number {
  return failed.mass === 0 ? 0 : failed.mass / (answered.mass + failed.mass);
}

/** Is the 99th percentile in time? A request that is given up in time has not been answered: at most 1 % may be. */
export function p99Met(outcome: Outcome, targetMs: number, ends: Distribution = anyEnd(outcome)): boolean {
  return givenUpShare(outcome) <= 0.01 && percentile(ends, 0.99) <= targetMs;
}
