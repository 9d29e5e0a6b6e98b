import type {Kind} from '../case.ts';
import {callOrEvent} from './call-or-event.ts';
import {combinedAvailability} from './combined-availability.ts';
import {compensation} from './compensation.ts';
import {crashPoints} from './crash-points.ts';
import {eventOrCommand} from './event-or-command.ts';
import {lagDrain} from './lag-drain.ts';
import {offsetOrder} from './offset-order.ts';
import {outageReach} from './outage-reach.ts';
import {partitionGrowth} from './partition-growth.ts';
import {poolExhaustion} from './pool-exhaustion.ts';
import {retryLoad} from './retry-load.ts';
import {schemaChange} from './schema-change.ts';
import {usefulConsumers} from './useful-consumers.ts';
import {waitingTime} from './waiting-time.ts';
import {whoDeploys} from './who-deploys.ts';

/** Every kind of graded case. */
export const kinds = {
  'waiting-time': waitingTime,
  'pool-exhaustion': poolExhaustion,
  'outage-reach': outageReach,
  'who-deploys': whoDeploys,
  'combined-availability': combinedAvailability,
  'event-or-command': eventOrCommand,
  'call-or-event': callOrEvent,
  'partition-growth': partitionGrowth,
  'schema-change': schemaChange,
  'offset-order': offsetOrder,
  'crash-points': crashPoints,
  'retry-load': retryLoad,
  compensation,
  'useful-consumers': usefulConsumers,
  'lag-drain': lagDrain,
} as const satisfies Readonly<Record<string, Kind>>;

/** The criteria of the rubric that cases ask about, with the kinds of each. */
export const measuredCriteria: ReadonlyMap<string, readonly (keyof typeof kinds)[]> = Map.groupBy(
  Object.keys(kinds) as (keyof typeof kinds)[],
  (kind) => kinds[kind].criterion,
);
