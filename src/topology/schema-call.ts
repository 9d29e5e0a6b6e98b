import * as z from 'zod/mini';
import {amount, flag, list, mapping, name, noted, plainOr, text, whole, word} from './combinators.ts';
import {durationMs, share} from './quantity-schema.ts';
import {provenance} from './schema-parts.ts';

const target = plainOr(
  name,
  mapping('target group', {of: noted(list(name), {minItems: 1}), required: z.optional(whole(1))}),
);
const onFailure = plainOr(word('fail', 'ignore', 'unknown'), mapping('fallback', {fallback: name}));
const repetitions = 1_000_000;

/** A synchronous call, as it stands in a list of calls. */
export const call = mapping('call', {
  to: noted(target, {description: 'A service, service/endpoint, or {of: [several], required: how many must answer}.'}),
  name: noted(z.optional(name), {
    description: 'Tells two calls to one target apart; default: the request, else the target.',
  }),
  request: noted(z.optional(text), {description: 'Method and path, or the RPC: what the caller must know.'}),
  purpose: z.optional(text),
  kind: z.optional(word('query', 'command', 'notify')),
  needsResult: noted(z.optional(flag), {
    description: 'Does the caller need the answer to go on? Left out: not known, and asked.',
  }),
  onFailure: noted(z.optional(onFailure), {
    description: 'fail (default): the caller fails too; ignore: it goes on; {fallback: service}; unknown.',
  }),
  timeout: noted(z.optional(durationMs), {description: 'How long one attempt may take; left out: for ever.'}),
  retries: noted(z.optional(mapping('retry policy', {max: whole(0, repetitions), backoff: z.optional(durationMs)})), {
    description: 'Attempts after the first: {max: 3} makes four.',
  }),
  circuitBreaker: z.optional(flag),
  idempotent: noted(z.optional(flag), {description: 'May the request arrive twice without harm?'}),
  count: noted(z.optional(whole(1, repetitions)), {description: 'Calls per request, one after the other.'}),
  probability: noted(z.optional(share), {description: 'Share of requests that make the call at all.'}),
  parallel: noted(z.optional(name), {description: 'Calls with the same word here run at the same time.'}),
  readAfterWrite: noted(z.optional(flag), {description: 'Does the caller read back what it has just written?'}),
  critique: noted(z.optional(name), {description: 'ID of a critique on this call.'}),
  contract: noted(
    z.optional(
      mapping('contract', {
        version: z.optional(text),
        fields: z.optional(list(name)),
        changesPerYear: z.optional(amount),
      }),
    ),
    {description: 'What the caller knows about the interface.'},
  ),
  ...provenance,
});
