import type {EffectFact, EventFact, FieldFact} from '../questions.ts';

/** One of the answers to a closed question: what is stored, and how it is said. */
export interface Choice {
  readonly value: string | boolean;
  readonly text: string;
}

/** How a fact is answered. `none` stands for "there is none" where that is an answer. */
export type Shape =
  | {readonly kind: 'choice'; readonly choices: readonly Choice[]}
  | {readonly kind: 'words'; readonly none: string; readonly example: string}
  /** Names; `commas` tells whether commas separate them as well as semicolons. */
  | {readonly kind: 'list'; readonly none: string | null; readonly example: string; readonly commas: boolean}
  | {readonly kind: 'duration'; readonly example: string}
  | {readonly kind: 'amount'; readonly example: string};

const choices = (...pairs: readonly (readonly [string | boolean, string])[]): Shape => ({
  kind: 'choice',
  choices: pairs.map(([value, text]) => ({value, text})),
});
const yesOrNo = (yes: string, no: string) => choices([true, yes], [false, no]);

/** What to do with the answer where the parts that it is asked of differ. */
export const differs = 'differs';

type Place = 'effects' | `effects.${EffectFact}` | `event.${EventFact}` | `event.fields.${FieldFact}`;

/** How each fact is answered, by its path without the numbers of effects and fields. */
const shapes: Readonly<Record<Place, Shape>> = {
  effects: {kind: 'list', none: null, example: 'authorise the card; mail the customer', commas: false},
  'effects.proposed': choices(['call', 'it stays in the call'], ['event', 'it moves to the event']),
  'effects.result': choices(
    ['ignored', 'nothing, or it only logs it'],
    ['retried', 'tries again if it failed, nothing else'],
    ['shown', 'shows it to somebody'],
    ['returned', 'passes it on to its own caller'],
    ['used', 'works on with it: a number, a price'],
    ['decides', 'decides by it what happens next'],
  ),
  'effects.kind': choices(
    ['acknowledgement', 'only that it was done'],
    ['read', 'data that is looked up'],
    ['decision', 'a decision: the other side judges'],
    ['generated-value', 'a value made for this call: a number, a link'],
  ),
  'effects.waiting': choices(['nobody', 'nobody'], ['person', 'a person'], ['device', 'a device or a machine']),
  'effects.refusal': choices(
    ['none', 'no'],
    ['told-now', 'yes, and the user must learn it at once'],
    ['told-later', 'yes, and the user may learn it later'],
  ),
  'effects.invariant': {kind: 'words', none: 'there is no such rule', example: 'no seat is sold twice'},
  'effects.compensable': yesOrNo('yes, if it is put right later', 'no, it must never happen'),
  'effects.localCopy': choices(['none', 'no'], ['copy', 'yes']),
  'effects.localCopy.tolerated': {kind: 'duration', example: '5m'},
  'effects.localCopy.lag': {kind: 'duration', example: '2s'},
  'effects.localCopy.bootstrap': choices(
    ['snapshot', 'a snapshot of all the data'],
    ['refill', 'the topic, read from its beginning'],
    ['none', 'nothing'],
  ),
  'effects.onRepeat': choices(
    ['same-result', 'the result is the same as after one'],
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
    ['command', 'what its one receiver is to do'],
    ['question', 'it asks for something'],
    ['nothing', 'neither: "a row was updated"'],
  ),
  'event.publisher': choices(['owner', 'the owner of the data'], ['caller', 'the caller, which only reads the data']),
  'event.decidedBeforePublish': yesOrNo('yes', 'no, the message leaves first'),
  'event.publishStep': choices(
    ['alone', 'by itself: nothing else is committed'],
    ['outbox', 'from an outbox table, same transaction'],
    ['cdc', "from the database's log (change data capture)"],
    ['separate', 'commit and publish are two separate steps'],
  ),
  'event.waitsForReply': yesOrNo('yes', 'no'),
  'event.callbacks': choices(
    ['none', 'never'],
    ['on-demand', 'now and then, for details'],
    ['most-at-once', 'most of them, at once'],
  ),
  'event.ordering.needed': yesOrNo('yes', 'no'),
  'event.ordering.key': choices(
    ['keeps', 'the same key, so they stay in order'],
    ['scatters', 'different keys, so one can overtake another'],
    ['none', 'no key'],
  ),
  'event.failures': choices(
    ['parked', 'it is set aside for somebody to look at'],
    ['dropped', 'it is dropped, perhaps after a few tries'],
    ['endless', 'it is tried again without end'],
  ),
  'event.lossAccepted': yesOrNo('yes', 'no, it would have to be found again'),
  'event.fields': {kind: 'list', none: 'it carries nothing', example: 'orderId, total', commas: true},
  'event.fields.vocabulary': choices(
    ['producer', 'those of the service that publishes'],
    ['consumer', "one reader's: they mean nothing to others"],
    ['storage', 'those of our database tables'],
    [differs, 'they differ: ask for each'],
  ),
  'event.fields.data': choices(
    ['plain', 'nothing personal and nothing secret'],
    ['personal', 'personal data'],
    ['secret', 'a secret: a password, a token'],
    ['regulated', 'regulated data: health, cards'],
    ['public', 'what is public anyway'],
    [differs, 'they differ: ask for each'],
  ),
  'event.audience': choices(['needs-it', 'yes'], ['wider', 'no, some do not']),
  'event.retention': choices(['as-needed', 'no'], ['longer', 'yes']),
  'event.largestPayloadBytes': {kind: 'amount', example: '2000'},
  'event.topicHolds': choices(
    ['one-type', 'nothing'],
    ['related', 'events that belong together'],
    ['unrelated', 'unrelated events'],
  ),
};

/** How the fact at a path such as `effects[0].result` is answered; each question of the critic has a way. */
export function shapeOf(fact: string): Shape {
  const place = fact.replace(/\[\d+\]/g, '');
  if (!Object.hasOwn(shapes, place)) throw new Error(`no way to answer: ${fact}`);
  return shapes[place as Place];
}
