import {amount, flag, list, mapping, name, plainOr, text, whole, word} from './combinators.ts';
import {durationMs, share} from './quantity-schema.ts';
import {provenance} from './schema-parts.ts';

const target = plainOr(
  name,
  mapping('target group', {of: list(name).meta({minItems: 1}), required: whole(1).optional()}),
);
const onFailure = plainOr(word('fail', 'ignore', 'unknown'), mapping('fallback', {fallback: name}));
const repetitions = 1_000_000;

/** A synchronous call, as it stands in a list of calls. */
export const call = mapping('call', {
  to: target.describe('A service, service/endpoint, or {of: [several], required: how many must answer}.'),
  name: name.optional().describe('Tells two calls to one target apart; default: the request, else the target.'),
  request: text.optional().describe('Method and path, or the RPC: what the caller must know.'),
  purpose: text.optional(),
  kind: word('query', 'command', 'notify').optional(),
  needsResult: flag.optional().describe('Does the caller need the answer to go on? Left out: not known, and asked.'),
  onFailure: onFailure
    .optional()
    .describe('fail (default): the caller fails too; ignore: it goes on; {fallback: service}; unknown.'),
  timeout: durationMs.optional().describe('How long one attempt may take; left out: for ever.'),
  retries: mapping('retry policy', {max: whole(0, repetitions), backoff: durationMs.optional()})
    .optional()
    .describe('Attempts after the first: {max: 3} makes four.'),
  circuitBreaker: flag.optional(),
  idempotent: flag.optional().describe('May the request arrive twice without harm?'),
  count: whole(1, repetitions).optional().describe('Calls per request, one after the other.'),
  probability: share.optional().describe('Share of requests that make the call at all.'),
  parallel: name.optional().describe('Calls with the same word here run at the same time.'),
  readAfterWrite: flag.optional().describe('Does the caller read back what it has just written?'),
  critique: name.optional().describe('ID of a critique on this call.'),
  contract: mapping('contract', {
    version: text.optional(),
    fields: list(name).optional(),
    changesPerYear: amount.optional(),
  })
    .optional()
    .describe('What the caller knows about the interface.'),
  ...provenance,
});
