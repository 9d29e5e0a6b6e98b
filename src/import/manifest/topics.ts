import {isSecretWord, wordsOf} from './variable-words.ts';
import type {Setting} from './workload.ts';

/** A topic or queue that a workload's configuration names, and which way its messages go where the name says so. */
export interface TopicSetting {
  readonly topic: string;
  readonly channel: 'topic' | 'queue' | undefined;
  readonly direction: 'publishes' | 'reads' | undefined;
  /** The words of the variable, to tell which of several brokers is meant. */
  readonly words: readonly string[];
  readonly setting: Setting;
}

/** The consumer group of a workload. */
export interface GroupSetting {
  readonly group: string;
  readonly setting: Setting;
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const carriers = set('topic topics queue queues exchange subject subjects destination');
const notTopics = set(
  'partitions partition replication factor replicas retention enabled enable create auto count size prefix suffix ms bytes config policy timeout length max min ttl durable type version host port dlq dlt dead deadletter retry retries concurrency workers driver connection backend interval limit',
);
const reading = set(
  'consumer consumers consume consumes consuming subscribe subscriber subscribers subscription subscribes input inbound incoming in listener read reads reader source',
);
const publishing = set(
  'producer producers produce produces publish publisher publishers publishes output outbound outgoing out sink emit send sender writer',
);
const topicName = /^[A-Za-z][A-Za-z0-9._/-]{0,248}$/;

/** The topics and queues that `settings` name, in their order. */
export function topicsOf(settings: readonly Setting[]): TopicSetting[] {
  return settings.flatMap((setting) => {
    const words = wordsOf(setting.name);
    const carrier = words.findLast((word) => carriers.has(word));
    if (carrier === undefined || words.some((word) => notTopics.has(word)) || isOwnState(words)) return [];
    // `PASSWORD_RESET_TOPIC` and `USER_TOPIC` name topics, `TOPIC_PASSWORD` and `TOPIC_USER` do not.
    const behind = words.slice(words.lastIndexOf(carrier) + 1);
    if (behind.some((word) => isSecretWord(word) || word === 'user' || word === 'username')) return [];
    if (carrier === 'destination' && !words.includes('bindings')) return [];
    return setting.value.split(',').flatMap((item): TopicSetting[] => {
      const topic = lastOfAddress(item.trim());
      if (!topicName.test(topic) || /^(?:true|false|none|null|auto)$/i.test(topic)) return [];
      const channel = carrier.startsWith('queue') ? 'queue' : carrier.startsWith('topic') ? 'topic' : undefined;
      return [{topic, channel, direction: directionOf(words), words, setting}];
    });
  });
}

/** The topics in which Kafka Connect keeps its own state: they are no events of the system. */
export function ownStateTopics(settings: readonly Setting[]): string[] {
  return settings.flatMap(({name, value}) => (isOwnState(wordsOf(name)) && topicName.test(value) ? [value] : []));
}

/** The consumer group, where one is configured: who has one reads. */
export function groupOf(settings: readonly Setting[]): GroupSetting | undefined {
  for (const setting of settings) {
    const words = wordsOf(setting.name);
    const last = words.at(-1);
    const group =
      last === 'group' || (words.at(-2) === 'group' && (last === 'id' || last === 'name')) || last === 'groupid';
    const messaging = words.some(
      (word) => word === 'consumer' || word === 'kafka' || word === 'subscriber' || word === 'stream',
    );
    if (group && messaging && topicName.test(setting.value)) return {group: setting.value, setting};
  }
  return undefined;
}

/** `CONNECT_OFFSET_STORAGE_TOPIC`, and Debezium's `SCHEMA_HISTORY_INTERNAL_KAFKA_TOPIC`. */
function isOwnState(words: readonly string[]): boolean {
  const kept =
    words.includes('storage') && words.some((word) => /^(?:config|configs|offset|offsets|status)$/.test(word));
  const history = words.includes('history') && words.some((word) => word === 'schema' || word === 'database');
  return words.at(-1) === 'topic' && (kept || history);
}

function directionOf(words: readonly string[]): TopicSetting['direction'] {
  const reads = words.some((word) => reading.has(word));
  const publishes = words.some((word) => publishing.has(word));
  if (reads === publishes) return undefined;
  return reads ? 'reads' : 'publishes';
}

/** Queues in the cloud are named by address: `https://sqs.eu-west-1.amazonaws.com/123/orders`, `arn:aws:sns:...:orders`. */
function lastOfAddress(text: string): string {
  if (/^https?:\/\/sqs/.test(text)) return text.slice(text.lastIndexOf('/') + 1);
  return text.startsWith('arn:') ? text.slice(text.lastIndexOf(':') + 1) : text;
}
