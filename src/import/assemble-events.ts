import {placeText} from './assemble-calls.ts';
import type {Draft, DraftEvent, Place} from './draft.ts';
import {emptyMapping, type FileMapping, mappingOf, observedData, provenance} from './file-data.ts';
import {durationText, rateText, shareNumber} from './quantity-text.ts';

/**
 * The events of a draft as they stand in the file. The format knows one producer an event: where several publish the same,
 * each gets an event of its own with all consumers. Parts of one name on one broker are joined.
 */
export function assembledEvents(draft: Draft, place: (place: Place) => Place): FileMapping {
  const data = emptyMapping();
  for (const event of joinedEvents(draft.events)) {
    const several = event.producers.length > 1;
    for (const producer of event.producers.length > 0 ? event.producers : [undefined]) {
      const name = several && producer ? `${event.name} from ${placeText(producer)}` : event.name;
      data[free(data, name, event.via)] = eventData(event, producer && eventPlace(producer, place), place);
    }
  }
  return data;
}

/** A name that is not taken: two brokers may carry topics of one name. */
function free(data: FileMapping, name: string, via: string | undefined): string {
  if (!Object.hasOwn(data, name)) return name;
  const elsewhere = via === undefined ? name : `${name} on ${via}`;
  let found = elsewhere;
  for (let i = 2; Object.hasOwn(data, found); i += 1) found = `${elsewhere} ${i}`;
  return found;
}

/** A service as a whole publishes and reads with every endpoint; one endpoint only where the artefact tells which. */
function eventPlace(one: Place, place: (place: Place) => Place): Place {
  return one.endpoint === undefined ? one : place(one);
}

function joinedEvents(events: readonly DraftEvent[]): readonly DraftEvent[] {
  const joined = new Map<string, DraftEvent>();
  for (const event of events) {
    const key = JSON.stringify([event.name, event.via, event.topic ?? event.name]);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, event);
    else {
      const readers = new Set(known.consumers.map((consumer) => placeText(consumer.place)));
      const writers = new Set(known.producers.map(placeText));
      joined.set(key, {
        ...known,
        topic: known.topic ?? event.topic,
        channel: known.channel ?? event.channel,
        key: known.key ?? event.key,
        payload: known.payload ?? event.payload,
        expectsReply: known.expectsReply ?? event.expectsReply,
        rate: known.rate ?? event.rate,
        producers: [...known.producers, ...event.producers.filter((one) => !writers.has(placeText(one)))],
        consumers: [...known.consumers, ...event.consumers.filter((one) => !readers.has(placeText(one.place)))],
      });
    }
  }
  return [...joined.values()];
}

function eventData(event: DraftEvent, producer: Place | undefined, place: (place: Place) => Place): FileMapping {
  const consumers = emptyMapping();
  for (const consumer of event.consumers) {
    const {observed} = consumer;
    consumers[placeText(eventPlace(consumer.place, place))] = mappingOf({
      group: consumer.group,
      handling: durationText(consumer.handlingMs),
      ...provenance(consumer.origin),
      observed: observedData(observed),
    });
  }
  const payload = event.payload && Object.entries(event.payload);
  return mappingOf({
    producer: producer && placeText(producer),
    via: event.via,
    topic: event.topic,
    key: event.key,
    payload: payload?.length ? Object.assign(emptyMapping(), Object.fromEntries(payload)) : undefined,
    probability: event.probability !== undefined && event.probability < 1 ? shareNumber(event.probability) : undefined,
    rate: rateText(event.rate),
    channel: event.channel,
    expectsReply: event.expectsReply || undefined,
    ...provenance(event.origin),
    consumers: event.consumers.length > 0 ? consumers : undefined,
  });
}
