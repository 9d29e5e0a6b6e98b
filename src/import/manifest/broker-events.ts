import {listed} from '../../figures.ts';
import type {DraftConsumer, DraftEvent, Origin, Place} from '../draft.ts';
import type {Link} from './links.ts';
import {groupOf, ownStateTopics, type TopicSetting, topicsOf} from './topics.ts';
import type {Setting} from './workload.ts';

/** That a workload uses a broker. */
export interface Client {
  readonly link: Link;
  /** The broker's name, and its product where known. */
  readonly broker: string;
  readonly technology: string | undefined;
}

interface Growing {
  readonly name: string;
  readonly via: string;
  readonly topic: string | undefined;
  readonly channel: 'topic' | 'queue' | undefined;
  readonly producers: Place[];
  readonly consumers: DraftConsumer[];
  readonly origin: Origin;
}

/**
 * What goes over the brokers, by topic where the configuration names one, else one event named after the broker. Who
 * publishes and who reads is said where a variable's name says it (`ORDERS_CONSUMER_TOPIC`, a consumer group); everybody else
 * is left out and becomes a question.
 */
export function brokerEvents(clients: readonly Client[]): {
  readonly events: DraftEvent[];
  readonly questions: string[];
  readonly notes: string[];
} {
  const events = new Map<string, Growing>();
  const questions: string[] = [];
  const notes: string[] = [];
  const byWorkload = new Map<string, Client[]>();
  for (const client of clients) {
    const own = byWorkload.get(client.link.from.name);
    if (own) own.push(client);
    else byWorkload.set(client.link.from.name, [client]);
  }
  const event = (via: string, topic: TopicSetting | undefined, origin: Origin): Growing => {
    const key = JSON.stringify([via, topic?.topic]);
    const known = events.get(key);
    if (known) return known;
    const made: Growing = {
      name: topic?.topic ?? via,
      via,
      topic: topic?.topic,
      channel: topic?.channel,
      producers: [],
      consumers: [],
      origin,
    };
    events.set(key, made);
    return made;
  };
  for (const own of byWorkload.values()) {
    const {from} = own[0]!.link;
    const topics = topicsOf(from.settings).map((topic) => ({topic, client: clientFor(topic, own)}));
    const group = groupOf(from.settings);
    const state = ownStateTopics(from.settings);
    if (state.length > 0)
      notes.push(`${from.name} keeps its own state in ${listed(state)}: topics of Kafka Connect itself, left out.`);
    for (const client of own) {
      const mine = topics.filter((one) => one.client === client).map(({topic}) => topic);
      const open = mine.filter(({direction}) => direction === undefined);
      // A group reads something: where one topic alone is open and no other is read, it is that one.
      const readByGroup =
        group && open.length === 1 && !mine.some(({direction}) => direction === 'reads') ? open[0] : undefined;
      for (const topic of mine) {
        const place = {service: from.name};
        const sure = originOf(topic.setting, 'sure');
        const {producers, consumers} = event(client.broker, topic, sure);
        if (topic.direction === 'publishes') addOnce(producers, place);
        else if (topic.direction === 'reads') addConsumer(consumers, {place, group: group?.group, origin: sure});
        else if (topic === readByGroup)
          addConsumer(consumers, {place, group: group!.group, origin: originOf(group!.setting, 'likely')});
        else
          questions.push(
            `Does ${from.name} publish or read ${topic.topic} on ${client.broker}? (${where(topic.setting)})`,
          );
      }
      if (mine.length > 0) continue;
      const {consumers} = event(client.broker, undefined, originOf(client.link.setting, client.link.confidence));
      if (group && own.length === 1) {
        addConsumer(consumers, {
          place: {service: from.name},
          group: group.group,
          origin: originOf(group.setting, 'likely'),
        });
        questions.push(`Which topic does ${from.name} read on ${client.broker}? (${where(client.link.setting)})`);
      } else
        questions.push(
          `Does ${from.name} publish or read on ${client.broker}, and which topic? (${where(client.link.setting)})`,
        );
    }
  }
  return {events: [...events.values()], questions: [...new Set(questions)], notes};
}

/** The broker that a topic belongs to: the one that its variable names, else the first. */
function clientFor({words, channel}: TopicSetting, own: readonly Client[]): Client {
  const named = own.find(
    ({technology, broker}) => words.includes(technology ?? '') || words.includes(broker.toLowerCase()),
  );
  if (named || own.length === 1) return named ?? own[0]!;
  const queues = (client: Client) => /rabbit|sqs|amqp|mq|artemis/.test(client.technology ?? '');
  return own.find((client) => queues(client) === (channel === 'queue')) ?? own[0]!;
}

function originOf({file, line, rule}: Setting, confidence: Origin['confidence']): Origin {
  return {file, line, rule, confidence};
}

function addOnce(places: Place[], place: Place): void {
  if (!places.some(({service}) => service === place.service)) places.push(place);
}

function addConsumer(consumers: DraftConsumer[], consumer: DraftConsumer): void {
  if (!consumers.some(({place}) => place.service === consumer.place.service)) consumers.push(consumer);
}

function where({file, line, name}: Setting): string {
  return `${file}${line === undefined ? '' : `:${line}`} ${name}`;
}
