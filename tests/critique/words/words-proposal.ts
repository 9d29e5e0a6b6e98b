import {type Proposal, proposalSchema} from '../../../src/critique/proposal.ts';

/** A proposal that has words and no answers, with a sound event. */
export function wordsProposal(words: Readonly<Record<string, unknown>>): Proposal {
  const content = proposalSchema.parse({
    caller: 'front-office',
    callee: 'back-office',
    call: 'POST /entries',
    proposedEvent: {name: 'EntryWritten', topic: 'office.entries', key: 'entryId', payload: ['entryId']},
    delivery: {outbox: true, idempotentConsumer: true, deadLetter: true},
    ...words,
  });
  return {id: 'p', ...content};
}
