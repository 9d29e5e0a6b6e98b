import type {Consumer, EventType, Topology} from '../../topology/topology.ts';
import {subjectText} from './subject.ts';

/** One consumer of one event, as a finding about it needs it. */
export interface Reader {
  readonly event: EventType;
  readonly consumer: Consumer;
  readonly subject: {readonly event: string; readonly consumer: string};
  /** How a blind spot names it: `event:consumer`. */
  readonly name: string;
  /** The line of one of its fields, or its own where that field is not stated. */
  readonly line: (field: string) => number | null;
}

/** Every consumer of every event, in file order. */
export function readers(topology: Topology): Reader[] {
  return [...topology.events.values()].flatMap((event) =>
    event.consumers.map((consumer) => {
      const subject = {event: event.name, consumer: consumer.label};
      const path = [...event.path, 'consumers', consumer.label];
      return {
        event,
        consumer,
        subject,
        name: subjectText(subject),
        line: (field) => topology.lineOf([...path, field]) ?? topology.lineOf(path),
      };
    }),
  );
}

/** The service that publishes an event; undefined where the file does not say. */
export function producingService(
  topology: Topology,
  {producers: [first]}: Pick<EventType, 'producers'>,
): string | undefined {
  return first === undefined ? undefined : topology.nodes[first]!.service;
}
