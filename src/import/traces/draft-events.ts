import {printableLine} from '../../printable.ts';
import type {DraftBroker, DraftConsumer, DraftEvent, Place} from '../draft.ts';
import {kept} from './kept.ts';
import type {EventTally} from './messages.ts';
import type {Observed} from './observe.ts';
import {latencyOf, type Places, quantilesOf} from './places.ts';
import {order} from './request-kinds.ts';
import {rounded} from './samples.ts';
import type {SpanTable} from './span-table.ts';

/** Brokers, events and what stays open about them. */
export interface DraftMessages {
  readonly brokers: DraftBroker[];
  readonly events: DraftEvent[];
  readonly questions: string[];
}

/** Everything that went over a broker; `perSecond` makes a rate of a number of messages, or nothing. */
export function messagesDraft(
  table: SpanTable,
  observed: Observed,
  at: Places,
  perSecond: (messages: number) => number | undefined,
): DraftMessages {
  const brokers = new Map<string, DraftBroker>();
  const events: DraftEvent[] = [];
  const questions: string[] = [];
  const inOrder = [...observed.events.list.entries()].sort(
    ([, a], [, b]) => order(a.broker, b.broker) || order(a.topic, b.topic) || Number(b.sure) - Number(a.sure),
  );
  for (const [number, tally] of inOrder) {
    const consumers = consumersOf(table, observed, at, tally);
    const producers = onePerPlace([...tally.producers.keys()].sort((a, b) => a - b).map(at.placeOf));
    const [shown] = [...tally.producers.values(), ...[...tally.consumers.values()].map(({span}) => span)];
    if (shown === undefined) continue;
    const [rule, confidence] = tally.sure
      ? (['destination', 'sure'] as const)
      : (['name of the span', 'guess'] as const);
    const origin = at.origin(shown, rule, confidence);
    if (tally.broker !== '')
      kept(brokers, tally.broker, () => ({name: tally.broker, origin: at.origin(shown, 'messaging.system')}));
    const name = tally.topic || tally.broker || table.names[table.name[shown]!] || 'messages';
    const publishing = [...tally.producers.keys()].flatMap((kind) => observed.requests.get(kind) ?? []);
    const requests = publishing.reduce((sum, one) => sum + one.requests, 0);
    const published = publishing.reduce((sum, one) => sum + (one.published.get(number) ?? 0), 0);
    const share = requests === 0 ? 1 : published / requests;
    const over = tally.broker === '' ? '' : ` on ${tally.broker}`;
    if (producers.length === 0)
      questions.push(printableLine(`Who publishes ${name}${over}? The spans show only who reads it.`));
    if (consumers.length === 0)
      questions.push(printableLine(`Who reads ${name}${over}? The spans show only who publishes it.`));
    events.push({
      name,
      via: tally.broker || undefined,
      topic: tally.topic || undefined,
      rate: perSecond(tally.messages + tally.read),
      probability: share >= 0.9995 ? undefined : Math.max(0.0001, Number(share.toFixed(4))),
      producers,
      consumers,
      origin,
    });
  }
  for (const {span, broker} of observed.nodes.undirected.values()) {
    const service = table.services[table.service[span]!]!;
    const topic = table.destinations[table.destination[span]!]!;
    const name = topic || broker;
    const origin = at.origin(span, 'client of a broker', 'likely');
    kept(brokers, broker, () => ({name: broker, origin}));
    if (!events.some((event) => event.name === name))
      events.push({name, via: broker, topic: topic || undefined, producers: [], consumers: [], origin});
    questions.push(
      printableLine(
        `Does ${service} publish or read on ${broker}${topic === '' ? ', and which topic' : ` (${topic})`}? (${origin.file})`,
      ),
    );
  }
  return {brokers: [...brokers.values()], events, questions};
}

function consumersOf(table: SpanTable, {requests}: Observed, at: Places, tally: EventTally): DraftConsumer[] {
  const byPlace = new Map<string, DraftConsumer>();
  const services = new Map<string, number>();
  const entries = [...tally.consumers].sort(([a, one], [b, two]) => two.messages - one.messages || a - b);
  for (const [kind, consumer] of entries) {
    const place = at.placeOf(kind);
    const only = requests.get(kind);
    // Waiting for messages is not reading them, where the reading is seen besides.
    if (only && only.receives === only.requests && services.has(place.service)) continue;
    services.set(place.service, kind);
    const key = JSON.stringify([place.service, place.endpoint]);
    if (byPlace.has(key)) continue;
    const handling = latencyOf([consumer.handling]);
    byPlace.set(key, {
      place,
      group: table.groups[consumer.group] || table.destinations[consumer.queue] || undefined,
      handlingMs: handling?.p50Ms,
      observed:
        consumer.messages > 0
          ? {errorRate: rounded(consumer.errors / consumer.messages), ...quantilesOf(consumer.handling)}
          : undefined,
      origin: at.origin(consumer.span, 'consumer span', 'sure'),
    });
  }
  return [...byPlace.values()];
}

function onePerPlace(list: readonly Place[]): Place[] {
  return [...new Map(list.map((place) => [JSON.stringify([place.service, place.endpoint]), place])).values()];
}
