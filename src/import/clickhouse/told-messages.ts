import {kept} from '../traces/kept.ts';
import {messageReader} from '../traces/message-reader.ts';
import type {Messages} from '../traces/messages.ts';
import type {RequestKinds} from '../traces/request-kinds.ts';
import {roles, type SpanTable} from '../traces/span-table.ts';
import type {RequestTally} from '../traces/tally.ts';
import type {MessageFact, Part} from './message-facts.ts';

/** A place of spans that are alike, as if they were one; only how long each took is different. */
interface Alike {
  readonly span: number;
  readonly kind: number;
  readonly begins: boolean;
  readonly linked: readonly number[];
  lastedUs: number;
}

/**
 * Puts messages into `events` as if each were read by itself, and the requests that published into their tallies: `published`
 * has each request once for each way in which it published.
 */
export function tellMessages(
  {table, kinds, events}: {readonly table: SpanTable; readonly kinds: RequestKinds; readonly events: Messages},
  facts: readonly MessageFact[],
  published: readonly MessageFact[],
  requests: ReadonlyMap<number, RequestTally>,
): void {
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
  const eventOf = new Map<number, number>();
  let key = 0;
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
    (event) => eventOf.set(key, event),
  );
  // Readers first: what they read names what a producer sends to no destination of its own.
  for (const fact of [...facts.filter((one) => !isProducer(one)), ...facts.filter(isProducer)]) {
    key = isProducer(fact) ? fact.span + 1 : fact.key;
    const linked = fact.linked.map((one) => placeOf(one, false, []));
    const place = placeOf(fact, fact.begins && !isProducer(fact), linked);
    const parent = fact.parent === undefined ? -1 : placeOf(fact.parent, false, []);
    for (const lastedUs of fact.values) {
      places[place]!.lastedUs = lastedUs;
      read(place, parent);
    }
  }
  for (const {key: one, request, n} of published) {
    const event = eventOf.get(one);
    const tally = requests.get(kinds.of(request.span, request.cut));
    if (event === undefined || tally === undefined || kinds.isPiece(request.span, request.cut)) continue;
    const before = tally.published.get(event)?.requests ?? 0;
    tally.published.set(event, {requests: Math.min(tally.requests, before + n), now: -1});
  }
}
