import type {DraftConsumer, DraftEvent, Place} from '../draft.ts';
import {type Channel, completeAnswers, type Member} from './answers.ts';
import type {Application, SpecMessage} from './application.ts';
import type {SpecBrokers} from './brokers.ts';
import {carried} from './payload.ts';

/** The events of all documents, and what they leave open of requests and their answers. */
export interface SpecEvents {
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
}

/**
 * Events from what all documents say together: the uses of one address on one broker are one channel, and who sends there
 * publishes for who receives there. A channel with several messages is one event for each.
 */
export function specEvents(applications: readonly Application[], {brokerOf}: SpecBrokers): SpecEvents {
  const channels = new Map<string, Channel>();
  const homeless: Member[] = [];
  const viasOf = new Map<string, Set<string>>();
  const join = (member: Member, via: string | undefined): void => {
    const address = addressKey(member);
    const key = JSON.stringify([via, address]);
    const known = channels.get(key);
    if (known) known.members.push(member);
    else channels.set(key, {via, members: [member]});
    if (via === undefined) return;
    const vias = viasOf.get(address);
    if (vias) vias.add(via);
    else viasOf.set(address, new Set([via]));
  };
  for (const application of applications)
    for (const use of application.uses) {
      const via = brokerOf(use);
      if (via === undefined) homeless.push({application, use});
      else join({application, use}, via);
    }
  for (const member of homeless) {
    const vias = viasOf.get(addressKey(member));
    join(member, vias?.size === 1 ? [...vias][0] : undefined);
  }
  const questions = completeAnswers([...channels.values()]);
  return {events: distinctlyNamed([...channels.values()].flatMap(eventsOf)), questions};
}

/** Documents name the variable parts of an address as they like. What has no address is not joined. */
function addressKey({application, use}: Member): string {
  const {address} = use;
  return address === undefined ? JSON.stringify([application.name, use.channel]) : address.replace(/\{[^{}]*\}/g, '{}');
}

/** An event with the names that it may get: that of its message, else of its channel, else its address. */
interface Named {
  readonly event: DraftEvent;
  readonly names: readonly string[];
}

function eventsOf({via, members}: Channel): Named[] {
  const senders = members.filter(({use}) => use.action === 'send');
  const ordered = [...senders, ...members.filter(({use}) => use.action !== 'send')];
  const single = ordered.every(({use}) => use.messages.length <= 1);
  const messages = new Map<string, SpecMessage>();
  for (const {use} of ordered)
    for (const message of use.messages) if (!messages.has(message.name)) messages.set(message.name, message);
  if (messages.size === 0) return [named(via, ordered, undefined)];
  if (single) return [named(via, ordered, [...messages.values()][0])];
  return [...messages.values()].map((message) =>
    named(
      via,
      ordered.filter(({use}) => use.messages.length === 0 || use.messages.some(({name}) => name === message.name)),
      message,
    ),
  );
}

function named(via: string | undefined, members: readonly Member[], message: SpecMessage | undefined): Named {
  const {use: first} = members[0]!;
  const producers = new Map<string, Place>();
  const consumers = new Map<string, DraftConsumer>();
  for (const {application, use} of members) {
    const place = {service: application.name};
    if (use.action === 'send') producers.set(application.name, place);
    else if (!consumers.has(application.name))
      consumers.set(application.name, {place, group: use.group, origin: use.origin});
  }
  const address = members.map(({use}) => use.address).find((one) => one !== undefined);
  const name = message?.name ?? first.channel;
  return {
    names: [name, first.channel, address ?? first.channel],
    event: {
      name,
      via,
      topic: address,
      channel: members.some(({use}) => use.queue) ? 'queue' : undefined,
      ...(message && carried(message)),
      expectsReply: members.some(({use}) => use.reply) || undefined,
      producers: [...producers.values()],
      consumers: [...consumers.values()],
      origin: first.origin,
    },
  };
}

function distinctlyNamed(all: readonly Named[]): DraftEvent[] {
  const uses = new Map<string, number>();
  for (const {names} of all) for (const name of new Set(names)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return all.map(({event, names}) => ({...event, name: names.find((name) => uses.get(name) === 1) ?? names[0]!}));
}
