import type {Lag} from '../analysis/lag.ts';
import type {Broker} from '../topology/topology.ts';
import type {Day} from './days.ts';
import type {Figure} from './figure.ts';
import {brokerFigures, lagFigures, type Query} from './query.ts';

type QueryWith<K extends string> = Extract<Query, {readonly [P in K]: unknown}>;
type Says = (what: string) => Error;

const ofLag: Readonly<Record<keyof typeof lagFigures, (l: Lag) => number | null>> = {
  rate: (l) => l.rate,
  capacity: (l) => l.capacity,
  backlogPerOutageMinute: (l) => l.backlogPerOutageMinute,
  catchUpSecondsPerOutageMinute: (l) => {
    if (l.catchUpSecondsPerOutageMinute !== null) return l.catchUpSecondsPerOutageMinute * 1000;
    return l.rate !== null && l.capacity !== null && l.capacity <= l.rate ? Infinity : null;
  },
};

const ofBroker: Readonly<Record<keyof typeof brokerFigures, (b: Broker) => number>> = {
  availability: (b) => b.availability.up,
  latencyMs: ({latency}) => (latency.kind === 'constant' ? latency.ms : latency.p50Ms),
  retentionMs: (b) => b.retentionMs ?? Infinity,
};

/** How a consumer keeps up on a day; `says` makes the error where nobody consumes that, or nothing tells. */
export function lagFigure({event, consumer, figure}: QueryWith<'event'>, {analysis}: Day, says: Says): Figure {
  const lag = analysis.lag.find((one) => one.event === event && one.consumer === consumer);
  if (!lag) throw says(`"${consumer}" does not consume "${event}"`);
  const value = ofLag[figure](lag);
  if (value === null) throw says(`${figure} of ${consumer} is not known`);
  return {kind: lagFigures[figure], value};
}

/** What a broker is like on a day; `says` makes the error where there is none of the name. */
export function brokerFigure({broker: name, figure}: QueryWith<'broker'>, {topology}: Day, says: Says): Figure {
  const broker = topology.brokers.get(name);
  if (!broker) throw says(`there is no broker "${name}"`);
  return {kind: brokerFigures[figure], value: ofBroker[figure](broker)};
}
