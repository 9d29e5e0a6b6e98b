import type {Analysis} from '../analysis.ts';
import type {OperationAnalysis} from '../operation.ts';

/** One operation in one state of the system. Times in milliseconds, null without end; what needs a rate is null without one. */
export interface Side {
  readonly availability: number;
  /** False: too tangled to be worked out exactly; it is available at least, and down at most, as stated. */
  readonly exact: boolean;
  readonly downtimeMinutesPerYear: number;
  readonly failedRequestsPerYear: number | null;
  /** In the unit of the file's `lossPerFailedRequest`; null where it states none. */
  readonly costPerYear: number | null;
  readonly typicalMs: number | null;
  readonly p99Ms: number | null;
  /** Parts of its path that state no latency: where there are any, the times are lower bounds. */
  readonly unstated: OperationAnalysis['latency']['unstated'];
  /** null: it states none. 'not known': too tangled to be judged. */
  readonly targetsMet: boolean | 'not known' | null;
}

/** One operation today, with the cheapest fix (a timeout, and go on without the answer) instead, and as planned. */
export interface Sides {
  readonly today: Side;
  readonly cheapestFix: Side;
  readonly planned: Side;
  /** As planned, but published from an outbox: the request does not need the broker. */
  readonly withOutbox: Side;
  /** The model of today against what is measured, in a sentence; null where nothing is. */
  readonly measured: string | null;
}

/** All sides of every operation. */
export function sides(
  today: Analysis,
  fixed: Analysis,
  planned: Analysis,
  withOutbox: Analysis,
): Readonly<Record<string, Sides>> {
  return Object.fromEntries(
    Object.entries(today.operations).map(([name, {measured}]) => [
      name,
      {
        today: side(today, name),
        cheapestFix: side(fixed, name),
        planned: side(planned, name),
        withOutbox: side(withOutbox, name),
        measured,
      },
    ]),
  );
}

function side({operations}: Analysis, name: string): Side {
  const {availability, exact, downtimeMinutesPerYear, failedRequestsPerYear, costPerYear, latency, targets} =
    operations[name]!;
  return {
    availability,
    exact,
    downtimeMinutesPerYear,
    failedRequestsPerYear,
    costPerYear,
    typicalMs: latency.typicalMs,
    p99Ms: latency.p99Ms,
    unstated: latency.unstated,
    targetsMet: allMet(Object.values(targets).map(({met}) => met)),
  };
}

function allMet(met: readonly (boolean | null)[]): Side['targetsMet'] {
  if (met.length === 0) return null;
  return met.includes(false) ? false : met.includes(null) ? 'not known' : true;
}
