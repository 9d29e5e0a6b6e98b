/** One of the answers to a closed question: what is stored, and how it is said. */
export interface Choice {
  readonly value: string | boolean;
  readonly text: string;
}

/** How a fact is answered. `none` stands for "there is none" where that is an answer. */
export type Shape =
  | {readonly kind: 'choice'; readonly choices: readonly Choice[]}
  | {readonly kind: 'words'; readonly none: string | null; readonly example: string}
  | {readonly kind: 'list'; readonly none: string | null; readonly example: string}
  | {readonly kind: 'duration'; readonly example: string}
  | {readonly kind: 'amount'; readonly example: string};

const choices = (...pairs: readonly (readonly [string | boolean, string])[]): Shape => ({
  kind: 'choice',
  choices: pairs.map(([value, text]) => ({value, text})),
});
const yesOrNo = (yes: string, no: string) => choices([true, yes], [false, no]);

/** What to do with the answer where the parts that it is asked of differ. */
export const differs = 'differs';

/** How each fact is answered, by its path without the numbers of effects and fields. */
const shapes: Readonly<Record<string, Shape>> = {
  effects: {kind: 'list', none: null, example: 'authorise the card; mail the customer'},
  'effects.proposed': choices(['call', 'it stays in the call'], ['event', 'it moves to the event']),
  'effects.result': choices(
    ['ignored', 'nothing, or it is only logged'],
    ['retried', 'tries again if it failed, nothing else'],
    ['shown', 'shows it to somebody'],
    ['returned', 'returns it to its own caller'],
    ['used', 'works on with it: a number, a price, an address'],
    ['decides', 'decides by it what happens next'],
  ),
  'effects.kind': choices(
    ['acknowledgement', 'a mere acknowledgement'],
    ['read', 'data that is looked up'],
    ['decision', 'a decision: the other side judges'],
    ['generated-value', 'a value made for this call: a number, a link, a label'],
  ),
  'effects.waiting': choices(
    ['nobody', 'nobody'],
    ['person', 'a person cannot go on'],
    ['device', 'a device or machine cannot go on'],
  ),
  'effects.refusal': choices(
    ['none', 'it is never refused for a business reason'],
    ['told-now', 'it may be, and the user must learn it at once'],
    ['told-later', 'it may be, and the user may learn it later'],
  ),
  'effects.invariant': {kind: 'words', none: 'there is no such rule', example: 'no seat is sold twice'},
  'effects.compensable': yesOrNo('yes: now and then, and it is put right later', 'no: it must never happen'),
  'effects.localCopy': choices(['none', 'no'], ['copy', 'yes, with events that keep it up to date']),
  'effects.localCopy.tolerated': {kind: 'duration', example: '5m'},
  'effects.localCopy.lag': {kind: 'duration', example: '2s'},
  'effects.localCopy.bootstrap': choices(
    ['snapshot', 'a snapshot of all data'],
    ['refill', 'the topic, read from its beginning'],
    ['none', 'nothing'],
  ),
  'effects.onRepeat': choices(
    ['same-result', 'the result is the same'],
    ['recognized', 'the repeat is recognised and left out'],
    ['happens-twice', 'it happens twice'],
  ),
  'effects.refusalPlan': {
    kind: 'words',
    none: 'nothing is planned',
    example: 'a mail to the customer, and the order is cancelled',
  },
  'event.says': choices(
    ['fact', 'what happened'],
    ['command', 'what somebody is to do; without its one receiver it would not be published'],
    ['question', 'it asks for something'],
    ['nothing', 'none of it: a row was updated, something changed'],
  ),
  'event.publisher': choices(['owner', 'the owner of the data'], ['caller', 'the caller, who only reads it']),
  'event.decidedBeforePublish': yesOrNo('yes: decided and committed', 'no: the message leaves first'),
  'event.publishStep': choices(
    ['alone', 'alone: nothing else is committed'],
    ['outbox', 'through an outbox: a table written in the same transaction'],
    ['cdc', "by change data capture: read from the database's log"],
    ['separate', 'as a second step beside the commit'],
  ),
  'event.waitsForReply': yesOrNo('yes', 'no'),
  'event.callbacks': choices(
    ['none', 'never'],
    ['on-demand', 'now and then, for details'],
    ['most-at-once', 'most of them, at once'],
  ),
  'event.ordering.needed': yesOrNo('yes, the order counts', 'no'),
  'event.ordering.key': choices(
    ['keeps', 'a key that keeps them together'],
    ['scatters', 'a key that scatters them'],
    ['none', 'no key'],
  ),
  'event.failures': choices(
    ['parked', 'it is parked for somebody to look at'],
    ['dropped', 'it is dropped, perhaps after a few tries'],
    ['endless', 'it is tried again without end'],
  ),
  'event.lossAccepted': yesOrNo('yes', 'no, or it would have to be found later'),
  'event.fields': {kind: 'list', none: 'it carries nothing', example: 'orderId; total'},
  'event.fields.vocabulary': choices(
    ['producer', "the producer's business"],
    ['consumer', 'one consumer, without whom it means nothing'],
    ['storage', 'your tables'],
    [differs, 'they differ: ask for each'],
  ),
  'event.fields.data': choices(
    ['plain', 'plain'],
    ['personal', 'personal'],
    ['secret', 'secret: a password, a token'],
    ['regulated', 'regulated: health, cards'],
    ['public', 'public'],
    [differs, 'they differ: ask for each'],
  ),
  'event.audience': choices(['needs-it', 'yes, every reader needs them'], ['wider', 'no, some do not']),
  'event.retention': choices(['as-needed', 'no'], ['longer', 'yes, longer']),
  'event.largestPayloadBytes': {kind: 'amount', example: '2000'},
  'event.topicHolds': choices(
    ['one-type', 'nothing else'],
    ['related', 'events that belong together'],
    ['unrelated', 'unrelated ones'],
  ),
};

/** How the fact at a path such as `effects[0].result` is answered; each question of the critic has a way. */
export function shapeOf(fact: string): Shape {
  const shape = shapes[fact.replace(/\[\d+\]/g, '')];
  if (shape === undefined) throw new Error(`no way to answer: ${fact}`);
  return shape;
}
