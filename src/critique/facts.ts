import * as z from 'zod/mini';
import {amount, flag, list, mapping, plainOr, text, word} from '../topology/combinators.ts';
import {duration} from '../topology/quantity.ts';

/** Something that may be left out: null and missing both mean "not said" and come out as null. */
export const open = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value: z.output<T> | null | undefined) => value ?? null),
  );

/** A mapping that may be left out: then nothing in it has been said. */
export const part = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value: z.output<T> | null | undefined): z.output<T> => value ?? schema.parse({})),
  );

/** What an author wrote, trimmed; a bare number, true or false counts as its text, blank text as not said. */
export const words = z.pipe(
  z.union([text, z.number(), z.boolean()], {error: 'must be text\nWrite text, in quotes if need be.'}),
  z.transform((value) => String(value).trim() || null),
);

/** Words, or `none` however it is capitalised. */
const wordsOrNone = z.pipe(
  words,
  z.transform((value) => (value?.toLowerCase() === 'none' ? 'none' : value)),
);

/** A list, or `none` for a list that its author says is empty. */
export const listOrNone = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.union([list(item), z.literal('none')], {error: 'must be a list or none\nWrite [a, b], or none.'}),
    z.transform((value: z.output<T>[] | 'none'): z.output<T>[] => (value === 'none' ? [] : value)),
  );

const time = z
  .string({error: 'must be a duration in text\nWrite a number with a unit: 200ms, 2s, 5m, 1h or 7d.'})
  .check(
    z.refine((value) => duration(value).ok, {
      error: 'is no duration\nWrite a number with a unit: 200ms, 2s, 5m, 1h or 7d.',
    }),
  );

const localCopy = mapping('mapping called localCopy', {
  tolerated: open(time),
  lag: open(time),
  bootstrap: open(word('snapshot', 'refill', 'none')),
});

const effect = mapping('single effect', {
  what: open(words),
  proposed: open(word('call', 'event')),
  result: open(word('ignored', 'retried', 'shown', 'returned', 'used', 'decides')),
  kind: open(word('acknowledgement', 'read', 'decision', 'generated-value')),
  waiting: open(word('nobody', 'person', 'device')),
  refusal: open(word('none', 'told-now', 'told-later')),
  deadline: open(z.union([word('none'), time], {error: 'is no duration\nWrite a duration such as 10m, or none.'})),
  invariant: open(wordsOrNone),
  compensable: open(flag),
  localCopy: open(plainOr(word('none'), localCopy)),
  onRepeat: open(word('same-result', 'recognized', 'happens-twice')),
  refusalPlan: open(wordsOrNone),
});

const field = mapping('single field', {
  name: open(words),
  vocabulary: open(word('producer', 'consumer', 'storage')),
  data: open(word('plain', 'personal', 'secret', 'regulated', 'public')),
});

const event = mapping('mapping called event', {
  says: open(word('fact', 'command', 'question', 'nothing')),
  publisher: open(word('owner', 'caller')),
  decidedBeforePublish: open(flag),
  publishStep: open(word('alone', 'outbox', 'cdc', 'separate')),
  waitsForReply: open(flag),
  callbacks: open(word('none', 'on-demand', 'most-at-once')),
  ordering: part(
    mapping('mapping called ordering', {
      needed: open(flag),
      entity: open(words),
      key: open(word('keeps', 'scatters', 'none')),
    }),
  ),
  failures: open(word('parked', 'dropped', 'endless')),
  lossAccepted: open(flag),
  fields: open(listOrNone(field)),
  audience: open(word('needs-it', 'wider')),
  retention: open(word('as-needed', 'longer')),
  largestPayloadBytes: open(amount),
  topicHolds: open(word('one-type', 'related', 'unrelated')),
});

/** The closed answers about one proposal ("your answers" on screen); null is "not said" throughout. */
export const factsSchema = mapping('mapping called facts', {
  effects: z.pipe(
    z.nullish(list(effect)),
    z.transform((value) => value ?? []),
  ),
  event: part(event),
});

/** What could happen on its own when the call is made, and what is said about it. */
export type Effect = Readonly<z.output<typeof effect>>;
/** What is said about the proposed event. */
export type EventFacts = Readonly<z.output<typeof event>>;
