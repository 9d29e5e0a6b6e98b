import type {DraftEvent} from '../draft.ts';
import {relationOrigin} from './calls.ts';
import {brokerNamed, messageNames} from './messages.ts';
import type {Element, Relation} from './model.ts';
import type {SystemModel} from './system.ts';

/** A relation of a part that runs to a broker or topic, and which way its messages go. */
export type Use = Relation & {readonly side: 'sends' | 'reads' | undefined; readonly client: Element};

/** Events, and what a person must say of them. */
export interface Carried {
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
}

/** What goes over a topic or queue: one event, called as it is. `carrier` is the broker that it leads to. */
export function onChannel(
  element: Element,
  users: readonly Use[],
  carrier: Element | undefined,
  system: SystemModel,
): Carried {
  if (users.length === 0) return {events: [], questions: []};
  const name = system.nameOf(element);
  const isQueue = /queue/i.test(`${name} ${element.technology} ${element.tags.join(' ')}`);
  return {
    events: [
      {
        ...flow(name, users, system),
        via: carrier ? system.nameOf(carrier) : brokerNamed(element),
        topic: name,
        channel: isQueue ? 'queue' : undefined,
      },
    ],
    questions: users.flatMap(({side, client, file, line}) =>
      side === undefined ? [`Does ${system.nameOf(client)} publish or read on ${name}? (${file}:${line})`] : [],
    ),
  };
}

/** What goes over a broker: an event for each message that the relations name, one that is called as the broker for the rest. */
export function onBroker(element: Element, users: readonly Use[], system: SystemModel): Carried {
  const broker = system.nameOf(element);
  const named = new Map<string, Use[]>();
  const rest: Use[] = [];
  const questions: string[] = [];
  for (const use of users) {
    const client = system.nameOf(use.client);
    const place = `(${use.file}:${use.line})`;
    const names = use.side === undefined ? [] : messageNames(use);
    if (names.length === 0) rest.push(use);
    if (use.side === undefined)
      questions.push(`Does ${client} publish or read on ${broker}, and which topic? ${place}`);
    else if (names.length === 0)
      questions.push(`Which topic does ${client} ${use.side === 'sends' ? 'publish' : 'read'} on ${broker}? ${place}`);
    for (const name of names) {
      const known = named.get(name);
      if (known) known.push(use);
      else {
        named.set(name, [use]);
        questions.push(`Which topic or queue of ${broker} carries ${name}? ${place}`);
      }
    }
  }
  const groups = [...named, ...(rest.length > 0 ? [[broker, rest] as const] : [])];
  return {events: groups.map(([name, group]) => ({...flow(name, group, system), via: broker})), questions};
}

function flow(name: string, users: readonly Use[], system: SystemModel): DraftEvent {
  return {
    name,
    producers: users.filter(({side}) => side === 'sends').map(({client}) => ({service: system.nameOf(client)})),
    consumers: users
      .filter(({side}) => side === 'reads')
      .map((relation) => ({
        place: {service: system.nameOf(relation.client)},
        origin: relationOrigin(relation, 'likely'),
      })),
    origin: relationOrigin(users[0]!, 'likely'),
  };
}
