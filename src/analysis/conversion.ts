import {listed, percent} from '../figures.ts';
import type {Edit} from '../topology/edit.ts';
import type {Call, EventType, Topology} from '../topology/topology.ts';

/** What to convert and how. */
export interface ConversionWish {
  readonly calls: readonly Call[];
  readonly event: string;
  readonly broker: string;
  readonly outbox: boolean;
  /** Leave the calls in place and add the event: some of their effects stay synchronous. */
  readonly keep: boolean;
  /** Convert even calls whose result is stated as needed. */
  readonly convertNeeded: boolean;
}

/** Why a wish is not carried out: what is wrong, and what to do instead. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** One call that becomes an event. */
export interface Converted {
  readonly from: string;
  readonly to: readonly string[];
  readonly name: string;
  readonly event: string;
  readonly needsResult: boolean | null;
  /** The call stays beside the event: a split. */
  readonly kept: boolean;
  /** Times in a row that one request made the call. */
  readonly count: number;
  /** Share of the requests that made it. */
  readonly share: number;
}

/**
 * The edits that turn calls of one caller into one event with their callees as consumers: one publish, one broker
 * latency. The operations of before are kept. A needed result, a callee that cannot consume, another producer's event
 * or a second caller is refused, and then nothing is converted.
 */
export function conversion(
  topology: Topology,
  wish: ConversionWish,
): {readonly edits: readonly Edit[]; readonly conversions: readonly Converted[]} | Refusal {
  const {calls, event, broker} = wish;
  const label = (node: number) => topology.nodes[node]!.label;
  const producer = producerOf(topology, calls);
  if (typeof producer !== 'string') return producer;
  for (const call of calls) {
    const refusal = refused(topology, call, wish);
    if (refusal) return refusal;
  }
  const existing = topology.events.get(event);
  const refusal = existing && notOurs(topology, existing, producer, calls, broker);
  if (refusal) return refusal;
  const consumers = [...new Set(calls.flatMap((call) => call.targets.map(label)))];
  const heard = (name: string) => existing?.consumers.some((consumer) => consumer.label === name) === true;
  if (wish.keep && consumers.every(heard)) {
    return {
      message: `${consumers.join(', ')} consumes "${event}" already, and the call is to stay`,
      hint: 'There is nothing to change.',
    };
  }
  const edits: Edit[] = [
    ...(wish.keep ? [] : calls.map((call): Edit => ({path: call.path, remove: true}))),
    ...(existing
      ? consumers
          .filter((name) => !heard(name))
          .map((name): Edit => ({path: ['events', event, 'consumers', name], value: {}}))
      : [{path: ['events', event], value: newEvent(producer, consumers, wish)}]),
    ...(existing && existing.via === undefined ? [{path: ['events', event, 'via'], value: broker}] : []),
    ...(existing && wish.outbox && !existing.outbox ? [{path: ['events', event, 'outbox'], value: true}] : []),
    ...keptOperations(topology),
  ];
  const conversions = calls.map(
    (call): Converted => ({
      from: label(call.from),
      to: call.targets.map(label),
      name: call.name,
      event,
      needsResult: call.needsResult ?? null,
      kept: wish.keep,
      count: call.count,
      share: call.probability.up,
    }),
  );
  return {edits, conversions};
}

/** Who publishes: the one node that makes the calls, or its service where every endpoint of it makes one. */
function producerOf(topology: Topology, calls: readonly Call[]): string | Refusal {
  const callers = [...new Set(calls.map((call) => call.from))];
  const [first, ...others] = callers.map((index) => topology.nodes[index]!);
  if (first === undefined) return {message: 'there is no call to convert', hint: 'Name one: --call FROM:TO'};
  if (others.length === 0) return first.label;
  const {nodes} = topology.services.get(first.service)!;
  if (callers.length === nodes.length && others.every((node) => node.service === first.service)) return first.service;
  const names = [first, ...others].map((node) => node.label).join(' and ');
  return {
    message: `${names} cannot both publish one event: a fact has one owner`,
    hint: 'Convert the calls of each on its own, under an event of its own.',
  };
}

/** Is the event published in requests that make these calls? */
function meets(topology: Topology, {producers}: EventType, calls: readonly Call[]): boolean {
  const below = (starts: readonly number[]) => {
    const seen = new Set(starts);
    for (const index of seen) {
      for (const {targets, probability} of topology.nodes[index]!.calls)
        if (probability.up > 0) for (const target of targets) seen.add(target);
    }
    return seen;
  };
  const own = below(calls.map(({from}) => from));
  const its = below(producers);
  return producers.some((index) => own.has(index)) || calls.some(({from}) => its.has(from));
}

/** Why an event that is there already cannot take these consumers. */
function notOurs(
  topology: Topology,
  existing: EventType,
  producer: string,
  calls: readonly Call[],
  broker: string,
): Refusal | undefined {
  const consumers = [...new Set(calls.flatMap(({targets}) => targets.map((target) => topology.nodes[target]!.label)))];
  const publishes = calls.every((call) => existing.producers.includes(call.from));
  if (!publishes) {
    const owner = existing.producer === undefined ? 'has no producer' : `is published by ${existing.producer}`;
    return {
      message: `the event "${existing.name}" ${owner}, not by ${producer}`,
      hint: meets(topology, existing, calls)
        ? `${existing.producer} publishes it in the same requests: add ${listed(consumers)} to its consumers in the file and take the call out, or choose another name with --event NAME.`
        : 'Choose another name with --event NAME.',
    };
  }
  if (existing.via !== undefined && existing.via !== broker) {
    return {
      message: `the event "${existing.name}" goes via ${existing.via}, not ${broker}`,
      hint: `Write --broker ${existing.via}.`,
    };
  }
  const share = Math.max(...calls.map((call) => call.probability.up));
  if (existing.probability.up < share) {
    return {
      message: `"${existing.name}" is published in ${percent(existing.probability.up)} of the requests, and the call is made in ${percent(share)}: the rest would be lost`,
      hint: 'Choose another name with --event NAME.',
    };
  }
  const silent = existing.producers.find((index) => !calls.some((call) => call.from === index));
  if (silent === undefined) return undefined;
  return {
    message: `"${existing.name}" is published by ${topology.nodes[silent]!.label} too, which makes no such call`,
    hint: 'Its new consumers would hear of more than today: choose another name with --event NAME.',
  };
}

function refused(topology: Topology, call: Call, {convertNeeded, keep}: ConversionWish): Refusal | undefined {
  const from = topology.nodes[call.from]!.label;
  for (const target of call.targets) {
    const callee = topology.services.get(topology.nodes[target]!.service)!;
    if (callee.kind !== 'service') {
      return {
        message: `${from} -> ${callee.name} cannot become an event: a ${callee.kind === 'datastore' ? 'datastore' : 'third party'} cannot consume one`,
        hint: topology.nodes.some((node) => node.calls.some((c) => c.targets.includes(call.from)))
          ? `Convert the call that leads to ${from} instead, so that nobody waits while it talks to ${callee.name}.`
          : `Keep it, or put a service between them that consumes the event and talks to ${callee.name}.`,
      };
    }
    if (topology.nodes[target]!.service === topology.nodes[call.from]!.service) {
      return {message: `${from} calls itself here`, hint: 'A service needs no event to talk to itself.'};
    }
  }
  if (call.needsResult === true && !convertNeeded && !keep) {
    const callee = call.targets.map((target) => topology.nodes[target]!.label).join(', ');
    return {
      message: `${from} needs the result of ${callee} (needsResult: true): an event brings no answer back`,
      hint: 'Keep it synchronous; add --keep if only some of its effects shall leave, or --convert-needed to see the figures all the same.',
    };
  }
  return undefined;
}

function newEvent(producer: string, consumers: readonly string[], {calls, broker, outbox}: ConversionWish) {
  // Each call is drawn on its own: the event is published when any of them would have been made.
  const never = calls.reduce((chance, call) => chance * call.probability.down, 1);
  return {
    producer,
    via: broker,
    ...(outbox ? {outbox: true} : {}),
    ...(never === 0 ? {} : {probability: Number((1 - never).toPrecision(12))}),
    consumers: Object.fromEntries(consumers.map((name) => [name, {}])),
  };
}

/** Where the file states no operations, those taken so far are written down: the new consumers must not become entries. */
function keptOperations(topology: Topology): Edit[] {
  const implied = [...topology.operations.values()].filter((operation) => operation.implied);
  if (implied.length === 0) return [];
  const entries = implied.map(({name, entry}) => [name, {entry: topology.nodes[entry]!.label}] as const);
  return [{path: ['operations'], value: Object.fromEntries(entries)}];
}
