import type {Compared} from '../../analysis/comparison.ts';
import {count, percent, timeSpan, yearly} from '../../figures.ts';
import type {Topology} from '../../topology/topology.ts';
import type {Impact} from '../critique.ts';

/** What a figure measures, which decides the unit of its value: 0..1, milliseconds, a second, bytes, or a mere number. */
export type Quantity = 'share' | 'time' | 'rate' | 'bytes' | 'count';

/** What a figure is about. Downtime is a time a year. */
export type Topic = 'availability' | 'failure' | 'downtime' | 'latency' | 'rate' | 'timeout' | 'target' | 'retention';

/** A figure that was computed here or stands in the topology. */
export interface Figure {
  /** The operation, service or broker that it is about. */
  readonly subject: string;
  /** `operation`: of the system as its users see it. `part`: of one service or broker. */
  readonly of: 'operation' | 'part';
  readonly topic: Topic;
  /** What it is, for a reader: "available today". */
  readonly what: string;
  readonly quantity: Quantity;
  readonly value: number;
}

const minuteMs = 60_000;

/** Every figure of a topology and its analysis that a sentence may quote, and those after the conversion, where there is one. */
export function ourFigures(topology: Topology, {operations}: Compared, impact: Impact | undefined): readonly Figure[] {
  return [
    ...afterwards(impact),
    ...Object.entries(operations).flatMap(([subject, o]) => [
      ...shareOf(subject, 'operation', 'availability', 'available today', exact(o, o.availability)),
      ...shareOf(subject, 'operation', 'availability', 'available at best', exact(o, o.ceiling)),
      ...timeOf(subject, 'operation', 'downtime', 'down a year today', exact(o, o.downtimeMinutesPerYear * minuteMs)),
      ...timeOf(subject, 'operation', 'latency', 'answers in, typically, today', o.latency.typicalMs),
      ...timeOf(subject, 'operation', 'latency', 'half of the answers within', o.latency.p50Ms),
      ...timeOf(subject, 'operation', 'latency', '95 % of the answers within', o.latency.p95Ms),
      ...timeOf(subject, 'operation', 'latency', '99 % of the answers within', o.latency.p99Ms),
      ...shareOf(subject, 'operation', 'target', 'target of availability', o.targets.availability?.target),
      ...timeOf(subject, 'operation', 'target', 'target for 99 % of the answers', o.targets.p99Ms?.target),
      ...figure(subject, 'operation', 'rate', 'requests a second', 'rate', topology.operations.get(subject)?.rate),
      ...figure(subject, 'operation', 'failure', 'failed requests a year', 'count', exact(o, o.failedRequestsPerYear)),
      ...o.dependencies.flatMap(({service, gainMinutesPerYear}) =>
        timeOf(service, 'part', 'downtime', `a year that it takes from ${subject}`, gainMinutesPerYear * minuteMs),
      ),
    ]),
    ...[...topology.services.values(), ...topology.brokers.values()].flatMap((one) =>
      shareOf(one.name, 'part', 'availability', 'available', one.availability.up),
    ),
    ...topology.nodes.flatMap(({service, label, latency, calls}) => [
      ...(latency.kind === 'constant'
        ? timeOf(service, 'part', 'latency', `own work of ${label}`, latency.ms)
        : [
            ...timeOf(service, 'part', 'latency', `own work of ${label}, half of it within`, latency.p50Ms),
            ...timeOf(service, 'part', 'latency', `own work of ${label}, 99 % of it within`, latency.p99Ms),
          ]),
      ...calls.flatMap(({timeoutMs}) => timeOf(service, 'part', 'timeout', 'timeout of a call', timeoutMs)),
    ]),
    ...[...topology.brokers.values()].flatMap(({name, latency, retentionMs}) => [
      ...timeOf(name, 'part', 'latency', 'time to publish', latency.kind === 'constant' ? latency.ms : latency.p50Ms),
      ...timeOf(name, 'part', 'retention', 'retention', retentionMs),
    ]),
    ...[...topology.services.values()].flatMap(({name, rateLimit}) =>
      figure(name, 'part', 'rate', 'requests a second at most', 'rate', rateLimit),
    ),
  ];
}

/** A figure that follows from the availability of an operation: a bound is no figure that anybody could be right or wrong about. */
function exact<T>({exact: isExact}: {readonly exact: boolean}, value: T): T | null {
  return isExact ? value : null;
}

function afterwards(impact: Impact | undefined): readonly Figure[] {
  if (impact === undefined) return [];
  const {availability: a, latency: l} = impact;
  const after = 'if the proposal is carried out';
  return [
    ...shareOf(a.operation, 'operation', 'availability', `available ${after}`, a.after),
    ...timeOf(a.operation, 'operation', 'downtime', `down a year ${after}`, a.downtimeMinutesPerYear.after * minuteMs),
    ...timeOf(l.operation, 'operation', 'latency', `answers in, typically, ${after}`, l.typicalMs.after),
    ...timeOf(l.operation, 'operation', 'latency', `99 % of the answers within, ${after}`, l.p99Ms.after),
  ];
}

function figure(
  subject: string,
  of: Figure['of'],
  topic: Topic,
  what: string,
  quantity: Quantity,
  value: number | null | undefined,
): readonly Figure[] {
  return value === null || value === undefined || !Number.isFinite(value)
    ? []
    : [{subject, of, topic, what, quantity, value}];
}

type Given = number | null | undefined;
/** Availability, and what is missing to certainty, which is the same figure said the other way round. */
const shareOf = (subject: string, of: Figure['of'], topic: Topic, what: string, value: Given) => [
  ...figure(subject, of, topic, what, 'share', value),
  ...(topic === 'availability' && typeof value === 'number'
    ? figure(subject, of, 'failure', `not ${what}`, 'share', 1 - value)
    : []),
];
const timeOf = (subject: string, of: Figure['of'], topic: Topic, what: string, value: Given) =>
  figure(subject, of, topic, what, 'time', value);

/** A figure's value as it is shown: 99.6006 %, 34.99 h, 2.6 s. */
export function shownFigure({quantity, topic, value}: Pick<Figure, 'quantity' | 'topic' | 'value'>): string {
  if (quantity === 'share') return percent(value);
  if (quantity === 'time') return topic === 'downtime' ? yearly(value / minuteMs) : timeSpan(value);
  if (quantity === 'rate') return `${count(value)}/s`;
  return count(value);
}
