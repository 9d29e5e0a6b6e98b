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
  downtimeMinutesPerYear: 'downtime',
  failedRequestsPerYear: 'count',
  rate: 'rate',
} as const;

/** What can be asked of a service's load. */
export const loadFigures = {busy: 'count', concurrency: 'count', refusedShare: 'share'} as const;

/** What can be asked of a call. */
export const callFigures = {waitMs: 'time', timeoutMs: 'time', minutesPerYear: 'downtime'} as const;

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
const two = z.tuple([slug, slug]).readonly();

/**
 * Where a number of an exercise comes from: asked of the analysis of the scenario (in one of its states), or worked out
 * from figures that stand above it in the manifest. A time in milliseconds, a share from 0 to 1, a rate per second.
 */
export const querySchema = z.union([
  z.strictObject({operation: name, figure: z.enum(keys(operationFigures)), state}).readonly(),
  z.strictObject({load: name, figure: z.enum(keys(loadFigures)), state}).readonly(),
  z
    .strictObject({load: name, ifHanging: name, state})
    .readonly()
    .describe('Time until the service has no free place left if that callee hangs; without end where it never fills.'),
  z
    .strictObject({call: name, figure: z.enum(keys(callFigures)), state})
    .readonly()
    .describe('The call is written CALLER:CALLEE, each a service or service/endpoint.'),
  z.strictObject({sum: z.array(slug).min(2).max(20).readonly()}).readonly(),
  z.strictObject({difference: two}).readonly().describe('The first less the second.'),
  z.strictObject({product: two}).readonly(),
  z.strictObject({quotient: two}).readonly().describe('The first divided by the second.'),
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
]);
export type Condition = z.infer<typeof conditionSchema>;
