import * as z from 'zod';
import {printable} from '../../printable.ts';
import {type Alternative, critiqueSchema} from '../critique.ts';
import {type FlawType, flawTypes} from '../flaw-types.ts';

/** Longer texts and lists than a critique needs are refused: the answer is not ours. */
const longestText = 2000;
const longestList = 40;

/** A sentence or two, with what a terminal could obey made visible. */
const line = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(longestText, `is longer than ${longestText} characters`)
  .transform((text) => printable(text).replace(/\s+/g, ' '));
const several = <T extends z.ZodType>(item: T) =>
  z.array(item).max(longestList, `has more than ${longestList} entries`);
const {verdict, confidence, alternatives} = critiqueSchema.shape;

/** What a critic that is no program of ours may say about one proposal. `disputes` are answers of the author that it doubts. */
const answerSchema = z.object({
  id: line.describe('the id of the proposal'),
  verdict: verdict.describe('ask: an answer is missing without which any verdict would be a guess'),
  confidence,
  keep: several(line).describe('effects that stay in the call'),
  publish: several(line).describe('effects that an event can carry'),
  flaws: several(
    z.object({
      type: z.enum(Object.keys(flawTypes) as FlawType[]).describe(
        Object.entries(flawTypes)
          .map(([type, meaning]) => `${type}: ${meaning}`)
          .join('; '),
      ),
      because: line.describe("what is wrong, with the author's words or answer that shows it"),
      repair: line,
    }),
  ).describe('flaws of the event design; none where the verdict is keep-sync'),
  reasons: several(z.object({text: line, evidence: line.describe("the author's own words, or the field")})),
  alternatives: several(z.object({kind: alternatives.element.shape.kind, text: line})),
  questions: several(z.object({fact: line.describe('the answer that is missing'), text: line, decides: line})),
  disputes: several(
    z.object({
      fact: line.describe('the place of the answer, such as effects[0].result'),
      says: line.describe('the answer that you think is right, one that the place allows'),
      because: line,
    }),
  ).describe("the author's answers that the author's own words contradict"),
});

type Schema = z.infer<typeof answerSchema>;

/** An answer of the author that a model holds to be wrong: its place, what it would say instead, and why. */
export interface Dispute {
  readonly fact: string;
  readonly says: string;
  readonly because: string;
}

/** A model's part of a critique, validated. */
export interface ModelAnswer {
  readonly id: string;
  readonly verdict: Schema['verdict'];
  readonly confidence: Schema['confidence'];
  readonly keep: readonly string[];
  readonly publish: readonly string[];
  readonly flaws: readonly Readonly<Schema['flaws'][number]>[];
  readonly reasons: readonly Readonly<Schema['reasons'][number]>[];
  readonly alternatives: readonly Alternative[];
  readonly questions: readonly Readonly<Schema['questions'][number]>[];
  readonly disputes: readonly Dispute[];
}

/** The answer in `value`, or what is wrong with it, one line each, the first few. */
export function checkedAnswer(value: unknown): {readonly answer: ModelAnswer} | {readonly wrong: readonly string[]} {
  const parsed = answerSchema.safeParse(value);
  if (parsed.success) return {answer: parsed.data};
  return {wrong: parsed.error.issues.slice(0, 8).map(({path, message}) => `${place(path)}: ${message}`)};
}

/** `flaws[0].type` */
function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the answer';
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

/** The JSON Schema of a model's part, in the subset that every vendor takes: all keys required, no limits of length. */
export function answerJsonSchema(): Record<string, unknown> {
  const {$schema: _, ...schema} = z.toJSONSchema(answerSchema, {
    io: 'input',
    override: ({jsonSchema}) => {
      for (const limit of ['minLength', 'maxLength', 'maxItems'] as const) delete jsonSchema[limit];
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties = false;
    },
  });
  return schema;
}
