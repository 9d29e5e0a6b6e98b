import {wordsOf} from './variable-words.ts';
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
  'partitions partition replication factor replicas retention enabled enable create auto count size prefix suffix ms bytes config policy timeout length max min ttl durable type version host port user username password dlq dlt dead deadletter retry retries concurrency workers driver connection backend interval limit',
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
    if (carrier === undefined || words.some((word) => notTopics.has(word))) return [];
    if (carrier === 'destination' && !words.includes('bindings')) return [];
    return setting.value.split(',').flatMap((item): TopicSetting[] => {
      const topic = lastOfAddress(item.trim());
      if (!topicName.test(topic) || /^(?:true|false|none|null|auto)$/i.test(topic)) return [];
      const channel = carrier.startsWith('queue') ? 'queue' : carrier.startsWith('topic') ? 'topic' : undefined;
      return [{topic, channel, direction: directionOf(words), words, setting}];
    });
  });
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
