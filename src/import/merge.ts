import {emptyMapping, type FileMapping, mappingOf} from './file-data.ts';
import {type MergeSides, takeFields} from './merge-fields.ts';
import {mergeServices, unseen} from './merge-services.ts';

/** Two sources as one topology file, with every difference as a sentence. */
export interface Merged {
  readonly data: FileMapping;
  readonly differences: readonly string[];
}

/**
 * The file `before` with what `added` tells. What was observed beats what was declared; what only a person can know
 * (needsResult, onFailure, targets, teams) stays. `names` is what differences call the two.
 */
export function merged(
  before: unknown,
  added: FileMapping,
  names: {readonly before: string; readonly added: string; readonly observed: boolean},
): Merged {
  const data = owned(before) as FileMapping;
  const sides: MergeSides = {
    ...names,
    differences: [],
    only: (side) =>
      side === names.added && names.observed ? `seen in ${side}, not in ${names.before}` : `only in ${side}`,
  };
  const brokersBefore = section(data, 'brokers');
  const services = section(data, 'services');
  mergeServices(services, without(added.services, brokersBefore), sides);
  for (const [name, broker] of entries(added.brokers))
    if (!Object.hasOwn(brokersBefore, name) && !Object.hasOwn(services, name)) brokersBefore[name] = broker;
  mergeEvents(section(data, 'events'), added.events, sides);
  const operations = section(data, 'operations');
  mergeOperations(operations, added.operations, sides);
  const asked = [...((data.questions ?? []) as string[]), ...((added.questions ?? []) as string[])];
  if (asked.length > 0) data.questions = [...new Set(asked)];
  nameEndpoints(before, services, operations);
  for (const key of ['brokers', 'events', 'operations'])
    if (Object.keys(data[key] as FileMapping).length === 0) delete data[key];
  return {data, differences: sides.differences};
}

/** An operation is the same by its name, or by where it enters if neither file has another name for that. */
function mergeOperations(operations: FileMapping, added: unknown, sides: MergeSides): void {
  const names = new Set(entries(added).map(([name]) => name));
  const byEntry = new Map(entries(operations).flatMap(([name, {entry}]) => (names.has(name) ? [] : [[entry, name]])));
  const before = Object.keys(operations);
  const met = new Set<string>();
  for (const [name, one] of entries(added)) {
    const known = Object.hasOwn(operations, name) ? name : byEntry.get(one.entry as string);
    if (known === undefined) operations[name] = one;
    else {
      met.add(known);
      takeFields(known, operations[known] as FileMapping, one, ['rate', 'measured'], sides);
    }
  }
  // With those beside them that a trace has seen, their load would count twice: the reader decides which are the same.
  if (names.size > 0)
    for (const name of before)
      if (!met.has(name)) sides.differences.push(`operation ${name}: ${sides.only(sides.before)}`);
}

function mergeEvents(events: FileMapping, added: unknown, sides: MergeSides): void {
  const earlier = new Map(entries(events));
  const byTopic = Map.groupBy(earlier, ([, old]) => topicOf(old));
  for (const [name, one] of entries(added)) {
    const same = earlier.get(name);
    const alike = one.topic === undefined ? undefined : byTopic.get(topicOf(one));
    const known = same ? ([name, same] as const) : alike?.find(([, old]) => sameTopic(old, one));
    if (!known) {
      events[name] = one;
      sides.differences.push(`event ${name}: ${sides.only(sides.added)}`);
      continue;
    }
    const [, event] = known;
    takeFields(`event ${known[0]}`, event, one, ['producer', 'via', 'topic', 'key', 'payload', 'rate'], sides);
    const consumers = section(event, 'consumers');
    for (const [reader, consumer] of entries(one.consumers)) {
      if (Object.hasOwn(consumers, reader)) {
        takeFields(
          `${reader} reading ${known[0]}`,
          consumers[reader] as FileMapping,
          consumer,
          ['group', 'handling', 'observed'],
          sides,
        );
      } else {
        consumers[reader] = consumer;
        sides.differences.push(`${reader} reading ${known[0]}: ${sides.only(sides.added)}`);
      }
    }
    if (Object.keys(consumers).length === 0) delete event.consumers;
  }
}

const topicOf = ({topic, via}: FileMapping) => JSON.stringify([topic, via]);

/** One topic of one broker, and not of two different producers: the format knows one producer an event. */
function sameTopic(old: FileMapping, added: FileMapping): boolean {
  const sameProducer = old.producer === undefined || added.producer === undefined || old.producer === added.producer;
  return added.topic !== undefined && old.topic === added.topic && old.via === added.via && sameProducer;
}

/**
 * Calls and operations that named a service as a whole name an endpoint, once it has some: what the old file said of the
 * service stays together at an endpoint of its own, so that its operations come to the same figures.
 */
function nameEndpoints(before: unknown, services: FileMapping, operations: FileMapping): void {
  const old = (before as {readonly services?: FileMapping}).services ?? emptyMapping();
  const made = new Set<string>();
  const parts = entries(services).flatMap(([, service]) => partsOf(service));
  const whole = (name: string): string => {
    const endpoints = Object.hasOwn(services, name) ? (services[name] as FileMapping).endpoints : undefined;
    if (endpoints === undefined) return name;
    const [only, ...more] = Object.keys(endpoints as FileMapping);
    if (only !== undefined && more.length === 0) return `${name}/${only}`;
    if (!made.has(name)) {
      made.add(name);
      const {latency, calls} = (Object.hasOwn(old, name) ? old[name] : emptyMapping()) as FileMapping;
      const part = mappingOf({latency, calls: owned(calls)});
      (endpoints as FileMapping)[unseen] = part;
      parts.push(part);
    }
    return `${name}/${unseen}`;
  };
  for (const [, operation] of entries(operations))
    if (typeof operation.entry === 'string') operation.entry = whole(operation.entry);
  for (const part of parts)
    for (const call of (part.calls ?? []) as FileMapping[]) if (typeof call.to === 'string') call.to = whole(call.to);
}

/** Where a service's calls stand: itself, or its endpoints. */
function partsOf(service: FileMapping): FileMapping[] {
  return service.endpoints ? entries(service.endpoints).map(([, part]) => part) : [service];
}

function section(data: FileMapping, key: string): FileMapping {
  data[key] ??= emptyMapping();
  return data[key] as FileMapping;
}

function entries(part: unknown): [string, FileMapping][] {
  return Object.entries((part ?? {}) as Record<string, FileMapping>);
}

function without(services: unknown, brokers: FileMapping): FileMapping {
  const result = emptyMapping();
  for (const [name, one] of entries(services)) if (!Object.hasOwn(brokers, name)) result[name] = one;
  return result;
}

/** A copy that shares nothing; mappings inherit nothing. */
function owned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(owned);
  if (typeof value !== 'object' || value === null) return value;
  const copy = emptyMapping();
  for (const [key, one] of Object.entries(value)) copy[key] = owned(one);
  return copy;
}
