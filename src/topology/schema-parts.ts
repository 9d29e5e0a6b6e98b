import {amount, mapping, plainOr, text, whole, word} from './combinators.ts';
import {durationMs, share} from './quantity-schema.ts';

/** How long own work takes: one duration, or median and 99th percentile. */
export const latency = plainOr(durationMs, mapping('latency', {p50: durationMs, p99: durationMs}));

/** A share of time, or the mean times between failures and to repair. */
export const availability = plainOr(share, mapping('availability', {mtbf: durationMs, mttr: durationMs}));

/** What an importer found out about a part: where it comes from, how sure it is, what was observed. */
export const provenance = {
  source: mapping('source', {file: text.optional(), line: whole(1).optional(), rule: text.optional()})
    .optional()
    .describe('Where this comes from, as importers note it.'),
  confidence: word('sure', 'likely', 'guess').optional().describe('How sure the importer is.'),
  observed: mapping('observation', {
    perRequest: amount.optional(),
    errorRate: share.optional(),
    p50: durationMs.optional(),
    p95: durationMs.optional(),
    p99: durationMs.optional(),
  })
    .optional()
    .describe('What traces show.'),
};
