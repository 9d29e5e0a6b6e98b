import type {Families} from './families.ts';
import {kept} from './kept.ts';
import {order} from './request-kinds.ts';
import {type Samples, samples} from './samples.ts';
import {mixed} from './span-id.ts';
import {flags, roles, type SpanTable} from './span-table.ts';

/** Who publishes to a topic, and who reads it: request kinds with what was seen of them. */
export interface EventTally {
  readonly broker: string;
  readonly topic: string;
  /** Was the topic named by an attribute of any span, or only by spans' names? */
  sure: boolean;
  /** By kind of request: a span that shows it. */
  readonly producers: Map<number, number>;
  readonly consumers: Map<number, ConsumerTally>;
  messages: number;
  /** Messages that were seen only where they are read. */
  read: number;
}

export interface ConsumerTally {
  group: number;
  /** The queue that it reads, where the producer wrote to something else that leads there (an exchange, an SNS topic). */
  queue: number;
  readonly handling: Samples;
  messages: number;
  errors: number;
  readonly span: number;
}

/** Spans that other spans refer to without being their children. */
export type Links = ReadonlyMap<number, readonly number[]>;

const step =
  /^(?:(?:send|publish|receive|process|poll|consume)\s+(\S.*)|(\S.*?)\s+(?:send|publish|receive|process|poll|consume))$/i;

/** The events by number, and what finds a message's. */
export interface Messages {
  readonly list: readonly EventTally[];
  /**
   * The event that a producer's or consumer's span tells of; `others`: the spans that it hangs together with, in any order.
   * What a producer among them sent is what a consumer reads, whatever each calls it; of several the first by broker and topic.
   */
  readonly eventOf: (span: number, others: readonly number[]) => number;
  /** Work that another span started without waiting, over nothing that is known. */
  readonly unnamed: (name: string) => number;
  readonly publish: (event: number, kind: number, span: number, counts: boolean) => void;
  readonly consume: (event: number, kind: number, span: number, lastedUs: number) => void;
  /** Puts what was read of a queue without its producer's span where the other messages of that queue came from, if that is one event. */
  readonly settle: () => void;
}

export function messages(table: SpanTable): Messages {
  const list: EventTally[] = [];
  const numbers = new Map<string, number>();
  const byColumns = new Map<number, Map<number, number>>();
  const numberOf = (broker: string, topic: string, sure: boolean): number => {
    const key = JSON.stringify([broker, topic]);
    const there = numbers.get(key);
    if (there !== undefined) {
      list[there]!.sure ||= sure;
      return there;
    }
    numbers.set(key, list.length);
    list.push({broker, topic, sure, producers: new Map(), consumers: new Map(), messages: 0, read: 0});
    return list.length - 1;
  };
  const brokerOf = (span: number): string => {
    const peer = table.peer[span]!;
    return table.systems[table.system[span]!]! || (table.numeric[peer] ? '' : table.peers[peer]!);
  };
  const topicOf = (span: number): string => table.destinations[table.destination[span]!]!;
  /** What the span itself says, else the first of what the others say by the alphabet. */
  const first = (span: number, others: readonly number[], text: (span: number) => string): string =>
    text(span) || others.map(text).reduce((a, b) => (a === '' || (b !== '' && b < a) ? b : a), '');
  const named = (span: number): string => {
    const [, after, before] = step.exec(table.names[table.name[span]!]!) ?? [];
    return after ?? before ?? '';
  };
  const routes = new Map<string, Set<number>>();
  const earlier = (one: number, other: number): boolean =>
    (order(brokerOf(one), brokerOf(other)) || order(topicOf(one), topicOf(other))) < 0;
  /** The producer whose message a consumer reads, where the two call it by different names. */
  const sender = (span: number, others: readonly number[]): number => {
    if (table.role[span] !== roles.consumer || table.destination[span] === 0) return -1;
    let found = -1;
    for (const one of others) {
      if (table.role[one] !== roles.producer || table.destination[one] === 0) continue;
      if (table.destination[one] === table.destination[span]) return -1;
      if (found === -1 || earlier(one, found)) found = one;
    }
    return found;
  };
  const eventOf = (span: number, others: readonly number[]): number => {
    const from = sender(span, others);
    if (from !== -1) {
      const event = eventOf(from, []);
      kept(routes, JSON.stringify([brokerOf(span), topicOf(span)]), () => new Set()).add(event);
      return event;
    }
    const isClear = table.destination[span] !== 0 && table.system[span] !== 0;
    const bySystem = isClear ? byColumns.get(table.system[span]!) : undefined;
    const there = bySystem?.get(table.destination[span]!);
    if (there !== undefined) return there;
    const topic = first(span, others, topicOf);
    const broker = first(span, others, (one) => (table.role[one]! >= roles.producer ? brokerOf(one) : ''));
    const event = numberOf(broker, topic === '' ? first(span, others, named) : topic, topic !== '');
    if (isClear) kept(byColumns, table.system[span]!, () => new Map()).set(table.destination[span]!, event);
    return event;
  };
  return {
    list,
    eventOf,
    unnamed: (name) => numberOf('', name, false),
    publish: (event, kind, span, counts) => {
      const tally = list[event]!;
      if (!tally.producers.has(kind)) tally.producers.set(kind, span);
      if (counts) tally.messages += 1;
    },
    consume: (event, kind, span, lastedUs) => {
      const tally = list[event]!;
      const consumer = kept(tally.consumers, kind, () => ({
        group: 0,
        queue: 0,
        handling: samples(),
        messages: 0,
        errors: 0,
        span,
      }));
      consumer.group = firstOf(table.groups, consumer.group, table.group[span]!);
      if (table.destination[span] !== 0 && topicOf(span) !== tally.topic)
        consumer.queue = firstOf(table.destinations, consumer.queue, table.destination[span]!);
      if ((table.flags[span]! & flags.receive) !== 0) return;
      consumer.messages += 1;
      consumer.handling.push(lastedUs / 1000);
      if ((table.flags[span]! & flags.error) !== 0) consumer.errors += 1;
    },
    settle: () => {
      for (const tally of [...list].sort((a, b) => order(a.broker, b.broker) || order(a.topic, b.topic))) {
        const [only, ...more] = routes.get(JSON.stringify([tally.broker, tally.topic])) ?? [];
        if (only === undefined || more.length > 0 || tally.producers.size > 0 || list[only] === tally) continue;
        pour(tally, list[only]!);
      }
    },
  };
}

/** Of two texts by number the first by the alphabet; 0 is none. */
function firstOf(texts: readonly string[], a: number, b: number): number {
  return b === 0 || (a !== 0 && order(texts[a]!, texts[b]!) <= 0) ? a : b;
}

/** Moves what was read. */
function pour(from: EventTally, into: EventTally): void {
  into.read += from.read;
  from.read = 0;
  for (const [kind, consumer] of from.consumers) {
    const there = into.consumers.get(kind);
    if (there === undefined) into.consumers.set(kind, consumer);
    else {
      there.messages += consumer.messages;
      there.errors += consumer.errors;
      for (const ms of consumer.handling.values()) there.handling.push(ms);
    }
  }
  from.consumers.clear();
}

/** The spans that links lead to, as far as they are there, by the span that has the links; of two halves of a call the client's. */
export function linksOf(table: SpanTable, {count, span}: Families): Links {
  const found = new Map<number, number[]>();
  if (table.linkCount === 0) return found;
  // 53 bits of hash: among a million links one false match in ten thousand files.
  const key = (trace: number, high: number, low: number) =>
    mixed(trace, low) * 0x200000 + (mixed(high, low ^ trace) & 0x1fffff);
  const wanted = new Map<number, number>();
  for (let i = 0; i < table.linkCount; i += 1)
    wanted.set(key(table.links[i * 4 + 1]!, table.links[i * 4 + 2]!, table.links[i * 4 + 3]!), -1);
  for (let p = 0; p < count; p += 1) {
    const s = span[p]!;
    const own = key(table.trace[s]!, table.ids[s * 4]!, table.ids[s * 4 + 1]!);
    if ((table.ids[s * 4]! | table.ids[s * 4 + 1]!) === 0) continue;
    const before = wanted.get(own);
    if (before !== undefined && (before === -1 || isServing(table, span[before]!))) wanted.set(own, p);
  }
  for (let i = 0; i < table.linkCount; i += 1) {
    const target = wanted.get(key(table.links[i * 4 + 1]!, table.links[i * 4 + 2]!, table.links[i * 4 + 3]!))!;
    if (target === -1) continue;
    const from = table.links[i * 4]!;
    kept(found, from, () => []).push(target);
  }
  return found;
}

function isServing(table: SpanTable, span: number): boolean {
  return table.role[span] === roles.server || table.role[span] === roles.consumer;
}
