import type {EventType, Topology} from '../../topology/topology.ts';
import {producingService} from './parties.ts';

/** What comes back for an event. */
export interface Answer {
  readonly event: EventType;
  /**
   * The answer goes to nobody else, and to the very node that published the question: a request there may wait for it.
   * Another endpoint that reads the answer takes it up later.
   */
  readonly mayBeAwaited: boolean;
}

/**
 * Events with exactly one consumer that answers: it publishes an event that the producer's service reads. Where each of
 * two events answers the other, the one that starts it counts: its producer gets requests and the other's does not; else
 * the first in file order. Linear in events and consumers.
 */
export function answeredEvents(topology: Topology): ReadonlyMap<EventType, Answer> {
  const answers = anyAnswers(topology);
  const requested = new Set([...topology.operations.values()].map(({entry}) => entry));
  for (const {calls} of topology.nodes) for (const {targets} of calls) for (const node of targets) requested.add(node);
  const starts = ({producers}: EventType) => producers.some((node) => requested.has(node));
  const result = new Map<EventType, Answer>();
  for (const [event, answer] of answers) {
    const mutual = answers.get(answer) === event;
    if (mutual && (starts(event) === starts(answer) ? result.has(answer) : starts(answer))) continue;
    const [reader, ...moreReaders] = answer.consumers;
    const same = event.producers.length === 1 && reader!.nodes.includes(event.producers[0]!);
    result.set(event, {event: answer, mayBeAwaited: same && moreReaders.length === 0});
  }
  return result;
}

/** For each event with one consumer, the first event that comes back from it to the producer's service, if one does. */
function anyAnswers(topology: Topology): ReadonlyMap<EventType, EventType> {
  const events = [...topology.events.values()];
  const published = publishedTo(topology, events);
  const result = new Map<EventType, EventType>();
  for (const event of events) {
    const producer = producingService(topology, event);
    const [only, ...others] = event.consumers;
    if (producer === undefined || only === undefined || others.length > 0 || only.service === producer) continue;
    const {service, nodes} = only;
    const ways = nodes.length === 1 ? [published.node(nodes[0]!), published.whole(service)] : [published.any(service)];
    const answer = ways.map((to) => to?.get(producer)).find((found) => found !== undefined);
    if (answer !== undefined) result.set(event, answer);
  }
  return result;
}

/** For one endpoint, for all endpoints of a service as one, and for any of them: the first event to each consuming service. */
function publishedTo(topology: Topology, events: readonly EventType[]) {
  type ByConsumer = Map<string, EventType>;
  const node = new Map<number, ByConsumer>();
  const whole = new Map<string, ByConsumer>();
  const any = new Map<string, ByConsumer>();
  for (const event of events) {
    const service = producingService(topology, event);
    if (service === undefined) continue;
    const [first, ...others] = event.producers;
    const exact = others.length === 0 ? opened(node, first!) : opened(whole, service);
    for (const {service: consumer} of event.consumers) {
      for (const to of [exact, opened(any, service)]) if (!to.has(consumer)) to.set(consumer, event);
    }
  }
  return {
    node: (key: number) => node.get(key),
    whole: (key: string) => whole.get(key),
    any: (key: string) => any.get(key),
  };
}

function opened<K>(maps: Map<K, Map<string, EventType>>, key: K): Map<string, EventType> {
  const map = maps.get(key) ?? new Map<string, EventType>();
  maps.set(key, map);
  return map;
}
