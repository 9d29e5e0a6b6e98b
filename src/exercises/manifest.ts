import * as z from 'zod';
import {critiqueSchema} from '../critique/critique.ts';
import {describedCounts} from './described.ts';
import {head, line, sentence, text, topic} from './manifest-parts.ts';
import {saidParts} from './proposed.ts';
import {conditionSchema, querySchema, slug} from './query.ts';
import {unitNames} from './units.ts';

const fileName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,60}\.topology\.yaml$/, 'must be a plain name such as after.topology.yaml');

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
    topic: topic.exactOptional().describe('Which of what the step practises this item is about.'),
  })
  .readonly();

const category = z
  .strictObject({
    id: slug,
    text: line,
    topic: topic.exactOptional().describe('Which of what the step practises this category stands for.'),
  })
  .readonly();

const classify = z
  .strictObject({
    kind: z.literal('classify'),
    ...head,
    text,
    categories: z.array(category).min(2).max(6).readonly(),
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

const someOf = z.strictObject({
  any: z.array(line).min(1).max(20).readonly().describe('Any one of these is enough.'),
  because: sentence.describe('Said where none of them is there.'),
});

const name = z
  .strictObject({
    kind: z.literal('name'),
    ...head,
    text,
    producer: line.describe('The service that publishes the fact.'),
    reader: line.describe('The service that is called today, and would read the event.'),
    says: z.array(someOf.readonly()).min(1).max(6).readonly().describe('Words that the name of the event has to hold.'),
    fields: z.array(someOf.readonly()).min(1).max(12).readonly().describe('Fields that readers need.'),
    foreign: z
      .strictObject({
        consumer: z.array(line).max(30).default([]).describe('Fields that mean something to one reader only.'),
        storage: z.array(line).max(30).default([]).describe("Fields of the producer's own tables."),
      })
      .readonly()
      .prefault({}),
    conclusion: text.exactOptional().describe('Shown when the event is right, and with the solution.'),
  })
  .readonly();

const count = z
  .strictObject({
    count: z.enum(describedCounts),
    atLeast: z.int().min(1).max(100),
    because: sentence.describe('Said where there are fewer.'),
  })
  .readonly();

const describe = z
  .strictObject({
    kind: z.literal('describe'),
    ...head,
    text,
    requires: z.array(count).min(1).max(9).readonly(),
  })
  .readonly();

const proposed = z.union([
  z
    .strictObject({
      verdict: z
        .array(critiqueSchema.shape.verdict)
        .min(1)
        .readonly()
        .describe('Verdicts of the local critic that pass.'),
      because: sentence,
    })
    .readonly(),
  z
    .strictObject({
      says: z.enum(saidParts).describe('A part of the proposal that must not be left out.'),
      because: sentence,
    })
    .readonly(),
]);

const propose = z
  .strictObject({
    kind: z.literal('propose'),
    ...head,
    text,
    requires: z.array(proposed).min(1).max(9).readonly(),
  })
  .readonly();

const skill = z
  .strictObject({
    kind: z.literal('skill'),
    ...head,
    text,
    criterion: slug.describe('A criterion of the rubric for kafka-events, which the text has to meet.'),
    conclusion: text.exactOptional(),
  })
  .readonly();

export const stepSchema = z.discriminatedUnion('kind', [
  read,
  predict,
  choose,
  classify,
  reflect,
  name,
  describe,
  propose,
  skill,
]);

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
