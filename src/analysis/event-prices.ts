import {listed, percent, timeSpan} from '../figures.ts';
import type {EventType, Topology} from '../topology/topology.ts';
import type {Converted} from './conversion.ts';

/** One new event with the calls that it stands for. */
interface News {
  readonly event: EventType;
  readonly producer: string;
  readonly readers: readonly string[];
  /** Readers that were called before and are called no more. */
  readonly late: readonly string[];
  readonly calls: readonly Converted[];
}

/** What events cost, whatever they win: each price once, for all the events that have it. `topology` is that after the conversions. */
export function eventPrices(topology: Topology, conversions: readonly Converted[]): string[] {
  const news = [...Map.groupBy(conversions, ({event}) => event)].map(
    ([name, calls]): News => ({
      event: topology.events.get(name)!,
      producer: calls[0]!.from,
      readers: unique(calls.flatMap(({to}) => to)),
      late: unique(calls.filter(({kept}) => !kept).flatMap(({to}) => to)),
      calls,
    }),
  );
  return prices.flatMap((price) => price(news, topology));
}

const prices: readonly ((news: readonly News[], topology: Topology) => readonly string[])[] = [
  later,
  unseen,
  twice,
  outboxes,
  brokers,
  more,
  duplicates,
  contracts,
  retention,
];

function later(news: readonly News[]): string[] {
  const moved = news.filter(({late}) => late.length > 0);
  const [first, ...others] = moved;
  if (first === undefined) return [];
  const readers = unique(moved.flatMap(({late}) => late));
  const have = readers.length === 1 ? 'has' : 'have';
  const comes = 'acted: what they show or do comes a little later.';
  if (others.length === 0) return [`${first.producer} answers before ${listed(readers)} ${have} ${comes}`];
  return [`${listed(moved.map(({producer}) => producer))} answer before ${listed(readers)} ${have} ${comes}`];
}

function unseen(news: readonly News[]): string[] {
  if (news.every(({late}) => late.length === 0)) return [];
  return ['A failure no longer shows in the answer: lag, dead letters and a correlation id must be watched instead.'];
}

function twice(news: readonly News[]): string[] {
  return news.flatMap(({calls}) => {
    const kept = unique(calls.filter((call) => call.kept).flatMap(({to}) => to));
    if (kept.length === 0) return [];
    return [`What ${listed(kept)} does in the call and on the event must be told apart, or it is done twice.`];
  });
}

function outboxes(news: readonly News[]): string[] {
  const names = news.filter(({event}) => event.outbox && event.via !== undefined).map(({event}) => `"${event.name}"`);
  if (names.length === 0) return [];
  const wait = names.length === 1 ? 'waits' : 'wait';
  return [
    `The outbox is a table and a relay that somebody must run; if the relay stops, ${listed(names)} ${wait} in the table.`,
  ];
}

function brokers(news: readonly News[], topology: Topology): string[] {
  const needing = news.flatMap((one) => {
    const broker = one.event.via === undefined || one.event.outbox ? undefined : topology.brokers.get(one.event.via)!;
    if (broker === undefined) return [];
    const since = neededBefore(topology, one.event) ? 'still' : 'now';
    return [{producer: one.producer, since, broker, share: one.event.probability}];
  });
  const groups = [
    ...Map.groupBy(needing, ({since, broker, share}) => JSON.stringify([since, broker.name, share])).values(),
  ];
  return groups.map((members, i) => {
    const {since, broker, share} = members[0]!;
    const producers = unique(members.map(({producer}) => producer));
    const [need, its, one] = producers.length === 1 ? ['needs', 'its', 'it'] : ['need', 'their', 'one'];
    const when = share.down > 0 ? `in ${percent(share.up)} of ${its} requests` : 'for every request';
    const gap = ` If ${one} commits first and the publish then fails, the fact is lost: only an outbox closes that gap.`;
    const needs = `${listed(producers)} ${since} ${need} ${broker.name} (${percent(broker.availability.up)}) ${when}.`;
    return i === groups.length - 1 ? needs + gap : needs;
  });
}

/** Does a producer of `event` need its broker for another event too? */
function neededBefore(topology: Topology, event: EventType): boolean {
  return [...topology.events.values()].some(
    (other) =>
      other !== event &&
      other.via === event.via &&
      !other.outbox &&
      other.producers.some((producer) => event.producers.includes(producer)),
  );
}

/** Readers that get messages of another size or number than they were called with. */
function more(news: readonly News[]): string[] {
  return news.flatMap(({event, calls}) => [
    ...calls
      .filter(({count: times, kept}) => times > 1 && !kept)
      .map(
        ({to, count: times}) =>
          `${listed(to)} was called ${times} times a request; one "${event.name}" now stands for all of them, and takes as much longer to handle.`,
      ),
    ...calls
      .filter(({share}) => share < event.probability.up * (1 - 1e-9))
      .map(
        ({to, share}) =>
          `${listed(to)} was called in ${percent(share)} of the requests and now hears of ${percent(event.probability.up)}: it must pick out its own.`,
      ),
  ]);
}

function duplicates(news: readonly News[]): string[] {
  const readers = unique(news.flatMap((one) => one.readers));
  return [
    `A message can arrive twice, and late ones out of order: ${listed(readers)} must recognise what was handled before.`,
  ];
}

function contracts(news: readonly News[]): string[] {
  const names = news.map(({event}) => `"${event.name}"`);
  const [first] = news;
  return names.length === 1
    ? [
        `The meaning and the fields of ${names[0]} are now a contract with readers that ${first!.producer} may not know.`,
      ]
    : [
        `The meaning and the fields of ${listed(names)} are now contracts with readers that their producers may not know.`,
      ];
}

function retention(news: readonly News[], topology: Topology): string[] {
  return unique(news.flatMap(({event}) => event.via ?? [])).flatMap((name) => {
    const {retentionMs} = topology.brokers.get(name)!;
    if (retentionMs === undefined) return [];
    return [`An outage of a consumer longer than ${timeSpan(retentionMs)} (the retention of ${name}) loses messages.`];
  });
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
