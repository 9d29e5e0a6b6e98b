import * as z from 'zod';
import {conditionSchema, querySchema, slug} from './query.ts';
import {unitNames} from './units.ts';

const line = z.string().trim().min(1).max(200);
/** Text for the learner: paragraphs, lists and indented blocks. `{figure}` and `{figure in s}` stand for computed numbers. */
const text = z.string().trim().min(1).max(4000);
const sentence = z.string().trim().min(1).max(1000);
const fileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}\.topology\.yaml$/, 'must be a plain name such as after.topology.yaml');

const head = {
  id: slug,
  title: line,
  /** From a nudge to nearly the answer; none gives it away. */
  hints: z.array(sentence).max(5).default([]),
};

const read = z
  .strictObject({
    kind: z.literal('read'),
    id: slug,
    title: line,
    section: line.exactOptional().describe('A heading of README.md: the step shows what stands below it.'),
    text: text.exactOptional(),
  })
  .readonly();

const slip = z
  .strictObject({
    figure: slug.exactOptional().describe('The number that this mistake gives, computed.'),
    value: line.exactOptional().describe('The number that this mistake gives, where it cannot be computed: "3.65 h".'),
    because: sentence.describe('Why it is off.'),
  })
  .readonly();

const predict = z
  .strictObject({
    kind: z.literal('predict'),
    ...head,
    text,
    expect: slug.describe('The figure to predict.'),
    unit: z.enum(unitNames),
    noun: z
      .string()
      .regex(/^[a-z]{1,30}$/)
      .exactOptional()
      .describe('What is counted: threads.'),
    tolerance: line.describe('How far off an answer may be, with its unit: "10 ms".'),
    slips: z.array(slip).max(10).default([]),
    derivation: text.describe('How the number comes about, shown afterwards.'),
  })
  .readonly();

const option = z
  .strictObject({
    id: slug,
    text: line,
    right: z.union([z.boolean(), conditionSchema]),
    because: sentence,
  })
  .readonly();

const choose = z
  .strictObject({
    kind: z.literal('choose'),
    ...head,
    text,
    several: z.boolean().default(false).describe('May more than one option be right?'),
    options: z.array(option).min(2).max(9).readonly(),
    conclusion: text.exactOptional().describe('Shown when the choice is right, and with the solution.'),
  })
  .readonly();

const item = z
  .strictObject({
    id: slug,
    text: line,
    category: z.union([
      slug,
      z
        .array(z.strictObject({is: slug, when: conditionSchema}).readonly())
        .min(1)
        .max(9)
        .readonly(),
    ]),
    because: sentence,
  })
  .readonly();

const classify = z
  .strictObject({
    kind: z.literal('classify'),
    ...head,
    text,
    categories: z
      .array(z.strictObject({id: slug, text: line}).readonly())
      .min(2)
      .max(6)
      .readonly(),
    items: z.array(item).min(2).max(12).readonly(),
    conclusion: text.exactOptional(),
  })
  .readonly();

const reflect = z
  .strictObject({
    kind: z.literal('reflect'),
    ...head,
    text,
    gap: z
      .strictObject({criterion: slug.nullable().default(null)})
      .readonly()
      .exactOptional()
      .describe('The answer can be recorded as a gap of the skill, under this criterion of the rubric.'),
  })
  .readonly();

export const stepSchema = z.discriminatedUnion('kind', [read, predict, choose, classify, reflect]);

const stateSchema = z
  .strictObject({
    scenario: fileName.exactOptional().describe('Another file of the exercise; else scenario.topology.yaml.'),
    set: z.array(line).max(20).default([]).describe('SERVICE.FIELD=VALUE, as for analyze --set.'),
    down: z.array(line).max(20).default([]).describe('What does not answer, as for analyze --down.'),
  })
  .readonly();

/** What stands in exercise.yaml. */
export const manifestSchema = z
  .strictObject({
    title: line,
    goal: sentence,
    minutes: z.int().min(1).max(120),
    scenarios: z.array(fileName).max(9).default([]).describe('Topology files beside scenario.topology.yaml.'),
    states: z.record(slug, stateSchema).readonly().default({}).describe('Good and bad days of the scenario.'),
    figures: z.record(slug, querySchema).readonly().default({}).describe('Every number of the exercise, computed.'),
    steps: z.array(stepSchema).min(1).max(20).readonly(),
  })
  .readonly();

export type Manifest = z.infer<typeof manifestSchema>;
export type Step = Manifest['steps'][number];
/** The step of one kind: `StepOf<'predict'>`. */
export type StepOf<K extends Step['kind']> = Extract<Step, {readonly kind: K}>;
export type ExerciseState = z.infer<typeof stateSchema>;
