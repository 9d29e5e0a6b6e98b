import type {DraftBroker, DraftEvent} from '../draft.ts';
import {relationOrigin} from './calls.ts';
import {brokerNamed, direction, isMessage} from './messages.ts';
import type {Element, Relation} from './model.ts';
import type {SystemModel} from './system.ts';

/** What goes over brokers, topics and queues, and as messages between services. */
export interface Messaging {
  readonly brokers: readonly DraftBroker[];
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
}

/**
 * A topic or queue is an event of its own, a broker one that is named after it. Who publishes and who reads tells the verb
 * of the relation; a relation that comes out of the topic leads to a reader. Relations that are marked as messages are
 * events from one end to the other.
 */
export function messaging(system: SystemModel): Messaging {
  const events: DraftEvent[] = [];
  const questions: string[] = [];
  const byChannel = new Map<
    Element,
    (Relation & {readonly side: 'sends' | 'reads' | undefined; readonly client: Element})[]
  >();
  const brokers = new Map<string, DraftBroker>();
  const isCarrier = (element: Element) => system.roleOf(element) === 'broker' || system.roleOf(element) === 'channel';
  for (const element of system.parts) {
    if (!isCarrier(element)) continue;
    byChannel.set(element, []);
    if (system.roleOf(element) === 'broker')
      brokers.set(system.nameOf(element), {
        name: system.nameOf(element),
        origin: {
          file: element.file,
          line: element.line,
          rule: `${element.kind} ${element.name}`,
          confidence: system.isTagged(element) ? 'sure' : 'likely',
        },
      });
  }
  const carriers = new Map<Element, Element>();
  for (const relation of system.relations) {
    const {from, to} = relation;
    if (system.roleOf(to) === 'broker') carriers.set(from, to);
    if (isCarrier(to) && isRunning(from, system))
      byChannel.get(to)!.push({...relation, client: from, side: direction(relation)});
    else if (isCarrier(from) && isRunning(to, system))
      byChannel.get(from)!.push({...relation, client: to, side: 'reads'});
    else if (isMessage(relation) && isRunning(from, system) && isRunning(to, system))
      events.push(direct(relation, system));
  }
  for (const [element, users] of byChannel) {
    if (users.length === 0) continue;
    const name = system.nameOf(element);
    const carrier = carriers.get(element);
    const technology = brokerNamed(element);
    events.push({
      name,
      via: system.roleOf(element) === 'broker' ? name : carrier ? system.nameOf(carrier) : technology,
      topic: system.roleOf(element) === 'channel' ? name : undefined,
      channel:
        system.roleOf(element) === 'channel' && /queue/i.test(`${name} ${element.tags.join(' ')}`)
          ? 'queue'
          : undefined,
      producers: users.filter(({side}) => side === 'sends').map(({client}) => ({service: system.nameOf(client)})),
      consumers: users
        .filter(({side}) => side === 'reads')
        .map((relation) => ({
          place: {service: system.nameOf(relation.client)},
          origin: relationOrigin(relation, 'likely'),
        })),
      origin: relationOrigin(users[0]!, 'likely'),
    });
    const topics = system.roleOf(element) === 'broker' ? ', and which topic' : '';
    for (const {side, client, file, line} of users)
      if (side === undefined)
        questions.push(`Does ${system.nameOf(client)} publish or read on ${name}${topics}? (${file}:${line})`);
  }
  return {brokers: [...brokers.values()], events, questions};
}

function isRunning(element: Element, {roleOf}: SystemModel): boolean {
  const role = roleOf(element);
  return role === 'service' || role === 'external' || role === 'telemetry';
}

/** A relation that is marked as a message: whoever subscribes is the reader, wherever the arrow points. */
function direct(relation: Relation, {nameOf}: SystemModel): DraftEvent {
  const reversed = direction(relation) === 'reads' && /subscrib|consum|listen/i.test(relation.description);
  const [sender, reader] = reversed ? [relation.to, relation.from] : [relation.from, relation.to];
  const origin = relationOrigin(relation, 'likely');
  return {
    name:
      relation.description === ''
        ? `${nameOf(sender)} to ${nameOf(reader)}`
        : `${nameOf(sender)}: ${relation.description}`,
    via: brokerNamed(relation),
    producers: [{service: nameOf(sender)}],
    consumers: [{place: {service: nameOf(reader)}, origin}],
    origin,
  };
}
