import {describe, expect, it} from 'vitest';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {wordsAnswers} from '../../../src/critique/words/words-answers.ts';
import {free} from '../proposals.ts';
import {wordsProposal} from './words-proposal.ts';

const words = {purpose: 'mail the customer', callerUsesResponse: 'no, nothing', consistency: 'within the hour'};

describe('answers and words together', () => {
  it('fills what is not answered, and quotes the words', () => {
    const {verdict, reasons} = localCritique(
      wordsProposal({...words, facts: {effects: [{what: 'send it', refusal: 'none', invariant: 'none'}]}}),
    );
    expect(verdict).toBe('convert');
    expect(reasons[0]!.evidence).toContain('callerUsesResponse: "no"');
  });

  it('trusts the answer where the words say otherwise, and says so', () => {
    const effect = {...free, result: 'shown'};
    const {verdict, reasons} = localCritique(wordsProposal({...words, facts: {effects: [effect]}}));
    expect(verdict).toBe('keep-sync');
    expect(reasons.map(({text}) => text).join(' ')).toMatch(/You answered shown, but wrote "no"\./);
  });

  it('trusts the answer that nothing is used as well', () => {
    const used = {purpose: 'get the seat', callerUsesResponse: 'the passenger sees the seat number on the screen'};
    const {verdict, reasons} = localCritique(wordsProposal({...used, facts: {effects: [free]}}));
    expect(verdict).toBe('convert');
    expect(reasons.map(({text}) => text).join(' ')).toMatch(/You answered ignored, but wrote "the passenger sees/);
  });

  it('says nothing of the kind where they agree', () => {
    const {reasons} = localCritique(wordsProposal({...words, facts: {effects: [free]}}));
    expect(reasons.map(({text}) => text).join(' ')).not.toContain('You answered');
  });

  it('does not free one of several effects by words on the call', () => {
    const effects = [
      {...free, what: 'charge', result: 'decides'},
      {...free, what: 'book', result: null, waiting: null},
    ];
    expect(localCritique(wordsProposal({...words, facts: {effects}})).verdict).toBe('ask');
  });

  it('keeps an answer about the event against its flags and words', () => {
    const facts = {effects: [free], event: {publishStep: 'outbox'}};
    const proposal = wordsProposal({...words, notes: 'First commit, then publish.', delivery: {outbox: false}, facts});
    expect(localCritique(proposal).flaws.map(({type}) => type)).not.toContain('dual-write');
  });
});

describe('an undecided verdict', () => {
  it('asks what would tell whether words hint at a flaw', () => {
    const {verdict, questions, reasons} = localCritique(
      wordsProposal({
        ...words,
        notes: 'Sometimes the topic shows two messages about one entry in the wrong order.',
        proposedEvent: {name: 'EntryWritten', key: null},
      }),
    );
    expect(verdict).toBe('ask');
    expect(questions.map(({fact}) => fact)).toEqual(['event.ordering.key']);
    expect(reasons.map(({evidence}) => evidence).join(' ')).toContain('notes: "Sometimes the topic');
  });

  it('quotes the words that can be read both ways', () => {
    const {verdict, reasons} = localCritique(wordsProposal({callerUsesResponse: 'it is used. it is not used.'}));
    expect([verdict, reasons.at(-1)!.evidence]).toEqual([
      'ask',
      'callerUsesResponse: "it is used."; callerUsesResponse: "it is not used."',
    ]);
  });
});

describe('long text', () => {
  it('is not read beyond 20,000 characters: a document is no answer', () => {
    const proposal = wordsProposal({...words, notes: 'We publish it. '.repeat(7000)});
    expect(wordsAnswers(proposal).call.effects).toEqual([]);
    expect(localCritique(proposal).verdict).toBe('ask');
  });

  it('costs no more than its length', () => {
    const part = 'if no, no retries until it works without a limit, nothing before the customer can ';
    const read = (times: number) =>
      wordsAnswers(wordsProposal({notes: part.repeat(times), purpose: part.repeat(times)}));
    expect(read(200).call.stance).toBe(read(20).call.stance);
  });
});
