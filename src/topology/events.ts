import {taken} from './calls.ts';
import type {Complain} from './complaint.ts';
import {certain} from './figures.ts';
import type {Names} from './names.ts';
import type {Path} from './places.ts';
import type {EventEntry, TopologyFile} from './schema.ts';
import type {Consumer, EventType, TopologyNode} from './topology.ts';

/** The events of a file. */
export function eventsOf(
  file: TopologyFile,
  names: Names,
  nodes: readonly TopologyNode[],
  complain: Complain,
): Map<string, EventType> {
  const result = new Map<string, EventType>();
  for (const [name, entry] of file.events ?? []) result.set(name, eventType(name, entry, names, nodes, complain));
  return result;
}

/** Names of the events that each node publishes, in file order. */
export function publishesOf(events: ReadonlyMap<string, EventType>): ReadonlyMap<number, readonly string[]> {
  const result = new Map<number, string[]>();
  for (const {name, producers} of events.values()) {
    for (const node of producers) {
      const own = result.get(node);
      if (own) own.push(name);
      else result.set(node, [name]);
    }
  }
  return result;
}

function eventType(
  name: string,
  entry: EventEntry,
  names: Names,
  nodes: readonly TopologyNode[],
  complain: Complain,
): EventType {
  const path = ['events', name];
  const {producer, via} = entry;
  if (via !== undefined) taken(names.broker(via), () => [...path, 'via'], complain);
  return {
    name,
    producer,
    producers:
      producer === undefined ? [] : (taken(names.nodes(producer), () => [...path, 'producer'], complain) ?? []),
    via,
    topic: entry.topic,
    key: entry.key,
    payload: entry.payload,
    schema: entry.schema,
    outbox: entry.outbox ?? false,
    outboxKnown: entry.outbox !== undefined || entry.source === undefined,
    probability: entry.probability ?? certain,
    rate: entry.rate,
    ordering: entry.ordering,
    channel: entry.channel,
    addressedTo: entry.addressedTo,
    expectsReply: entry.expectsReply,
    maxBytes: entry.maxBytes,
    consumers: consumersOf(entry, path, names, nodes, complain),
    path,
  };
}

function consumersOf(
  entry: EventEntry,
  path: Path,
  names: Names,
  nodes: readonly TopologyNode[],
  complain: Complain,
): Consumer[] {
  const result: Consumer[] = [];
  for (const [label, consumer] of entry.consumers ?? []) {
    const found = names.nodes(label);
    if (!('found' in found)) {
      complain([...path, 'consumers', label], found.message, found.hint, 'key');
      continue;
    }
    result.push({
      label,
      service: nodes[found.found[0]!]!.service,
      nodes: found.found,
      group: consumer.group,
      idempotent: consumer.idempotent,
      deadLetter: consumer.deadLetter,
      deadlineMs: consumer.deadline,
      handlingMs: consumer.handling,
      handlers: consumer.handlers,
      capacity: consumer.capacity,
      lagMs: consumer.lag,
      callsBack: consumer.callsBack,
      retries: consumer.retries,
    });
  }
  return result;
}
