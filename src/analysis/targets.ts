import type {Distribution} from './distribution.ts';
import {anyEnd, type Outcome} from './latency.ts';
import {percentile} from './percentile.ts';

/** At least the target, but for the last digits that a product of doubles may lose. */
export function availabilityMet(value: number, target: number): boolean {
  return value >= target * (1 - 1e-13);
}

/** Is the 99th percentile in time? A request that is given up in time has not been answered: at most 1 % may be. */
export function p99Met(outcome: Outcome, targetMs: number, ends: Distribution = anyEnd(outcome)): boolean {
  return outcome.failed.mass <= 0.01 && percentile(ends, 0.99) <= targetMs;
}
