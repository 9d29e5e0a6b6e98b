import type {DraftBroker, DraftCall, DraftConsumer, DraftEvent, Place} from '../draft.ts';
import type {Names} from './names.ts';
import type {Resource} from './resources.ts';
import type {Workload} from './workloads.ts';

/** What objects of eventing systems are read with. */
export interface System {
  readonly resources: readonly Resource[];
  readonly workloads: readonly Workload[];
  /** The service of the topology that a workload belongs to. */
  readonly serviceOf: (workload: Workload) => string | undefined;
  readonly names: Names;
}

/** What such objects add to the topology. Directions are told here: who is named needs no asking. */
export interface Eventing {
  readonly calls: readonly DraftCall[];
  readonly brokers: readonly DraftBroker[];
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
}

/** Eventing of several systems together. */
export function joinedEventing(parts: readonly Eventing[]): Eventing {
  return {
    calls: parts.flatMap(({calls}) => calls),
    brokers: parts.flatMap(({brokers}) => brokers),
    events: parts.flatMap(({events}) => events),
    questions: parts.flatMap(({questions}) => questions),
  };
}

/** Who publishes or reads any of these events. */
export function participants(events: readonly DraftEvent[]): Set<string> {
  return new Set(events.flatMap(servicesOf));
}

function servicesOf({producers, consumers}: DraftEvent): string[] {
  return [...producers, ...consumers.map(({place}) => place)].map(({service}) => service);
}

/** An event as it is put together from several objects. */
export interface Gathered {
  readonly event: DraftEvent;
  readonly producers: Map<string, Place>;
  readonly consumers: Map<string, DraftConsumer>;
}

/** Events by broker and name. */
export interface Gathering {
  readonly at: (name: string, via: string | undefined, origin: DraftEvent['origin'], topic?: string) => Gathered;
  readonly events: () => DraftEvent[];
}

/** Collects who publishes and who reads each event, each once. */
export function gathering(): Gathering {
  const found = new Map<string, Gathered>();
  return {
    at: (name, via, origin, topic) => {
      const key = JSON.stringify([via, name]);
      const known = found.get(key);
      if (known) return known;
      const event: DraftEvent = {name, via, topic, producers: [], consumers: [], origin};
      const gathered = {event, producers: new Map<string, Place>(), consumers: new Map<string, DraftConsumer>()};
      found.set(key, gathered);
      return gathered;
    },
    events: () =>
      [...found.values()].map(({event, producers, consumers}) => ({
        ...event,
        producers: [...producers.values()],
        consumers: [...consumers.values()],
      })),
  };
}
