import {createHash} from 'node:crypto';
import * as z from 'zod';

export const gapStatuses = ['open', 'drafted', 'merged', 'rejected'] as const;
export type GapStatus = (typeof gapStatuses)[number];

const source = z.string().trim().min(1).max(200);
const evidence = z.object({source, text: z.string().max(20_000)}).readonly();
/** What shows that the gap is one. `source` is where it was seen: `user`, `check`, or with an id `exercise:04-availability-math`, `critique:...`, `eval:...`. */
export type GapEvidence = z.infer<typeof evidence>;

/** A line of gaps.jsonl. A later line with the same id, or with the same criterion and text, tells more of the same gap. */
export const gapRecord = z
  .object({
    id: z.string().min(1).max(200),
    criterion: z.string().min(1).max(200).nullable(),
    text: z.string().trim().min(1, 'a gap needs a text').max(20_000),
    evidence: z.union([z.string().max(20_000), z.array(evidence).max(1000).readonly()]),
    source,
    status: z.enum(gapStatuses),
    /** Why the status was given, where somebody said so. */
    why: z.string().max(20_000).exactOptional(),
    at: z.iso.datetime({offset: true}),
  })
  .readonly()
  // Written by hand, evidence is often just a sentence.
  .transform((r) => ({...r, evidence: typeof r.evidence === 'string' ? sentence(r.source, r.evidence) : r.evidence}));

/** Something that a skill lacks or gets wrong. `criterion` is the rubric's id, null for free text; `at` is when it last changed (ISO 8601). */
export type Gap = Readonly<z.infer<typeof gapRecord>>;

/** Is something left to do about it? */
export function isOpen({status}: Pick<Gap, 'status'>): boolean {
  return status === 'open' || status === 'drafted';
}

/** What a finder knows of a gap. */
export type FoundGap = Pick<Gap, 'criterion' | 'text' | 'evidence' | 'source'>;

/** The same for the same criterion and the same text, whatever its case, spacing and closing stop: two finders name one gap. */
export function gapId({criterion, text}: Pick<Gap, 'criterion' | 'text'>): string {
  const hash = createHash('sha256').update(JSON.stringify([criterion, normalized(text)]));
  return `gap-${hash.digest('hex').slice(0, 8)}`;
}

function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!? ]{1,100}$/, '');
}

function sentence(from: string, text: string): readonly GapEvidence[] {
  return text.trim() === '' ? [] : [{source: from, text}];
}
