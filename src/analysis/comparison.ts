import {listed, resultOf, short, timeSpan, yearly} from '../figures.ts';
import type {Topology} from '../topology/topology.ts';
import type {Alternative} from './alternatives.ts';
import type {Analysis} from './analysis.ts';
import type {Converted} from './conversion.ts';
import {eventPrices} from './event-prices.ts';
import type {Lag} from './lag.ts';
import type {OperationAnalysis} from './operation.ts';

export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** One operation on both sides of a conversion. Times in milliseconds, null without end. */
export interface OperationChanges {
  readonly availability: Change<number>;
  readonly downtimeMinutesPerYear: Change<number>;
  /** null: no rate is stated. */
  readonly failedRequestsPerYear: Change<number | null>;
  /** null: no rate, or no loss per failed request is stated. */
  readonly costPerYear: Change<number | null>;
  readonly typicalMs: Change<number | null>;
  readonly p99Ms: Change<number | null>;
  readonly chainDepth: Change<number>;
  readonly quanta: Change<number>;
}

/** What is compared of an analysis. */
export interface Compared {
  readonly operations: Readonly<Record<string, Omit<OperationAnalysis, 'load'>>>;
  readonly lag: readonly Lag[];
}

/** The answer to `convert`. */
export interface Comparison<A extends Compared = Analysis> {
  readonly schema: 'eventcoach/conversion@1';
  readonly conversions: readonly Converted[];
  readonly before: A;
  readonly after: A;
  readonly changes: Readonly<Record<string, OperationChanges>>;
  readonly lateBy: readonly Lag[];
  readonly alternatives: readonly Alternative[];
  readonly worse: readonly string[];
  /** It gains less than a minute a month, no millisecond and no independent part. */
  readonly pointless: boolean;
  /** Calls whose need is not known: the question stands before every figure. */
  readonly openQuestions: readonly string[];
}

/** What a conversion changes, gains and costs. `converted` is the topology after it. */
export function comparison<A extends Compared>(
  before: A,
  after: A,
  converted: Topology,
  conversions: readonly Converted[],
  alternatives: readonly Alternative[],
): Comparison<A> {
  const changes = Object.fromEntries(
    Object.entries(after.operations).flatMap(([name, b]) => {
      const a = before.operations[name];
      if (!a) return [];
      const change: OperationChanges = {
        availability: {before: a.availability, after: b.availability},
        downtimeMinutesPerYear: {before: a.downtimeMinutesPerYear, after: b.downtimeMinutesPerYear},
        failedRequestsPerYear: {before: a.failedRequestsPerYear, after: b.failedRequestsPerYear},
        costPerYear: {before: a.costPerYear, after: b.costPerYear},
        typicalMs: {before: a.latency.typicalMs, after: b.latency.typicalMs},
        p99Ms: {before: a.latency.p99Ms, after: b.latency.p99Ms},
        chainDepth: {before: a.chainDepth, after: b.chainDepth},
        quanta: {before: a.quanta, after: b.quanta},
      };
      return [[name, change]];
    }),
  );
  const events = new Set(conversions.map(({event}) => event));
  const lateBy = after.lag.filter((lag) => events.has(lag.event));
  return {
    schema: 'eventcoach/conversion@1',
    conversions,
    before,
    after,
    changes,
    lateBy,
    alternatives,
    worse: worse(before, after, changes, converted, conversions, lateBy),
    pointless: Object.entries(changes).every(
      ([name, change]) => isExact(before, name) && isExact(after, name) && buysNothing(change),
    ),
    openQuestions: conversions
      .filter(({needsResult}) => needsResult === null)
      .map(({from, to}) => `Does ${from} need to wait for ${resultOf(listed(to))}?`),
  };
}

/** Two bounds say nothing about the difference of what they bound. */
function isExact({operations}: Compared, name: string): boolean {
  return operations[name]!.exact;
}

const minutesPerMonth = 12;

function buysNothing({downtimeMinutesPerYear: down, typicalMs, p99Ms, quanta}: OperationChanges): boolean {
  const faster = ({before, after}: Change<number | null>) => (before ?? Infinity) > (after ?? Infinity);
  return (
    down.before - down.after < minutesPerMonth && !faster(typicalMs) && !faster(p99Ms) && quanta.after <= quanta.before
  );
}

/** What got worse, unknown handlers first: every conversion has a price. */
function worse(
  before: Compared,
  after: Compared,
  changes: Comparison['changes'],
  topology: Topology,
  conversions: readonly Converted[],
  lateBy: readonly Lag[],
): string[] {
  const said: string[] = [];
  const unknown = lateBy.filter((lag) => lag.keepsUp === null);
  if (unknown.length > 0) {
    const readers = [...new Set(unknown.map((lag) => lag.consumer))];
    const [names, keep, they] = [
      listed(readers),
      readers.length === 1 ? 'keeps' : 'keep',
      readers.length === 1 ? 'it handles' : 'they handle',
    ];
    const missing = unknown.some((lag) => lag.rate === null)
      ? `the rate of the operations, and how many messages ${they} at once`
      : `how many messages ${they} at once (concurrency, or handlers and handling)`;
    said.push(`Nobody knows whether ${names} ${keep} up: state ${missing}.`);
  }
  for (const lag of lateBy.filter(({keepsUp}) => keepsUp === false)) {
    const limit = lag.limitedBy ? `, because ${lag.limitedBy} accepts no more` : '';
    said.push(
      `${lag.consumer} falls behind for ever: ${short(lag.rate!)}/s arrive, it handles ${short(lag.capacity!)}/s${limit}.`,
    );
  }
  for (const [name, {downtimeMinutesPerYear: down, typicalMs}] of Object.entries(changes)) {
    if (isExact(before, name) && isExact(after, name) && down.after > down.before)
      said.push(`${name} is down ${yearly(down.after - down.before)} a year more than before.`);
    // Where what a call took is not stated, an event is not known to take longer.
    const known = (side: Compared) => side.operations[name]!.latency.unstated.parts;
    if (known(before) === known(after) && (typicalMs.after ?? Infinity) > (typicalMs.before ?? Infinity)) {
      said.push(`${name} takes ${timeSpan(typicalMs.after! - typicalMs.before!)} longer.`);
    }
  }
  for (const lag of lateBy) {
    if (lag.keepsUp && lag.capacity !== null && lag.catchUpSecondsPerOutageMinute === null) {
      said.push(`${lag.consumer} handles just as much as arrives: after an outage it never catches up.`);
    }
  }
  return [...said, ...eventPrices(topology, conversions)];
}
