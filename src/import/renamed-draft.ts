import {cleanName} from './clean-draft.ts';
import type {Draft, Place} from './draft.ts';

/** A draft that speaks of the services of another file by that file's names, and what was taken for what. */
export interface RenamedDraft {
  readonly renamed: Draft;
  readonly taken: readonly string[];
}

/**
 * The draft with the names of the older file where only case, `_`, `-`, `.` or space differ (`Cart_Service` for
 * `cart-service`), as sources spell one service in several ways. A name that both have, or that fits two, stays.
 */
export function renamedDraft(unplaced: Draft, older: unknown): RenamedDraft {
  const draft = amongBrokers(unplaced, older);
  const services = (older as {readonly services?: Readonly<Record<string, unknown>>} | undefined)?.services;
  if (services === undefined) return {renamed: draft, taken: []};
  const known = new Map<string, string | undefined>();
  for (const name of Object.keys(services)) known.set(plain(name), known.has(plain(name)) ? undefined : name);
  const names = new Map<string, string>();
  const claimed = new Map<string, number>();
  const own = new Set(draft.services.map(({name}) => cleanName(name)));
  for (const name of own) {
    const other = known.get(plain(name));
    if (other === undefined || other === name || Object.hasOwn(services, name) || own.has(other)) continue;
    names.set(name, other);
    claimed.set(other, (claimed.get(other) ?? 0) + 1);
  }
  for (const [name, other] of names) if (claimed.get(other)! > 1) names.delete(name);
  if (names.size === 0) return {renamed: draft, taken: []};
  const called = (name: string) => names.get(cleanName(name)) ?? name;
  const place = (one: Place): Place => ({...one, service: called(one.service)});
  return {
    renamed: {
      ...draft,
      services: draft.services.map((service) => ({...service, name: called(service.name)})),
      calls: draft.calls.map((call) => ({...call, from: place(call.from), to: place(call.to)})),
      events: draft.events.map((event) => ({
        ...event,
        producers: event.producers.map(place),
        consumers: event.consumers.map((consumer) => ({...consumer, place: place(consumer.place)})),
      })),
      operations: draft.operations.map((operation) => ({...operation, entry: place(operation.entry)})),
    },
    taken: [...names].map(([name, other]) => `${name} is taken for ${other}.`),
  };
}

/** Services and brokers share one namespace: what the older file knows as a broker is one here, and no broker takes a service's name. */
function amongBrokers(draft: Draft, older: unknown): Draft {
  const {services = {}, brokers = {}} = (older ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const named = [
    ...draft.services.map(({name}) => name),
    ...draft.calls.flatMap(({from, to}) => [from.service, to.service]),
    ...draft.operations.map(({entry}) => entry.service),
    ...draft.events.flatMap(({producers, consumers}) =>
      [...producers, ...consumers.map(({place}) => place)].map(({service}) => service),
    ),
  ];
  const known = [...new Set(named.map(cleanName))].filter((name) => Object.hasOwn(brokers, name));
  const broker = (name: string) => (Object.hasOwn(services, cleanName(name)) ? `broker ${cleanName(name)}` : name);
  const origin = draft.services[0]?.origin ?? draft.calls[0]?.origin;
  return {
    ...draft,
    brokers: [
      ...draft.brokers.map((one) => ({...one, name: broker(one.name)})),
      ...known.flatMap((name) => (origin ? [{name, origin}] : [])),
    ],
    events: draft.events.map((event) => (event.via === undefined ? event : {...event, via: broker(event.via)})),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '');
}
