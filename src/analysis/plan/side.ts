import type {Analysis} from '../analysis.ts';

/** One operation in one state of the system. Times in milliseconds, null without end; what needs a rate is null without one. */
export interface Side {
  readonly availability: number;
  readonly downtimeMinutesPerYear: number;
  readonly failedRequestsPerYear: number | null;
  /** In the unit of the file's `lossPerFailedRequest`; null where it states none. */
  readonly costPerYear: number | null;
  readonly typicalMs: number | null;
  readonly p99Ms: number | null;
  readonly targetsMet: boolean;
}

/** An operation's figures for a plan. */
export function side({operations}: Analysis, name: string): Side {
  const {availability, downtimeMinutesPerYear, failedRequestsPerYear, costPerYear, latency, targets} =
    operations[name]!;
  return {
    availability,
    downtimeMinutesPerYear,
    failedRequestsPerYear,
    costPerYear,
    typicalMs: latency.typicalMs,
    p99Ms: latency.p99Ms,
    targetsMet: Object.values(targets).every(({met}) => met),
  };
}
