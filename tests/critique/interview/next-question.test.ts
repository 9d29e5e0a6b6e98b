import {describe, expect, it} from 'vitest';
import {differs} from '../../../src/critique/interview/answer-shape.ts';
import {
  type Answer,
  answered,
  type Interview,
  interview,
  skip,
  thorough,
} from '../../../src/critique/interview/interview.ts';
import {designQuestions, leftOpen, nextQuestion, verdictsAfter} from '../../../src/critique/interview/next-question.ts';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {proposalSchema} from '../../../src/critique/proposal.ts';
import {labelled, wordsOnly} from '../labelled.ts';
import {free, proposal, soundEvent} from '../proposals.ts';

/** The conversation after these answers, each to the question that is asked then. */
function having(state: Interview, ...answers: readonly Answer[]): Interview {
  return answers.reduce((now, answer) => answered(now, nextQuestion(now)!, answer), state);
}
const factOf = (state: Interview) => nextQuestion(state)?.fact;
const choicesOf = (state: Interview) => {
  const shape = nextQuestion(state)?.shape;
  return shape?.kind === 'choice' ? shape.choices.map(({value}) => value) : undefined;
};
const open = ({...fields}: object = {}) =>
  interview({id: 'p', ...proposalSchema.parse({caller: 'shop', callee: 'mailer', ...fields})});

describe('a conversation', () => {
  it('first asks which effects there are, and offers those that the words show, with the words', () => {
    const {proposal: booking} = labelled(wordsOnly).find(({proposal: {id}}) => id === 'pub-020')!;
    expect(nextQuestion(interview(booking))).toMatchObject({
      fact: 'effects',
      offered: ['Books the seat', 'renders the PDF ticket', 'mails it', 'posts to the marketing list'],
      wrote: 'Books the seat, renders the PDF ticket, mails it, and posts to the marketing list.',
    });
    expect(nextQuestion(open())).toMatchObject({fact: 'effects', offered: [], wrote: null});
  });

  it('asks about no effect that nobody has named', () => {
    const state = open({call: 'POST /checkout', purpose: 'charge the card; send the receipt'});
    const skipped = skip(state, nextQuestion(state)!);
    expect([nextQuestion(skipped), skipped.critique.verdict, leftOpen(skipped)]).toEqual([null, 'ask', 1]);
  });

  it('needs four answers for an effect that nobody waits for, and one for an answer that is used', () => {
    const named = having(open(), ['send the mail']);
    const used = having(named, 'used');
    expect(used.critique.verdict).toBe('keep-sync');
    const free = having(named, 'ignored', 'nobody', 'none', 'none');
    expect(free.answered).toEqual([
      'effects',
      ...['result', 'waiting', 'refusal', 'invariant'].map((f) => `effects[0].${f}`),
    ]);
    expect(free.critique.verdict).toBe('convert');
  });

  it('stops at once where the answer is a decision, and asks whether a copy would do where it is a look-up', () => {
    const decides = having(open(), ['authorise'], 'decides');
    expect(factOf(decides)).toBe('effects[0].kind');
    expect(factOf(having(decides, 'decision'))).toBeUndefined();
    const read = having(decides, 'read');
    expect(factOf(read)).toBe('effects[0].localCopy');
    expect(factOf(having(read, 'none'))).toBeUndefined();
  });

  it('asks all that a local copy needs, and lets it take the call away', () => {
    const copy = having(open(), ['read the price'], 'used', 'read', 'copy');
    expect(copy.critique.verdict).toBe('keep-sync');
    const said: Readonly<Record<string, Answer>> = {
      'event.publisher': 'owner',
      'effects[0].localCopy.tolerated': '5m',
      'effects[0].localCopy.lag': '2s',
      'effects[0].localCopy.bootstrap': 'snapshot',
      'effects[0].waiting': 'person',
      'effects[0].refusal': 'none',
      'effects[0].invariant': 'none',
    };
    let state = copy;
    for (let fact = factOf(state); fact !== undefined && fact in said; fact = factOf(state)) {
      state = answered(state, {fact}, said[fact]!);
    }
    expect(state.critique.verdict).toBe('convert');
    expect(state.answered).toEqual(expect.arrayContaining(Object.keys(said)));
  });

  it('says of what could lead to a copy that more is asked', () => {
    const used = having(open(), ['read the price'], 'used');
    expect([factOf(used), verdictsAfter(used, nextQuestion(used)!)]).toEqual([
      'effects[0].kind',
      ['keep-sync', null, 'keep-sync', 'keep-sync'],
    ]);
    const read = having(open(), ['read the price'], 'used', 'read');
    expect(verdictsAfter(read, nextQuestion(read)!)).toEqual(['keep-sync', null]);
  });

  it('asks about the design in order of weight: loss and repetition, coupling, order, data, size', () => {
    const bare = interview(proposal([{...free, onRepeat: null}], {}));
    const facts: string[] = [];
    let state = bare;
    const sound: Readonly<Record<string, Answer>> = {
      'effects[0].onRepeat': 'recognized',
      'event.publishStep': 'outbox',
      'event.failures': 'parked',
      'event.decidedBeforePublish': true,
      'event.waitsForReply': false,
      'event.says': 'fact',
      'event.fields': ['total'],
      'event.fields[0].vocabulary': 'producer',
      'event.fields[0].data': 'plain',
      'event.callbacks': 'none',
      'event.topicHolds': 'one-type',
      'event.ordering.needed': false,
      'event.largestPayloadBytes': 400,
    };
    for (let fact = factOf(state); fact !== undefined; fact = factOf(state)) {
      facts.push(fact);
      state = answered(state, {fact}, sound[fact]!);
    }
    // The order of the flaws in src/critique/flaws/index.ts: dual-write, non-idempotent-consumer, missing-dead-letter, ...
    expect(facts).toEqual([
      'event.publishStep',
      'effects[0].onRepeat',
      'event.failures',
      'event.decidedBeforePublish',
      'event.waitsForReply',
      'event.says',
      'event.fields',
      'event.fields[0].vocabulary',
      'event.callbacks',
      'event.topicHolds',
      'event.ordering.needed',
      'event.fields[0].data',
      'event.largestPayloadBytes',
    ]);
    expect(state.critique).toMatchObject({verdict: 'convert', flaws: []});
  });

  it('stops at the first flaw, and looks for more only on request', () => {
    const flawed = having(interview(proposal([free], {})), 'separate');
    expect(flawed.critique.verdict).toBe('needs-work');
    expect([factOf(flawed), designQuestions(flawed) > 5]).toEqual([undefined, true]);
    expect(factOf(thorough(flawed))).toBe('event.failures');
  });

  const fields = ['total', 'email', 'tier'].map((name) => ({name, data: 'plain'}));
  const worded = interview(proposal([free], {...soundEvent, fields}));

  it('asks the same of all fields at once', () => {
    expect(nextQuestion(worded)).toMatchObject({fact: 'event.fields[0].vocabulary'});
    expect(nextQuestion(worded)!.text).toContain('total, email, tier');
    const state = having(worded, 'producer');
    expect(state.proposal.facts.event.fields!.map(({vocabulary}) => vocabulary)).toEqual([
      'producer',
      'producer',
      'producer',
    ]);
    expect(state.critique).toMatchObject({verdict: 'convert', confidence: 'sure'});
  });

  it('asks field by field where they differ, also behind one that is left open', () => {
    const apart = having(worded, differs, 'producer');
    expect(nextQuestion(apart)!.text).toContain('email');
    expect(nextQuestion(apart)!.text).not.toContain('total');
    expect(choicesOf(apart)).not.toContain(differs);
    const skipped = skip(apart, nextQuestion(apart)!);
    expect(factOf(skipped)).toBe('event.fields[2].vocabulary');
    const done = having(skipped, 'storage');
    expect(done.proposal.facts.event.fields!.map(({vocabulary}) => vocabulary)).toEqual(['producer', null, 'storage']);
    expect(done.critique.flaws.map(({type}) => type)).toEqual(['leaky-internal-model']);
  });

  it('does not speak of differences where there is one field', () => {
    const one = interview(proposal([free], {...soundEvent, fields: [{name: 'total', data: 'plain'}]}));
    expect(choicesOf(one)).toEqual(['producer', 'consumer', 'storage']);
  });

  it('leaves a question open, asks the others, and comes back to it', () => {
    const state = open({facts: {effects: [{what: 'a'}, {what: 'b', result: 'ignored'}]}});
    const first = nextQuestion(state)!;
    const skipped = skip(state, first);
    expect(factOf(skipped)).not.toBe(first.fact);
    expect(skipped.before).toBe(state);
    expect(skipped.answered).toEqual([]);
  });

  it('trusts an answer that confirms what the words say, and asks no more about it', () => {
    const read = labelled(wordsOnly).filter(({proposal: one}) => localCritique(one).verdict === 'keep-sync');
    expect(read.length).toBeGreaterThan(3);
    for (const {proposal: one} of read) {
      const named = having(interview(one), nextQuestion(interview(one))!.offered);
      expect(named.critique).toMatchObject({verdict: 'keep-sync', confidence: 'likely'});
      const confirmed = answered(named, {fact: 'effects[0].result'}, 'decides');
      expect(confirmed.critique.verdict).toBe('keep-sync');
      expect(['effects[0].kind', 'effects[0].localCopy', undefined]).toContain(factOf(confirmed));
    }
  });
});
