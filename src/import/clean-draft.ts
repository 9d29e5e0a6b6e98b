import {printableLine} from '../printable.ts';
import type {Draft, DraftEvent, Origin, Place} from './draft.ts';

/** Names longer than this say nothing to a reader. */
const longest = 200;

/** A name as the topology file takes it: no control characters, no space around it, never empty. */
export function cleanName(name: string): string {
  const shown = printableLine(name).trim();
  if (shown === '') return 'unnamed';
  return shown.length > longest ? `${shown.slice(0, longest - 3)}...` : shown;
}

/** The draft with every name and text clean, and brokers known as brokers alone. */
export function cleanDraft(draft: Draft): Draft {
  const carriers = [...draft.brokers.map(({name}) => name), ...draft.events.flatMap(({via}) => via ?? [])];
  const brokers = new Set(carriers.map(cleanName));
  const origin = (from: Origin): Origin => ({...from, file: printableLine(from.file), rule: printableLine(from.rule)});
  const place = ({service, endpoint}: Place): Place => ({
    service: cleanName(service),
    ...(endpoint !== undefined && {endpoint: cleanName(endpoint)}),
  });
  const isPart = (name: string) => !brokers.has(cleanName(name));
  const event = (one: DraftEvent): DraftEvent => ({
    ...one,
    name: cleanName(one.name),
    via: one.via === undefined ? undefined : cleanName(one.via),
    topic: one.topic === undefined ? undefined : cleanName(one.topic),
    key: one.key === undefined ? undefined : cleanName(one.key),
    payload:
      one.payload &&
      Object.fromEntries(Object.entries(one.payload).map(([field, type]) => [cleanName(field), printableLine(type)])),
    producers: one.producers.filter(({service}) => isPart(service)).map(place),
    consumers: one.consumers
      .filter((consumer) => isPart(consumer.place.service))
      .map((consumer) => ({
        ...consumer,
        place: place(consumer.place),
        group: consumer.group === undefined ? undefined : cleanName(consumer.group),
        origin: origin(consumer.origin),
      })),
    origin: origin(one.origin),
  });
  return {
    ...draft,
    name: draft.name === undefined ? undefined : cleanName(draft.name),
    services: draft.services
      .filter(({name}) => isPart(name))
      .map((service) => ({
        ...service,
        name: cleanName(service.name),
        team: service.team === undefined ? undefined : cleanName(service.team),
        endpoints: service.endpoints?.map((endpoint) => ({
          ...endpoint,
          name: cleanName(endpoint.name),
          origin: origin(endpoint.origin),
        })),
        origin: origin(service.origin),
      })),
    calls: draft.calls
      .filter(({from, to}) => isPart(from.service) && isPart(to.service))
      .map((call) => ({
        ...call,
        from: place(call.from),
        to: place(call.to),
        name: call.name === undefined ? undefined : cleanName(call.name),
        request: call.request === undefined ? undefined : cleanName(call.request),
        parallel: call.parallel === undefined ? undefined : cleanName(call.parallel),
        origin: origin(call.origin),
      }))
      .filter(({from, to}) => from.service !== to.service || from.endpoint !== to.endpoint),
    brokers: draft.brokers.map((broker) => ({...broker, name: cleanName(broker.name), origin: origin(broker.origin)})),
    events: draft.events.map(event),
    operations: draft.operations
      .filter(({entry}) => isPart(entry.service))
      .map((operation) => ({
        ...operation,
        name: cleanName(operation.name),
        entry: place(operation.entry),
        origin: origin(operation.origin),
      })),
    questions: draft.questions.map(printableLine),
    notes: draft.notes.map(printableLine),
  };
}
