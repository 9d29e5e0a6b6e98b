import {dictionary, flag, mapping, name, text, whole, word} from './combinators.ts';
import {durationMs, ratePerSecond, share} from './quantity-schema.ts';
import {availability, latency, provenance} from './schema-parts.ts';

/** A broker that keeps events. */
export const broker = mapping('broker', {
  availability: availability.optional().describe('The figure that counts; replication only feeds the rules.'),
  latency: latency.optional().describe('What one publish takes.'),
  retention: durationMs.optional().describe('How long events are kept: 7d.'),
  nodes: whole(1).optional(),
  replicationFactor: whole(1).optional(),
  minInsyncReplicas: whole(1).optional(),
  zones: whole(1).optional(),
  ...provenance,
});

const consumer = mapping('consumer', {
  group: name.optional(),
  idempotent: flag.optional(),
  deadLetter: flag.optional(),
  deadline: durationMs.optional().describe('How late an event may be handled.'),
  handling: durationMs.optional().describe('Time that one event takes.'),
  handlers: whole(1).optional().describe('Events handled at once.'),
  capacity: ratePerSecond.optional().describe('Instead of handling and handlers: 800/s.'),
  lag: durationMs.optional(),
  callsBack: word('most', 'some', 'none').optional().describe('How often it asks the producer for more.'),
  retries: mapping('retry policy', {max: whole(0)}).optional(),
  ...provenance,
});

const eventSchema = mapping('event schema', {
  registry: flag.optional(),
  compatibility: word(
    'backward',
    'backward_transitive',
    'forward',
    'forward_transitive',
    'full',
    'full_transitive',
    'none',
  ).optional(),
});

/** An event type with its consumers. */
export const event = mapping('event', {
  producer: name.optional().describe('A service (every endpoint of it publishes) or service/endpoint.'),
  via: name.optional().describe('The broker.'),
  topic: name.optional(),
  key: name.optional().describe('The field that keeps events of one thing in order.'),
  payload: dictionary('field', text).optional().describe('Fields and their types.'),
  schema: eventSchema.optional(),
  outbox: flag.optional().describe('true: written with the data in one transaction and published afterwards.'),
  probability: share.optional().describe('Share of requests that publish it.'),
  rate: ratePerSecond.optional().describe('Default: the rates of the operations that publish it.'),
  ordering: name.optional(),
  channel: word('topic', 'queue').optional(),
  addressedTo: name.optional(),
  expectsReply: flag.optional(),
  maxBytes: whole(0).optional(),
  consumers: dictionary('consumer', consumer).optional().describe('By the name of the service that reads it.'),
  ...provenance,
});
