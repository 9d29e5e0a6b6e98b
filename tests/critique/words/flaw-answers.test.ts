import {describe, expect, it} from 'vitest';
import {localCritique} from '../../../src/critique/local-critique.ts';
import type {Proposal} from '../../../src/critique/proposal.ts';
import {designFlaws} from '../../../src/critique/words/design-flaws.ts';
import {flawAnswers} from '../../../src/critique/words/flaw-answers.ts';
import type {Quote} from '../../../src/critique/words/quote.ts';
import type {WordsAnswers} from '../../../src/critique/words/words-answers.ts';
import {flawTypesOf} from '../proposals.ts';
import {wordsProposal} from './words-proposal.ts';

const quote: Quote = {field: 'notes', text: 'what the author wrote about it'};

/** What was read where nobody needs the effect, and the words show one flaw. */
function readWith(flaw: (typeof designFlaws)[number], proposal: Proposal, words = quote): WordsAnswers {
  const {event = {}, effect = {}} = flawAnswers(flaw, words, proposal);
  const said = {
    what: {value: 'write the entry', quote},
    proposed: {value: 'event', quote},
    result: {value: 'ignored', quote},
    waiting: {value: 'nobody', quote},
    refusal: {value: 'none', quote},
    invariant: {value: 'none', quote},
  } as const;
  return {call: {stance: 'free', effects: [said], doubts: []}, event: {answers: event, effect, doubts: []}};
}

describe.each(designFlaws)('%s, read out of words', (flaw) => {
  const proposal = wordsProposal({notes: quote.text});
  const critique = localCritique(proposal, {readWords: () => readWith(flaw, proposal)});

  it('is named, alone, with the words and a repair', () => {
    expect(critique.verdict).toBe('needs-work');
    expect(flawTypesOf(critique)).toEqual([flaw]);
    expect(critique.flaws[0]!.because).toContain(`You wrote notes: "${quote.text}"`);
    expect(critique.flaws[0]!.repair).toMatch(/^\S.+\.$/);
  });

  it('is asked for by a question of the critic where it is only a doubt', () => {
    const read = readWith(flaw, proposal);
    const doubts = [{fact: flawAnswers(flaw, quote, proposal).asks, quote}];
    // The refusal is left out with the answers: it would be known that there is none.
    const {refusal: _, ...rest} = read.call.effects[0]!;
    const effects =
      flaw === 'no-failure-path' ? [{...rest, refusal: {value: 'told-later', quote} as const}] : read.call.effects;
    const {verdict, questions} = localCritique(proposal, {
      readWords: () => ({call: {...read.call, effects}, event: {answers: {}, effect: {}, doubts}}),
    });
    expect([verdict, questions.length]).toEqual(['ask', 1]);
  });
});

describe('the answer that a flaw gives', () => {
  const proposal = wordsProposal({proposedEvent: {name: 'EntryWritten', payload: ['entryId', 'email', 'password']}});
  const event = (flaw: (typeof designFlaws)[number], text: string, of = proposal) =>
    flawAnswers(flaw, {field: 'notes', text}, of).event!;

  it('tells a message that blocks the rest from one that is lost', () => {
    expect(event('missing-dead-letter', "It's retried FOREVER").failures?.value).toBe('endless');
    expect(event('missing-dead-letter', 'thrown away after three tries').failures?.value).toBe('dropped');
    expect(event('missing-dead-letter', 'thrown away after three tries').lossAccepted?.value).toBe(false);
  });

  it('tells sensitive data that stays too long from data that too many read', () => {
    expect(event('pii-exposure', 'kept for seven years').retention?.value).toBe('longer');
    expect(event('pii-exposure', 'kept for seven years').audience).toBeUndefined();
    expect(event('pii-exposure', 'the whole company reads the topic').audience?.value).toBe('wider');
  });

  it('marks the fields that are sensitive by their names, and all of them where no name tells', () => {
    const data = (of: Proposal) => event('pii-exposure', 'all read it', of).fields?.value.map((field) => field.data);
    expect(data(proposal)).toEqual(['plain', 'personal', 'secret']);
    expect(data(wordsProposal({proposedEvent: {payload: ['a', 'b']}}))).toEqual(['personal', 'personal']);
    expect(data(wordsProposal({proposedEvent: {name: 'EntryWritten'}}))).toEqual(['personal']);
  });

  it('takes the size from the words, and never one that a broker would take', () => {
    expect(event('oversized-payload', 'up to 12 MB each').largestPayloadBytes?.value).toBe(12_000_000);
    expect(event('oversized-payload', 'about 40 kB').largestPayloadBytes?.value).toBe(1_000_001);
    expect(event('oversized-payload', 'the scan is in it').largestPayloadBytes?.value).toBe(1_000_001);
  });

  it('describes at most 200 fields', () => {
    const payload = Array.from({length: 5000}, (_, i) => `column${i}`);
    expect(
      event('leaky-internal-model', 'our table', wordsProposal({proposedEvent: {payload}})).fields?.value,
    ).toHaveLength(200);
  });
});
