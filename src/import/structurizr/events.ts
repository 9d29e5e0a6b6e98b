import {listed} from '../../figures.ts';
import type {DraftBroker, DraftEvent} from '../draft.ts';
import {relationOrigin} from './calls.ts';
import {onBroker, onChannel, type Use} from './carried.ts';
import {brokerNamed, direction, isMessage, messageNames} from './messages.ts';
import type {Element, Relation} from './model.ts';
import type {SystemModel} from './system.ts';

/** What goes over brokers, topics and queues, and as messages between services. */
export interface Messaging {
  readonly brokers: readonly DraftBroker[];
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
}

/**
 * A topic or queue is an event of its own; what goes over a broker is named by the words of the relation, else after the
 * broker, and its topic is asked for. Who publishes and who reads tells the verb of the relation; a relation that comes out
 * of a broker or topic leads to a reader. Relations that are marked as messages are events from one end to the other.
 */
export function messaging(system: SystemModel): Messaging {
  const events: DraftEvent[] = [];
  const questions: string[] = [];
  const users = new Map<Element, Use[]>();
  const brokers: DraftBroker[] = [];
  const isCarrier = (element: Element) => system.roleOf(element) === 'broker' || system.roleOf(element) === 'channel';
  for (const element of system.parts) {
    if (!isCarrier(element)) continue;
    users.set(element, []);
    if (system.roleOf(element) === 'broker') brokers.push(brokerOf(element, system));
  }
  const carriers = new Map<Element, Element>();
  for (const relation of system.relations) {
    const {from, to} = relation;
    if (system.roleOf(to) === 'broker') carriers.set(from, to);
    if (isCarrier(to) && isRunning(from, system))
      users.get(to)!.push({...relation, client: from, side: direction(relation)});
    else if (isCarrier(from) && isRunning(to, system)) users.get(from)!.push({...relation, client: to, side: 'reads'});
    else if (isMessage(relation) && isRunning(from, system) && isRunning(to, system)) {
      const {messages, question} = direct(relation, system);
      events.push(...messages);
      questions.push(question);
    }
  }
  for (const [element, all] of users) {
    const isBroker = system.roleOf(element) === 'broker';
    const found = isBroker ? onBroker(element, all, system) : onChannel(element, all, carriers.get(element), system);
    events.push(...found.events);
    questions.push(...found.questions);
  }
  return {brokers, events, questions};
}

function brokerOf(element: Element, {nameOf, isTagged}: SystemModel): DraftBroker {
  return {
    name: nameOf(element),
    origin: {
      file: element.file,
      line: element.line,
      rule: `${element.kind} ${element.name}`,
      confidence: isTagged(element) ? 'sure' : 'likely',
    },
  };
}

function isRunning(element: Element, {roleOf}: SystemModel): boolean {
  const role = roleOf(element);
  return role === 'service' || role === 'external' || role === 'telemetry';
}

/** A relation that is marked as a message: whoever subscribes is the reader, wherever the arrow points. */
function direct(
  relation: Relation,
  {nameOf}: SystemModel,
): {readonly messages: readonly DraftEvent[]; readonly question: string} {
  const reversed = direction(relation) === 'reads' && /subscrib|consum|listen/i.test(relation.description);
  const [sender, reader] = reversed ? [relation.to, relation.from] : [relation.from, relation.to];
  const origin = relationOrigin(relation, 'likely');
  const described =
    relation.description === ''
      ? `${nameOf(sender)} to ${nameOf(reader)}`
      : `${nameOf(sender)}: ${relation.description}`;
  const told = messageNames(relation);
  const names = told.length > 0 ? told : [described];
  const via = brokerNamed(relation);
  const place = `(${relation.file}:${relation.line})`;
  return {
    messages: names.map((name) => ({
      name,
      via,
      producers: [{service: nameOf(sender)}],
      consumers: [{place: {service: nameOf(reader)}, origin}],
      origin,
    })),
    question:
      via === undefined
        ? `Which broker carries ${listed(names)}, or is it a call that nobody waits for? ${place}`
        : `Which topic or queue of ${via} carries ${listed(names)}? ${place}`,
  };
}
