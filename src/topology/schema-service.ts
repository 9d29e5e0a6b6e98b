import {amount, dictionary, flag, list, mapping, name, whole, word} from './combinators.ts';
import {durationMs, ratePerSecond} from './quantity-schema.ts';
import {call} from './schema-call.ts';
import {availability, latency, provenance} from './schema-parts.ts';

const endpoint = {
  latency: latency.optional().describe('Own work only, without the calls: 50ms, or {p50: 50ms, p99: 120ms}.'),
  calls: list(call).optional().describe('In order, one after the other, unless "parallel" says otherwise.'),
};
const replicas = mapping('replicas', {count: whole(1, 1_000_000), required: whole(1, 1_000_000).optional()});

/** A service, a datastore or an external system. */
export const service = mapping('service', {
  ...endpoint,
  kind: word('service', 'datastore', 'external').optional(),
  team: name.optional(),
  availability: availability.optional().describe('99.9%, 0.999 or {mtbf: 30d, mttr: 1h}; of one replica.'),
  concurrency: whole(1).optional().describe('Requests served at once, shared by all endpoints.'),
  replicas: replicas.optional().describe('How many there are, and how many must be up (default 1).'),
  sharedFate: list(name).optional().describe('Names under the top-level "sharedFate": what it fails together with.'),
  deploys: mapping('deployment', {perWeek: amount, outage: durationMs}).optional(),
  rateLimit: ratePerSecond.optional().describe('Requests that it accepts: 50/s.'),
  subdomain: word('core', 'supporting', 'generic').optional(),
  telemetry: flag.optional().describe('true: calls to it are kept out of the analysis.'),
  endpoints: dictionary('endpoint', mapping('endpoint', {...endpoint, ...provenance}))
    .optional()
    .describe('Instead of latency and calls of its own, where requests differ.'),
  ...provenance,
});
