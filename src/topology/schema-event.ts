import * as z from 'zod/mini';
import {dictionary, flag, mapping, name, noted, text, whole, word} from './combinators.ts';
import {durationMs, ratePerSecond, share} from './quantity-schema.ts';
import {availability, latency, provenance} from './schema-parts.ts';

/** A broker that keeps events. */
export const broker = mapping('broker', {
  availability: noted(z.optional(availability), {
    description: 'The figure that counts; replication only feeds the rules.',
  }),
  latency: noted(z.optional(latency), {description: 'What one publish takes.'}),
  retention: noted(z.optional(durationMs), {description: 'How long events are kept: 7d.'}),
  nodes: z.optional(whole(1)),
  replicationFactor: z.optional(whole(1)),
  minInsyncReplicas: z.optional(whole(1)),
  zones: z.optional(whole(1)),
  ...provenance,
});

const consumer = mapping('consumer', {
  group: z.optional(name),
  idempotent: z.optional(flag),
  deadLetter: z.optional(flag),
  deadline: noted(z.optional(durationMs), {description: 'How late an event may be handled.'}),
  handling: noted(z.optional(durationMs), {description: 'Time that one event takes.'}),
  handlers: noted(z.optional(whole(1)), {description: 'Events handled at once.'}),
  capacity: noted(z.optional(ratePerSecond), {description: 'Instead of handling and handlers: 800/s.'}),
  lag: z.optional(durationMs),
  callsBack: noted(z.optional(word('most', 'some', 'none')), {description: 'How often it asks the producer for more.'}),
  retries: z.optional(mapping('retry policy', {max: whole(0)})),
  ...provenance,
});

const eventSchema = mapping('event schema', {
  registry: z.optional(flag),
  compatibility: z.optional(
    word('backward', 'backward_transitive', 'forward', 'forward_transitive', 'full', 'full_transitive', 'none'),
  ),
});

/** An event type with its consumers. */
export const event = mapping('event', {
  producer: noted(z.optional(name), {description: 'A service (every endpoint of it publishes) or service/endpoint.'}),
  via: noted(z.optional(name), {description: 'The broker.'}),
  topic: z.optional(name),
  key: noted(z.optional(name), {description: 'The field that keeps events of one thing in order.'}),
  payload: noted(z.optional(dictionary('field', text)), {description: 'Fields and their types.'}),
  schema: z.optional(eventSchema),
  outbox: noted(z.optional(flag), {
    description: 'true: written with the data in one transaction and published afterwards.',
  }),
  probability: noted(z.optional(share), {description: 'Share of requests that publish it.'}),
  rate: noted(z.optional(ratePerSecond), {description: 'Default: the rates of the operations that publish it.'}),
  ordering: z.optional(name),
  channel: z.optional(word('topic', 'queue')),
  addressedTo: z.optional(name),
  expectsReply: z.optional(flag),
  maxBytes: z.optional(whole(0)),
  consumers: noted(z.optional(dictionary('consumer', consumer)), {
    description: 'By the name of the service that reads it.',
  }),
  ...provenance,
});
