import * as z from 'zod';

/** A name of the manifest's own: a step, an option, a figure, a state. No digits, so that no answer's key can be taken for a number. */
export const slug = z.string().regex(/^[a-z]+(?:-[a-z]+){0,9}$/, 'must be lower-case words joined by "-"');
const name = z.string().min(1).max(200);
const state = slug.exactOptional();

/** What can be asked of an operation, and what kind of number the answer is. */
export const operationFigures = {
  'latency.typicalMs': 'time',
  'latency.aloneMs': 'time',
  'latency.p50Ms': 'time',
  'latency.p95Ms': 'time',
  'latency.p99Ms': 'time',
  availability: 'share',
  unavailability: 'share',
  availabilityAlone: 'share',
  ceiling: 'share',
  'targets.availability.target': 'share',
  needed: 'count',
  downtimeMinutesPerYear: 'downtime',
  failedRequestsPerYear: 'count',
  costPerYear: 'count',
  lossPerFailedRequest: 'count',
  rate: 'rate',
} as const;

/** What can be asked of a consumer of an event; backlog and time are those for each minute that it was down. */
export const lagFigures = {
  rate: 'rate',
  capacity: 'rate',
  backlogPerOutageMinute: 'count',
  catchUpSecondsPerOutageMinute: 'time',
} as const;

/** What can be asked of a broker. */
export const brokerFigures = {availability: 'share', latencyMs: 'time', retentionMs: 'time'} as const;

/** What can be asked of a service's load. */
export const loadFigures = {busy: 'count', concurrency: 'count', refusedShare: 'share'} as const;

/** What can be asked of a call. */
export const callFigures = {
  waitMs: 'time',
  timeoutMs: 'time',
  minutesPerYear: 'downtime',
  windowsPerYear: 'count',
  requestsHitPerYear: 'count',
  coordinatedDeploymentsPerYear: 'count',
} as const;

/** What can be asked of a service, whatever calls it. */
export const serviceFigures = {availability: 'share', outageMs: 'time', callers: 'count'} as const;

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
const two = z.tuple([slug, slug]).readonly();

/**
 * Where a number of an exercise comes from: asked of the analysis of the scenario (in one of its states), or worked out
 * from figures that stand above it in the manifest. A time in milliseconds, a share from 0 to 1, a rate per second.
 */
export const querySchema = z.union([
  z.strictObject({operation: name, figure: z.enum(keys(operationFigures)), state}).readonly(),
  z
    .strictObject({event: name, consumer: name, figure: z.enum(keys(lagFigures)), state})
    .readonly()
    .describe('How the consumer keeps up; the time to catch up is without end where it never does.'),
  z.strictObject({broker: name, figure: z.enum(keys(brokerFigures)), state}).readonly(),
  z.strictObject({load: name, figure: z.enum(keys(loadFigures)), state}).readonly(),
  z
    .strictObject({load: name, ifHanging: name, state})
    .readonly()
    .describe('Time until the service has no free place left if that callee hangs; without end where it never fills.'),
  z
    .strictObject({call: name, figure: z.enum(keys(callFigures)), state})
    .readonly()
    .describe('The call is written CALLER:CALLEE, each a service or service/endpoint.'),
  z
    .strictObject({service: name, figure: z.enum(keys(serviceFigures)), state})
    .readonly()
    .describe(
      'availability is its own, without shared fates and without what it calls; outageMs is how long one deployment takes it away.',
    ),
  z.strictObject({sum: z.array(slug).min(2).max(20).readonly()}).readonly(),
  z.strictObject({difference: two}).readonly().describe('The first less the second.'),
  z.strictObject({product: two}).readonly(),
  z.strictObject({quotient: two}).readonly().describe('The first divided by the second.'),
  z
    .strictObject({root: two})
    .readonly()
    .describe('What each must have if as many as the second says, all alike, are to have the first together.'),
  z
    .strictObject({downtimeOf: slug})
    .readonly()
    .describe('How long in a year something with this availability is down.'),
]);
export type Query = z.infer<typeof querySchema>;

/** What must hold in the scenario for an option to be right. */
export const conditionSchema = z.union([
  z.strictObject({more: two}).readonly().describe('The first figure is larger than the second.'),
  z.strictObject({same: two}).readonly().describe('Both figures are equal.'),
  z
    .strictObject({
      operation: name,
      state: slug,
      outcome: z.enum(['works', 'fails', 'starves', 'degrades', 'late']),
    })
    .readonly()
    .describe('What happens to the operation in a state in which something is down.'),
  z
    .strictObject({call: name, advice: z.enum(['convert', 'keep-sync', 'ask'])})
    .readonly()
    .describe('Does the caller need the result of this call?'),
  z
    .strictObject({
      call: name,
      coupling: z.enum(['temporal', 'availability', 'behavioral']),
      level: z.enum(['tight', 'partial', 'loose']),
    })
    .readonly()
    .describe('How tight is this coupling of the call?'),
  z
    .strictObject({starterLacks: slug})
    .readonly()
    .describe('Does the skill that "skill init" writes have no evidence for this criterion of the rubric?'),
]);
export type Condition = z.infer<typeof conditionSchema>;
