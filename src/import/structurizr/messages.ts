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
