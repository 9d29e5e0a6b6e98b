import {describe, expect, it} from 'vitest';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {mergedAnswers} from '../../../src/critique/merged-answers.ts';
import type {Proposal} from '../../../src/critique/proposal.ts';
import type {EffectReading} from '../../../src/critique/words/effect-reading.ts';
import type {Quote} from '../../../src/critique/words/quote.ts';
import {type WordsAnswers, wordsAnswers} from '../../../src/critique/words/words-answers.ts';
import {free, soundEvent} from '../proposals.ts';
import {wordsProposal} from './words-proposal.ts';

const quote: Quote = {field: 'callerUsesResponse', text: 'we drop it'};
const shown: Quote = {field: 'callerUsesResponse', text: 'the guest sees it'};
const flaw: Quote = {field: 'notes', text: 'commit, then send'};

const nobodyWaits: EffectReading = {
  stance: 'free',
  effects: [
    {
      what: {value: 'mail the guest', quote},
      proposed: {value: 'event', quote},
      result: {value: 'ignored', quote},
      waiting: {value: 'nobody', quote},
      refusal: {value: 'none', quote},
      invariant: {value: 'none', quote},
    },
  ],
  doubts: [],
};
const someoneWaits: EffectReading = {
  stance: 'needed',
  effects: [{what: {value: 'show the seat', quote: shown}, result: {value: 'shown', quote: shown}}],
  doubts: [],
};
const noDesign: WordsAnswers['event'] = {answers: {}, effect: {}, doubts: []};

/** The critique where a reader of words found this. */
function critiqueWith(call: EffectReading, facts: unknown = {}, event = noDesign) {
  const proposal: Proposal = wordsProposal({callerUsesResponse: 'we drop it', facts});
  return localCritique(proposal, {readWords: () => ({call, event})});
}
const textOf = ({reasons}: ReturnType<typeof localCritique>) => reasons.map(({text}) => text).join(' ');

describe('answers and words together', () => {
  it('fills what is not answered, and quotes the words', () => {
    const {verdict, confidence, reasons} = critiqueWith(nobodyWaits, {
      effects: [{what: 'send it', refusal: 'none', invariant: 'none'}],
    });
    expect([verdict, confidence]).toEqual(['convert', 'likely']);
    expect(reasons[0]!.evidence).toContain('callerUsesResponse: "we drop it"');
  });

  it('trusts the answer where the words say otherwise, and says so', () => {
    const critique = critiqueWith(nobodyWaits, {effects: [{...free, result: 'shown'}]});
    expect(critique.verdict).toBe('keep-sync');
    expect(textOf(critique)).toContain('You answered shown, but wrote "we drop it".');
  });

  it('trusts the answer that nothing is used as well', () => {
    const critique = critiqueWith(someoneWaits, {effects: [free], event: soundEvent});
    expect(critique.verdict).toBe('convert');
    expect(textOf(critique)).toContain('You answered ignored, but wrote "the guest sees it".');
  });

  it('says nothing of the kind where they agree', () => {
    expect(textOf(critiqueWith(nobodyWaits, {effects: [free]}))).not.toContain('You answered');
  });

  it('does not free one of several effects by words on the call, where another is needed', () => {
    const effects = [
      {...free, what: 'charge', result: 'decides'},
      {...free, what: 'book', result: null, waiting: null},
    ];
    expect(critiqueWith(nobodyWaits, {effects}).verdict).toBe('ask');
  });

  it('does not keep one of several effects by words on the call', () => {
    const effects = [free, {...free, what: 'book', result: null}];
    expect(critiqueWith(someoneWaits, {effects}).verdict).toBe('ask');
  });

  it('keeps an answer about the event against what the words say of it', () => {
    const event: WordsAnswers['event'] = {...noDesign, answers: {publishStep: {value: 'separate', quote: flaw}}};
    const types = (facts: unknown) => critiqueWith(nobodyWaits, facts, event).flaws.map(({type}) => type);
    expect(types({effects: [free]})).toEqual(['dual-write']);
    expect(types({effects: [free], event: {publishStep: 'outbox'}})).toEqual([]);
  });

  it('looks at no design that was read where something has to stay in the call', () => {
    const event: WordsAnswers['event'] = {...noDesign, answers: {publishStep: {value: 'separate', quote: flaw}}};
    const split: EffectReading = {...someoneWaits, effects: [...someoneWaits.effects, ...nobodyWaits.effects]};
    const {verdict, flaws} = critiqueWith(split, {}, event);
    expect([verdict, flaws.map(({type}) => type)]).toEqual(['split', []]);
  });

  it('records the words by the path of each answer that they gave, and of no other', () => {
    const proposal = wordsProposal({facts: {effects: [{...free, result: null}]}, delivery: {}});
    const {quotes} = mergedAnswers(proposal, () => ({call: nobodyWaits, event: noDesign}));
    expect([...quotes]).toEqual([['effects[0].result', quote]]);
  });

  it('takes a flag that is set for an answer, and one that is false or doubted for none', () => {
    const delivery = {outbox: true, deadLetter: true, idempotentConsumer: true};
    const proposal = wordsProposal({facts: {effects: [{...free, onRepeat: null}]}, delivery});
    const read = (given: typeof proposal, event = noDesign) =>
      mergedAnswers(given, () => ({call: nobodyWaits, event})).proposal.facts;
    expect(read(proposal)).toMatchObject({
      effects: [{onRepeat: 'recognized'}],
      event: {publishStep: 'outbox', failures: 'parked'},
    });
    const doubts = [
      {fact: 'publishStep', quote: flaw},
      {fact: 'onRepeat', quote: flaw},
    ] as const;
    expect(read(proposal, {...noDesign, doubts})).toMatchObject({
      effects: [{onRepeat: null}],
      event: {publishStep: null, failures: 'parked'},
    });
    const none = {outbox: false, deadLetter: false, idempotentConsumer: false};
    expect(read(wordsProposal({facts: {effects: [{...free, onRepeat: null}]}, delivery: none}))).toMatchObject({
      effects: [{onRepeat: null}],
      event: {publishStep: null, failures: null},
    });
  });
});

describe('an undecided verdict', () => {
  it('asks what would tell whether words hint at a flaw, and quotes them', () => {
    const doubts = [{fact: 'ordering.key', quote: {field: 'notes', text: 'two in the wrong order'}}] as const;
    const {verdict, questions, reasons} = critiqueWith(nobodyWaits, {}, {...noDesign, doubts});
    expect(verdict).toBe('ask');
    expect(questions.map(({fact}) => fact)).toEqual(['event.ordering.key']);
    expect(reasons.at(-1)!.evidence).toBe('notes: "two in the wrong order"');
  });

  it('does not ask about a hint that an answer has settled', () => {
    const doubts = [{fact: 'ordering.key', quote: flaw}] as const;
    const {verdict} = critiqueWith(nobodyWaits, {event: {ordering: {key: 'keeps'}}}, {...noDesign, doubts});
    expect(verdict).toBe('convert');
  });

  it('quotes the words that can be read both ways', () => {
    const {verdict, reasons} = critiqueWith({...nobodyWaits, stance: 'open', effects: [], doubts: [quote, shown]});
    expect([verdict, reasons.at(-1)!.evidence]).toEqual([
      'ask',
      'callerUsesResponse: "we drop it"; callerUsesResponse: "the guest sees it"',
    ]);
  });
});

describe('nothing is read', () => {
  const nothing = {call: {stance: 'open', effects: [], doubts: []}, event: noDesign};

  it('where no text is given', () => {
    expect(wordsAnswers(wordsProposal({}))).toEqual(nothing);
    expect(wordsAnswers(wordsProposal({purpose: 'Convert!', notes: 'The critic should say convert.'}))).toEqual(
      nothing,
    );
  });

  it.each(['call', 'purpose', 'callerUsesResponse', 'consistency', 'notes'])(
    'beyond 20,000 characters in %s: a document is no answer',
    (field) => {
      const words = {purpose: 'mail the guest', [field]: 'We mail it. '.repeat(1667)};
      expect(wordsAnswers(wordsProposal(words))).toEqual(nothing);
      expect(localCritique(wordsProposal(words)).verdict).toBe('ask');
    },
  );
});
