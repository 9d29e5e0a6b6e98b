import {kept} from '../traces/kept.ts';
import {messageReader} from '../traces/message-reader.ts';
import type {Messages} from '../traces/messages.ts';
import type {RequestKinds} from '../traces/request-kinds.ts';
import {roles, type SpanTable} from '../traces/span-table.ts';
import type {MessageFact, Part} from './message-facts.ts';

/** A place of spans that are alike, as if they were one; only how long each took is different. */
interface Alike {
  readonly span: number;
  readonly kind: number;
  readonly begins: boolean;
  readonly linked: readonly number[];
  lastedUs: number;
}

/** What spans tell of messages, and where it is put. */
interface Telling {
  readonly table: SpanTable;
  readonly kinds: RequestKinds;
  readonly events: Messages;
}

/** Which event a message told of, by its `key` and what it refers to. */
export type EventOf = (key: number, linked: readonly Part[]) => number | undefined;

/** Does a span tell that another, which does not say so itself, published what it reads? */
export function isSentBy({role, service}: SpanTable, reader: number, other: number): boolean {
  return role[reader] !== roles.producer && role[other] !== roles.producer && service[other] !== service[reader];
}

/** Puts messages into `events` as if each were read by itself. */
export function tellMessages(telling: Telling, facts: readonly MessageFact[]): EventOf {
  const {table, kinds, events} = telling;
  const places: Alike[] = [];
  const numbers = new Map<string, number>();
  const isProducer = ({span}: Part) => table.role[span] === roles.producer;
  const placeOf = ({span, request}: Part, begins: boolean, linked: readonly number[]): number => {
    const kind = kinds.of(request.span, request.cut);
    return kept(numbers, JSON.stringify([span, kind, begins, linked]), () => {
      places.push({span, kind, begins, lastedUs: 0, linked});
      return places.length - 1;
    });
  };
  const found = new Map<string, number>();
  let told = -1;
  const read = messageReader(
    table,
    events,
    {
      spanAt: (place) => places[place]!.span,
      begins: (place) => places[place]!.begins,
      kindAt: (place) => places[place]!.kind,
      handledUs: (place) => places[place]!.lastedUs,
      linked: (place) => places[place]!.linked,
    },
    (event) => {
      told = event;
    },
  );
  // Readers first: what they read names what a producer sends to no destination of its own.
  for (const fact of [...facts.filter((one) => !isProducer(one)), ...facts.filter(isProducer)]) {
    const linked = fact.linked.map((one) => placeOf(one, false, []));
    const place = placeOf(fact, fact.begins && !isProducer(fact), linked);
    const parent = fact.parent === undefined ? -1 : placeOf(fact.parent, false, []);
    told = -1;
    for (const lastedUs of fact.values) {
      places[place]!.lastedUs = lastedUs;
      read(place, parent);
    }
    if (told === -1) continue;
    found.set(written(isProducer(fact) ? fact.span + 1 : fact.key, isProducer(fact) ? [] : fact.linked), told);
    // Each link is a message of its own.
    for (const [i, times] of fact.times.entries())
      if (isSentBy(table, fact.span, fact.linked[i]!.span)) events.list[told]!.messages += times - fact.values.length;
  }
  return (key, linked) => found.get(written(key, linked));
}

function written(key: number, linked: readonly Part[]): string {
  return JSON.stringify([key, linked.map(({span, request}) => [span, request.span, request.cut])]);
}
