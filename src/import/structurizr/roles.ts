import {softwareNamed} from '../software.ts';
import type {Element} from './model.ts';

/** What an element is in a running system. `channel`: a topic or queue; `none`: a person, or a thing of the workspace's own. */
export type Role = 'service' | 'external' | 'datastore' | 'broker' | 'channel' | 'telemetry' | 'none';

const storeTag = /^(?:database|db|data ?store|datastore|cache|storage|bucket|repository|database schema)$/i;
const channelTag = /^(?:queue|topic|message queue|event (?:topic|stream|queue)|stream|channel)$/i;
/** In diagrams a queue is also a shape: on what has no queues, or is called a bus or broker, it says no more. */
const shapeTag = /^queue$/i;
const withoutQueues: ReadonlySet<string> = new Set('kafka redpanda automq kinesis eventhub eventhubs'.split(' '));
const channelTechnology = /\b(?:queue|topic)\b/i;
const brokerTag =
  /^(?:broker|message broker|message bus|event bus|event broker|messaging|kafka|rabbitmq|bus|pub\/?sub)$/i;
const storeName = /\b(?:database|db|data ?store|cache|schema|bucket)$/i;
const channelName = /\b(?:queue|topic)$/i;
const brokerName = /\b(?:message broker|event broker|message bus|event bus|broker)$/i;

/**
 * What an element is: by its tags, then by a technology that begins with known software (`MySQL 8`, not `Java and MySQL`),
 * then by the last words of its name. `tagged` says that it was the tags.
 */
export function roleOf({kind, name, technology, tags}: Element): {readonly role: Role; readonly tagged: boolean} {
  if (kind === 'person' || kind === 'element') return {role: 'none', tagged: true};
  const software = softwareNamed(firstWords(technology));
  const shaped = brokerName.test(name) || withoutQueues.has(software?.word ?? '');
  const isShape = shaped && !channelName.test(name) && !channelTechnology.test(technology);
  const told = isShape ? tags.filter((tag) => !shapeTag.test(tag)) : tags;
  const byTag: readonly (readonly [RegExp, Role])[] = [
    [channelTag, 'channel'],
    [brokerTag, 'broker'],
    [storeTag, 'datastore'],
    [/\bexternal\b|third.party/i, 'external'],
  ];
  for (const [pattern, role] of byTag)
    if (told.some((tag) => pattern.test(tag)))
      return {role: role === 'broker' && channelName.test(name) ? 'channel' : role, tagged: true};
  if (software?.kind === 'broker') {
    const isChannel = channelName.test(name) || channelTechnology.test(technology);
    return {role: brokerName.test(name) || !isChannel ? 'broker' : 'channel', tagged: false};
  }
  if (software) return {role: software.kind, tagged: false};
  const plain = technology === '' || /database|schema|sql|queue|topic|cache/i.test(technology);
  if (plain && storeName.test(name)) return {role: 'datastore', tagged: false};
  if (plain && channelName.test(name)) return {role: 'channel', tagged: false};
  if (plain && brokerName.test(name)) return {role: 'broker', tagged: false};
  return {role: 'service', tagged: false};
}

/** The maker's name before the software's does not count. */
function firstWords(technology: string): string {
  const [first = '', second = ''] = technology
    .replace(/^(?:amazon|aws|azure|google(?: cloud)?|apache|microsoft|confluent|elastic(?:ache)?|rds(?: for)?)\s+/i, '')
    .split(/\s+/);
  return /^sql$/i.test(first) ? `${first}${second}` : first;
}
