import * as z from 'zod/mini';
import {amount, dictionary, flag, list, mapping, name, noted, whole, word} from './combinators.ts';
import {durationMs, ratePerSecond} from './quantity-schema.ts';
import {call} from './schema-call.ts';
import {availability, latency, provenance} from './schema-parts.ts';

const endpoint = {
  latency: noted(z.optional(latency), {
    description: 'Own work only, without the calls: 50ms, or {p50: 50ms, p99: 120ms}.',
  }),
  calls: noted(z.optional(list(call)), {
    description: 'In order, one after the other, unless "parallel" says otherwise.',
  }),
};
const replicas = mapping('replicas', {count: whole(1, 1_000_000), required: z.optional(whole(1, 1_000_000))});

/** A service, a datastore or an external system. */
export const service = mapping('service', {
  ...endpoint,
  kind: z.optional(word('service', 'datastore', 'external')),
  team: z.optional(name),
  availability: noted(z.optional(availability), {
    description: '99.9%, 0.999 or {mtbf: 30d, mttr: 1h}; of one replica.',
  }),
  concurrency: noted(z.optional(whole(1)), {description: 'Requests served at once, shared by all endpoints.'}),
  replicas: noted(z.optional(replicas), {description: 'How many there are, and how many must be up (default 1).'}),
  sharedFate: noted(z.optional(list(name)), {
    description: 'Names under the top-level "sharedFate": what it fails together with.',
  }),
  deploys: z.optional(mapping('deployment', {perWeek: amount, outage: durationMs})),
  rateLimit: noted(z.optional(ratePerSecond), {description: 'Requests that it accepts: 50/s.'}),
  subdomain: z.optional(word('core', 'supporting', 'generic')),
  telemetry: noted(z.optional(flag), {description: 'true: calls to it are kept out of the analysis.'}),
  endpoints: noted(z.optional(dictionary('endpoint', mapping('endpoint', {...endpoint, ...provenance}))), {
    description: 'Instead of latency and calls of its own, where requests differ.',
  }),
  ...provenance,
});
