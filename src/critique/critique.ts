import * as z from 'zod';
import {type FlawType, flawTypes} from './flaw-types.ts';

const verdicts = ['convert', 'keep-sync', 'split', 'needs-work', 'ask'] as const;
const line = z.string().min(1);
const change = z.strictObject({before: z.number(), after: z.number()});
const timeChange = z.strictObject({before: z.number().nullable(), after: z.number().nullable()});

const flawType = z.enum(Object.keys(flawTypes) as FlawType[]).describe(
  Object.entries(flawTypes)
    .map(([type, meaning]) => `${type}: ${meaning}`)
    .join('; '),
);

/** A critique of one proposal, as `critique --format json` prints it and as a critic has to deliver it. */
export const critiqueSchema = z.strictObject({
  id: line,
  critic: line,
  verdict: z.enum(verdicts),
  confidence: z.enum(['sure', 'likely']),
  keep: z.array(line),
  publish: z.array(line),
  flaws: z.array(z.strictObject({type: flawType, because: line, repair: line})),
  reasons: z.array(z.strictObject({text: line, evidence: line, source: line})),
  alternatives: z.array(
    z.strictObject({
      kind: z.enum([
        'timeout-and-ignore',
        'parallel',
        'breaker',
        'local-copy',
        'accept-and-report-later',
        'command-queue',
      ]),
      text: line,
    }),
  ),
  questions: z.array(z.strictObject({fact: line, text: line, decides: line})),
  impact: z
    .strictObject({
      availability: z.strictObject({operation: line, ...change.shape, downtimeMinutesPerYear: change}),
      latency: z.strictObject({operation: line, typicalMs: timeChange, p99Ms: timeChange}),
    })
    .optional(),
});

type Schema = z.infer<typeof critiqueSchema>;
type Items<K extends 'flaws' | 'reasons' | 'alternatives' | 'questions'> = Readonly<Schema[K][number]>;

/** `ask` is "undecided": facts are missing. */
export type Verdict = Schema['verdict'];
/** What is wrong with the event design, with the answer that shows it and what mends it. */
export type Flaw = Items<'flaws'>;
/** `evidence` is the field or the author's words that `text` rests on. */
export type Reason = Items<'reasons'>;
/** A cheaper or safer way than the event. */
export type Alternative = Items<'alternatives'>;
/** A missing answer, and what it would decide. */
export type Question = Items<'questions'>;
/** What the conversion would change in numbers, from a topology. */
export type Impact = Readonly<NonNullable<Schema['impact']>>;

/**
 * The verdict on a proposal and what it rests on. `confidence` is sure where no missing answer could change the verdict.
 * `keep` and `publish` name the effects that stay in the call and those that leave it.
 */
export type Critique = Readonly<
  Omit<Schema, 'keep' | 'publish' | 'flaws' | 'reasons' | 'alternatives' | 'questions'>
> & {
  readonly keep: readonly string[];
  readonly publish: readonly string[];
  readonly flaws: readonly Flaw[];
  readonly reasons: readonly Reason[];
  readonly alternatives: readonly Alternative[];
  readonly questions: readonly Question[];
};
