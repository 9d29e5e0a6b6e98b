import * as z from 'zod';
import {amount, dictionary, list, mapping, name, text, word} from './combinators.ts';
import {durationMs, ratePerSecond, share} from './quantity-schema.ts';
import type {call} from './schema-call.ts';
import {broker, event} from './schema-event.ts';
import {availability, latency, provenance} from './schema-parts.ts';
import {service} from './schema-service.ts';
import {shown} from './shown.ts';

const operation = mapping('operation', {
  entry: name.describe('The service or service/endpoint that receives the request.'),
  rate: ratePerSecond.optional().describe('Requests: 20/s.'),
  target: mapping('target', {availability: share.optional(), p99: durationMs.optional()})
    .optional()
    .describe('What was promised.'),
  measured: mapping('measurement', {
    availability: share.optional(),
    p50: durationMs.optional(),
    p95: durationMs.optional(),
    p99: durationMs.optional(),
  })
    .optional()
    .describe('What monitoring says.'),
  lossPerFailedRequest: amount.optional().describe('Money.'),
  consistency: word('atomic', 'eventual').optional(),
  ...provenance,
});

const defaults = mapping('list of defaults', {
  availability: availability.optional(),
  latency: latency.optional(),
  timeout: durationMs.optional(),
});

const version = z.literal(1, {
  error: ({input}) =>
    `${input === undefined ? 'is missing' : `must be 1, not ${shown(input)}`}\nWrite "version: 1" at the top of the file.`,
});

/** The topology file as it is written, with its quantities read: milliseconds, requests per second, chances. */
export const topologySchema = mapping('topology', {
  version: version.describe('Of this format.'),
  name: name.describe('Of the system.'),
  defaults: defaults.optional().describe('For services that do not say.'),
  services: dictionary('service', service).meta({
    description: 'Services, datastores and external systems by name.',
    minProperties: 1,
  }),
  sharedFate: dictionary('shared fate', mapping('shared fate', {availability: availability.optional(), ...provenance}))
    .optional()
    .describe('What several services fail together with: a zone, a network.'),
  brokers: dictionary('broker', broker).optional().describe('By name.'),
  events: dictionary('event', event).optional().describe('Facts by name: OrderPlaced.'),
  operations: dictionary('operation', operation)
    .optional()
    .describe('What users want done; default: one for every service that nobody calls.'),
  questions: list(text).optional().describe('What is not known yet.'),
  ...provenance,
});

export type TopologyFile = z.output<typeof topologySchema>;
export type ServiceEntry = z.output<typeof service>;
export type CallEntry = z.output<typeof call>;
export type EventEntry = z.output<typeof event>;
export type LatencyEntry = z.output<typeof latency>;
export type AvailabilityEntry = z.output<typeof availability>;
