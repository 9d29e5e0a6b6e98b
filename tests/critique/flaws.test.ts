import {describe, expect, it} from 'vitest';
import {type FlawType, flawTypes} from '../../src/critique/flaw-types.ts';
import {cases} from './labelled.ts';
import {critiqueOf, flawTypesOf, free, soundEvent} from './proposals.ts';

const field = soundEvent.fields[0]!;
const needed = {...free, what: 'charge the card', result: 'decides'};

type Change = {readonly event?: object; readonly effect?: object};
// One line for each sentence of "How the facts decide".
const shown: readonly [FlawType, Change][] = [
  ['dual-write', {event: {publishStep: 'separate'}}],
  ['dual-write', {event: {publishStep: 'separate', lossAccepted: true}}],
  ['missing-dead-letter', {event: {failures: 'endless'}}],
  ['missing-dead-letter', {event: {failures: 'endless', lossAccepted: true}}],
  ['missing-dead-letter', {event: {failures: 'dropped', lossAccepted: false}}],
  ...['personal', 'secret', 'regulated'].flatMap((data): [FlawType, Change][] => [
    ['pii-exposure', {event: {fields: [field, {...field, data}], audience: 'wider'}}],
    ['pii-exposure', {event: {fields: [{...field, data}], retention: 'longer'}}],
  ]),
  ['oversized-payload', {event: {largestPayloadBytes: 1_000_001}}],
  ['command-as-event', {event: {says: 'command'}}],
  ['command-as-event', {event: {says: 'question'}}],
  ['no-failure-path', {effect: {refusal: 'told-later', refusalPlan: 'none'}}],
  ['publish-before-fact', {event: {decidedBeforePublish: false}}],
  ['request-reply-over-topics', {event: {waitsForReply: true}}],
  ['thin-event-callback', {event: {callbacks: 'most-at-once'}}],
  ['vague-event', {event: {says: 'nothing'}}],
  ['missing-key', {event: {ordering: {needed: true, key: 'none'}}}],
  ['wrong-key', {event: {ordering: {needed: true, key: 'scatters'}}}],
  ['non-idempotent-consumer', {effect: {onRepeat: 'happens-twice'}}],
  ['consumer-specific-payload', {event: {fields: [field, {...field, vocabulary: 'consumer'}]}}],
  ['leaky-internal-model', {event: {fields: [{...field, vocabulary: 'storage'}]}}],
  ['catch-all-topic', {event: {topicHolds: 'unrelated'}}],
];

describe('a flaw shows', () => {
  it.each(shown)('%s by %j', (type, {event, effect}) => {
    const critique = critiqueOf([{...free, ...effect}], {...soundEvent, ...event});
    expect([critique.verdict, flawTypesOf(critique)]).toEqual(['needs-work', [type]]);
  });

  it.each(shown)('%s on the part of a split that leaves, by %j', (type, {event, effect}) => {
    const critique = critiqueOf(
      [
        {...needed, proposed: 'call'},
        {...free, ...effect},
      ],
      {...soundEvent, ...event},
    );
    expect([critique.verdict, flawTypesOf(critique)]).toEqual(['split', [type]]);
  });

  it('with the type table and the labelled data naming the same flaws', () => {
    expect(new Set(['answer-needed', ...shown.map(([type]) => type)])).toEqual(new Set(Object.keys(flawTypes)));
    for (const {flaws} of cases) for (const type of flaws) expect(Object.keys(flawTypes)).toContain(type);
  });
});

describe('no flaw shows', () => {
  it.each<[string, Change]>([
    ['messages are dropped and loss is accepted', {event: {failures: 'dropped', lossAccepted: true}}],
    ['nothing else is committed', {event: {publishStep: 'alone'}}],
    ['change data capture publishes', {event: {publishStep: 'cdc'}}],
    ['sensitive fields go to those who need them', {event: {fields: [{...field, data: 'secret'}]}}],
    [
      'public fields go to everybody for ever',
      {event: {fields: [{...field, data: 'public'}], audience: 'wider', retention: 'longer'}},
    ],
    ['the payload has exactly a million bytes', {event: {largestPayloadBytes: 1_000_000}}],
    ['there is no key and order does not matter', {event: {ordering: {needed: false, key: 'none'}}}],
    ['the key scatters and order does not matter', {event: {ordering: {needed: false, key: 'scatters'}}}],
    ['rare look-ups call back', {event: {callbacks: 'on-demand'}}],
    ['related events share the topic', {event: {topicHolds: 'related'}}],
    [
      'a refusal is told later, as planned',
      {effect: {refusal: 'told-later', refusalPlan: 'publish Refused; offer another'}},
    ],
    ['repeats are recognised', {effect: {onRepeat: 'recognized'}}],
  ])('where %s', (_, {event, effect}) => {
    const critique = critiqueOf([{...free, ...effect}], {...soundEvent, ...event});
    expect([critique.verdict, critique.flaws, critique.questions]).toEqual(['convert', [], []]);
  });

  it('in how the part of a split that stays would have done as an event', () => {
    const stays = {...needed, proposed: 'call', onRepeat: 'happens-twice', refusal: 'told-later'};
    expect(critiqueOf([stays, free]).flaws).toEqual([]);
  });
});

describe('answer-needed', () => {
  it('shows where a needed effect was proposed as an event, and nowhere else', () => {
    expect(flawTypesOf(critiqueOf([needed, free]))).toEqual(['answer-needed']);
    expect(flawTypesOf(critiqueOf([{...needed, proposed: 'call'}, free]))).toEqual([]);
  });

  it('is a question where nobody said how the effect was proposed', () => {
    const {flaws, questions} = critiqueOf([{...needed, proposed: null}, free]);
    expect([flaws, questions.map(({fact}) => fact)]).toEqual([[], ['effects[0].proposed']]);
  });

  it('takes the place of command-as-event where the question that is published needs its answer', () => {
    expect(flawTypesOf(critiqueOf([needed, free], {...soundEvent, says: 'question'}))).toEqual(['answer-needed']);
  });
});

describe('a missing answer about the event', () => {
  const facts: readonly [string, object][] = [
    ...Object.keys(soundEvent)
      .filter((key) => !['publisher', 'lossAccepted', 'ordering', 'fields', 'audience', 'retention'].includes(key))
      .map((key): [string, object] => [`event.${key}`, {[key]: null}]),
    ['event.ordering.needed', {ordering: {needed: null, key: 'none'}}],
    ['event.ordering.needed', {ordering: null}],
    ['event.ordering.key', {ordering: {needed: true, key: null}}],
    ['event.fields', {fields: null}],
    ['event.fields[0].vocabulary', {fields: [{...field, vocabulary: null}]}],
    ['event.fields[1].data', {fields: [field, {...field, data: null}], audience: 'wider'}],
    ['event.audience', {fields: [{...field, data: 'personal'}], audience: null}],
    ['event.retention', {fields: [{...field, data: 'personal'}], retention: null}],
    ['event.lossAccepted', {failures: 'dropped', lossAccepted: null}],
  ];
  it.each(facts)('is a question and no flaw: %s', (fact, change) => {
    const {verdict, confidence, flaws, questions} = critiqueOf([free], {...soundEvent, ...change});
    expect([verdict, confidence, flaws]).toEqual(['convert', 'likely', []]);
    expect(questions).toMatchObject([{fact, decides: 'convert or needs-work'}]);
  });

  it('is asked about an effect that would be published, and about no other', () => {
    const open = {onRepeat: null, refusal: 'told-later', refusalPlan: null};
    const facts = critiqueOf([
      {...needed, ...open, proposed: 'call'},
      {...free, ...open},
    ]).questions.map(({fact}) => fact);
    expect(facts).toEqual(['effects[1].onRepeat', 'effects[1].refusalPlan']);
  });

  it('does not matter to privacy where no field is sensitive', () => {
    expect(critiqueOf([free], {...soundEvent, audience: null, retention: null}).questions).toEqual([]);
  });

  it('about an accepted loss decides whether something cheaper would do', () => {
    const {confidence, questions} = critiqueOf([free], {...soundEvent, lossAccepted: null});
    expect([confidence, questions.map(({fact}) => fact)]).toEqual(['sure', ['event.lossAccepted']]);
  });
});

it('ends each flaw in a repair that names the event, the parties or the place for parked messages', () => {
  for (const [type, {event, effect}] of shown) {
    const {flaws} = critiqueOf([{...free, ...effect}], {...soundEvent, ...event});
    expect(flaws[0]!.repair, type).toMatch(/OrderPlaced|mailer|dead-letter topic/);
  }
});
