import * as z from 'zod/mini';
import {amount, mapping, noted, plainOr, text, whole, word} from './combinators.ts';
import {durationMs, share} from './quantity-schema.ts';

/** How long own work takes: one duration, or median and 99th percentile. */
export const latency = plainOr(durationMs, mapping('latency', {p50: durationMs, p99: durationMs}));

/** A share of time, or the mean times between failures and to repair. */
export const availability = plainOr(share, mapping('availability', {mtbf: durationMs, mttr: durationMs}));

/** What an importer found out about a part: where it comes from, how sure it is, what was observed. */
export const provenance = {
  source: noted(
    z.optional(mapping('source', {file: z.optional(text), line: z.optional(whole(1)), rule: z.optional(text)})),
    {description: 'Where this comes from, as importers note it.'},
  ),
  confidence: noted(z.optional(word('sure', 'likely', 'guess')), {description: 'How sure the importer is.'}),
  observed: noted(
    z.optional(
      mapping('observation', {
        perRequest: z.optional(amount),
        errorRate: z.optional(share),
        p50: z.optional(durationMs),
        p95: z.optional(durationMs),
        p99: z.optional(durationMs),
      }),
    ),
    {description: 'What traces show.'},
  ),
};
