import type {ServiceLoad} from '../analysis/load.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import {selfChance} from '../analysis/self-chance.ts';
import {callOf, couplingOf} from './calls.ts';
import type {Day} from './days.ts';
import {brokerFigure, lagFigure} from './event-figures.ts';
import type {Figure} from './figure.ts';
import {callFigures, loadFigures, operationFigures, type Query, serviceFigures} from './query.ts';
import type {Worked} from './worked-figures.ts';

type QueryWith<K extends string> = Extract<Query, {readonly [P in K]: unknown}>;
type Says = (what: string) => Error;

const ofOperation: Readonly<
  Record<
    Exclude<keyof typeof operationFigures, 'rate' | 'lossPerFailedRequest'>,
    (o: OperationAnalysis) => number | null
  >
> = {
  'latency.typicalMs': (o) => o.latency.typicalMs,
  'latency.aloneMs': (o) => o.latency.aloneMs,
  'latency.p50Ms': (o) => o.latency.p50Ms,
  'latency.p95Ms': (o) => o.latency.p95Ms,
  'latency.p99Ms': (o) => o.latency.p99Ms,
  availability: (o) => o.availability,
  unavailability: (o) => o.unavailability,
  availabilityAlone: (o) => o.availabilityAlone,
  ceiling: (o) => o.ceiling,
  'targets.availability.target': (o) => o.targets.availability?.target ?? null,
  // The entry itself is not among what it depends on.
  needed: (o) => 1 + o.dependencies.length,
  downtimeMinutesPerYear: (o) => o.downtimeMinutesPerYear * 60_000,
  failedRequestsPerYear: (o) => o.failedRequestsPerYear,
  costPerYear: (o) => o.costPerYear,
};

const ofLoad: Readonly<Record<keyof typeof loadFigures, (l: ServiceLoad) => number | null>> = {
  busy: (l) => l.busy,
  concurrency: (l) => l.concurrency,
  refusedShare: (l) => l.refusedShare,
};

/** A query that asks the scenario. */
export type Asked = Exclude<Query, Worked>;

/** What the analysis of a day answers; `says` makes the error where the scenario does not have what is asked. */
export function askedFigure(query: Asked, day: Day, says: Says): Figure {
  if ('operation' in query) return operationFigure(query, day, says);
  if ('call' in query) return callFigure(query, day, says);
  if ('service' in query) return serviceFigure(query, day, says);
  if ('event' in query) return lagFigure(query, day, says);
  if ('broker' in query) return brokerFigure(query, day, says);
  if ('ifHanging' in query) return fillingTime(query, day, says);
  const value = ofLoad[query.figure](loadOf(query.load, day, says));
  if (value === null) throw says(`${query.figure} of ${query.load} is not known`);
  return {kind: loadFigures[query.figure], value};
}

function operationFigure({operation, figure}: QueryWith<'operation'>, day: Day, says: Says): Figure {
  const kind = operationFigures[figure];
  const analysed = day.analysis.operations[operation];
  if (!analysed) throw says(`there is no operation "${operation}"`);
  const value =
    figure === 'rate' || figure === 'lossPerFailedRequest'
      ? (day.topology.operations.get(operation)![figure] ?? null)
      : ofOperation[figure](analysed);
  // Only a time can be without end; of anything else null means that it is not known.
  if (value === null && kind !== 'time') throw says(`${figure} of ${operation} is not known`);
  return {kind, value: value ?? Infinity};
}

function callFigure({call: text, figure}: QueryWith<'call'>, day: Day, says: Says): Figure {
  const call = callOf(text, day, says);
  const coupling = couplingOf(call, day);
  const values = {
    waitMs: coupling.temporal.waitMs,
    timeoutMs: call.timeoutMs ?? Infinity,
    minutesPerYear: coupling.availability.minutesPerYear * 60_000,
    windowsPerYear: coupling.temporal.windowsPerYear,
    requestsHitPerYear: coupling.temporal.requestsHitPerYear,
    coordinatedDeploymentsPerYear: coupling.behavioral.coordinatedDeploymentsPerYear,
  };
  const value = values[figure];
  if (value === null) throw says(`${figure} of ${text} is not known`);
  return {kind: callFigures[figure], value};
}

function serviceFigure({service: name, figure}: QueryWith<'service'>, {topology, analysis}: Day, says: Says): Figure {
  const service = topology.services.get(name);
  if (!service) throw says(`there is no service "${name}"`);
  const values = {
    availability: selfChance(service).up,
    outageMs: service.deploys?.outageMs ?? 0,
    callers: new Set(analysis.couplings.filter(({to}) => to === name).map(({from}) => from)).size,
  };
  return {kind: serviceFigures[figure], value: values[figure]};
}

function loadOf(service: string, {analysis}: Day, says: Says): ServiceLoad {
  for (const {load} of Object.values(analysis.operations)) {
    const found = load.find((one) => one.service === service);
    if (found) return found;
  }
  throw says(`no operation uses a service "${service}"`);
}

function fillingTime({load, ifHanging}: QueryWith<'ifHanging'>, day: Day, says: Says): Figure {
  const {fullAfterSecondsIfHanging: seconds} = loadOf(load, day, says);
  if (!Object.hasOwn(seconds, ifHanging)) throw says(`${load} does not call "${ifHanging}", or has no concurrency`);
  const after = seconds[ifHanging];
  return {kind: 'time', value: after === null || after === undefined ? Infinity : after * 1000};
}
