import {softwareNamed} from '../software.ts';
import type {Relation} from './model.ts';

const asynchronous =
  /\b(?:async(?:hronous(?:ly)?)?|message|messaging|event|events|queue|topic|pub\/?sub|publish(?:es)?|kafka|amqp|mqtt|jms|rabbitmq|sqs|sns)\b/i;
const sending =
  /^(?:asynchronously )?(?:publish|send|emit|produc|write|push|post|put|notif|enqueue|raise|fire|dispatch|add)/i;
const reading =
  /^(?:asynchronously )?(?:consum|subscrib|read|listen|poll|receiv|pull|process|dequeue|handle|react|get|take)/i;

/** Do tags or technology of a relation say that nobody waits? A description is free text and tells too little. */
export function isMessage({tags, technology}: Relation): boolean {
  return tags.some((tag) => asynchronous.test(tag)) || asynchronous.test(technology);
}

/** Which way a message goes over a relation, by the verb of its description; undefined where the verb tells nothing. */
export function direction({description}: Relation): 'sends' | 'reads' | undefined {
  if (sending.test(description)) return 'sends';
  return reading.test(description) ? 'reads' : undefined;
}

/** The broker that a technology names: `kafka` in "Kafka, Avro". */
export function brokerNamed({technology}: Pick<Relation, 'technology'>): string | undefined {
  const software = softwareNamed(technology);
  return software?.kind === 'broker' ? software.word : undefined;
}

/** The rest of a sentence behind the message: `to the bus`, `when an order is paid`. */
const behind = /\s(?:to|on|onto|from|via|over|using|into|with|through|by|for|at|in|when|after|if)(?:\s.*)?$/i;
const article = /^(?:the|a|an|all|every|each|new)\s+/i;
const noun = /\s+(?:domain |integration )?(?:events?|messages?|topics?|queues?|commands?|notifications?|records?)$/i;
/** Written as programs write names: `OrderPlaced`, `orders.placed`, `order_placed`. */
const programmed = /^[\w.-]*(?:[a-z0-9][A-Z]|[A-Za-z0-9][._][A-Za-z])[\w.-]*$/;
const hyphened = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/**
 * The messages that a relation's words name: `OrderPlaced` in "Publishes OrderPlaced to", two in "Subscribes to OrderPlaced
 * and OrderPaid". None where the words only say what they are about ("Publishes order updates to").
 */
export function messageNames({description}: Pick<Relation, 'description'>): readonly string[] {
  const words = description
    .slice(0, 500)
    .replace(/["'`]/g, ' ')
    .trim()
    .replace(/^asynchronously\s+/i, '');
  const rest = words.replace(/^\S+\s*/, '').replace(/^(?:to|for|on|from)\s+/i, '');
  const parts = ` ${rest}`
    .replace(behind, '')
    .trim()
    .split(/\s*[,;/&]\s*(?:and\s+)?|\s+(?:and|or)\s+/i);
  const names = parts
    .filter((part) => part !== '')
    .map((part) => {
      const bare = part.replace(article, '');
      const name = bare.replace(noun, '');
      const isName = programmed.test(name) || (name !== bare && hyphened.test(name) && !name.endsWith('-time'));
      return isName ? name : undefined;
    });
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? [...new Set(known)] : [];
}
