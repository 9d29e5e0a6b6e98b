import * as z from 'zod/mini';
import {amount, dictionary, list, mapping, name, noted, text, word} from './combinators.ts';
import {durationMs, ratePerSecond, share} from './quantity-schema.ts';
import type {call} from './schema-call.ts';
import {broker, event} from './schema-event.ts';
import {availability, latency, provenance} from './schema-parts.ts';
import {service} from './schema-service.ts';
import {shown} from './shown.ts';

const operation = mapping('operation', {
  entry: noted(name, {description: 'The service or service/endpoint that receives the request.'}),
  rate: noted(z.optional(ratePerSecond), {description: 'Requests: 20/s.'}),
  target: noted(z.optional(mapping('target', {availability: z.optional(share), p99: z.optional(durationMs)})), {
    description: 'What was promised.',
  }),
  measured: noted(
    z.optional(
      mapping('measurement', {
        availability: z.optional(share),
        p50: z.optional(durationMs),
        p95: z.optional(durationMs),
        p99: z.optional(durationMs),
      }),
    ),
    {description: 'What monitoring says.'},
  ),
  lossPerFailedRequest: noted(z.optional(amount), {description: 'Money.'}),
  consistency: z.optional(word('atomic', 'eventual')),
  ...provenance,
});

const defaults = mapping('list of defaults', {
  availability: z.optional(availability),
  latency: z.optional(latency),
  timeout: z.optional(durationMs),
});

const version = z.literal(1, {
  error: ({input}) =>
    `${input === undefined ? 'is missing' : `must be 1, not ${shown(input)}`}\nWrite "version: 1" at the top of the file.`,
});

/** The topology file as it is written, with its quantities read: milliseconds, requests per second, chances. */
export const topologySchema = mapping('topology', {
  version: noted(version, {description: 'Of this format.'}),
  name: noted(name, {description: 'Of the system.'}),
  defaults: noted(z.optional(defaults), {description: 'For services that do not say.'}),
  services: noted(dictionary('service', service), {
    description: 'Services, datastores and external systems by name.',
    minProperties: 1,
  }),
  sharedFate: noted(
    z.optional(
      dictionary('shared fate', mapping('shared fate', {availability: z.optional(availability), ...provenance})),
    ),
    {description: 'What several services fail together with: a zone, a network.'},
  ),
  brokers: noted(z.optional(dictionary('broker', broker)), {description: 'By name.'}),
  events: noted(z.optional(dictionary('event', event)), {description: 'Facts by name: OrderPlaced.'}),
  operations: noted(z.optional(dictionary('operation', operation)), {
    description: 'What users want done; default: one for every service that nobody calls.',
  }),
  questions: noted(z.optional(list(text)), {description: 'What is not known yet.'}),
  ...provenance,
});

export type TopologyFile = z.output<typeof topologySchema>;
export type ServiceEntry = z.output<typeof service>;
export type CallEntry = z.output<typeof call>;
export type EventEntry = z.output<typeof event>;
export type LatencyEntry = z.output<typeof latency>;
export type AvailabilityEntry = z.output<typeof availability>;
