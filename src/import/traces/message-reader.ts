import type {Message} from './calls-of-trace.ts';
import {kept} from './kept.ts';
import type {Messages} from './messages.ts';
import {roles, type SpanTable} from './span-table.ts';

/** What is asked about the places of spans that tell of messages. */
export interface MessagePlaces {
  readonly spanAt: (place: number) => number;
  /** Does a request begin there? */
  readonly begins: (place: number) => boolean;
  /** The kind of the request that the place is part of. */
  readonly kindAt: (place: number) => number;
  readonly handledUs: (place: number) => number;
  /** Places that the span at a place refers to without being their child. */
  readonly linked: (place: number) => readonly number[];
}

/**
 * Puts what a producer's or consumer's span tells into `events`; readers are told before who sent to them. `published` hears
 * of every event that the request of a place published.
 */
export function messageReader(
  table: SpanTable,
  events: Messages,
  places: MessagePlaces,
  published: (event: number, place: number) => void,
): Message {
  const {role, service} = table;
  const {spanAt, kindAt} = places;
  const readers = new Map<number, number[]>();
  const publish = (event: number, place: number, counts: boolean): void => {
    events.publish(event, kindAt(place), spanAt(place), counts);
    published(event, place);
  };
  return (place, parent) => {
    const at = spanAt(place);
    const above = parent >= 0 ? spanAt(parent) : -1;
    const isPublished = above >= 0 && role[above] === roles.producer;
    if (role[at] === roles.producer) {
      publish(events.eventOf(at, readers.get(place) ?? []), place, !isPublished);
      return;
    }
    const linked = places.linked(place);
    const told = [...(isPublished ? [above] : []), ...linked.map(spanAt)];
    const event = role[at] === roles.consumer ? events.eventOf(at, told) : events.eventOf(above, [at]);
    events.consume(event, kindAt(place), at, places.handledUs(place));
    if (isPublished && table.destination[above] === 0) {
      const before = kept(readers, parent, () => []);
      if (before.length < 9) before.push(at);
    }
    // Published by a span that does not say so itself.
    const isSent = parent >= 0 && places.begins(place) && !isPublished && service[above] !== service[at];
    if (isSent) publish(event, parent, true);
    for (const other of linked)
      if (role[spanAt(other)] !== roles.producer && service[spanAt(other)] !== service[at]) publish(event, other, true);
    if (!isPublished && !isSent && linked.length === 0) events.list[event]!.read += 1;
  };
}
