import type {Proposal} from '../proposal.ts';
import {callWords} from './call-words.ts';
import {designWords, type EventReading} from './design-words.ts';
import type {EffectReading} from './effect-reading.ts';
import {passages} from './passages.ts';
import {type Reader, reader} from './reader.ts';
import {told} from './told.ts';

/** What the author's words answer: the effects and the event, each answer with the words that it was read out of. */
export interface WordsAnswers {
  readonly call: EffectReading;
  readonly event: EventReading;
}

/** More than this, in one field, is no answer to a question but a document: it is not read, and the critic asks. */
const longestField = 20_000;

const nothingRead: WordsAnswers = {
  call: {stance: 'open', effects: [], doubts: []},
  event: {answers: {}, effect: {}, doubts: []},
};

/**
 * Reads a proposal's free text, flags and names as answers to the closed questions, by linear models learned from
 * labelled proposals. Only what is as good as sure is answered; instructions to a critic are no answers. The cost is
 * linear in the length of the text, of which no field may have more than 20,000 characters.
 */
export function wordsAnswers(proposal: Proposal, with_: Reader = reader()): WordsAnswers {
  const {call, purpose, callerUsesResponse, consistency, volume, notes, proposedEvent} = proposal;
  const fields = [
    call,
    purpose,
    callerUsesResponse,
    consistency,
    volume,
    notes,
    proposedEvent.name,
    proposedEvent.topic,
  ];
  if (fields.some((field) => (field?.length ?? 0) > longestField)) return nothingRead;
  const words = told(proposal);
  if ([words.purpose, words.uses, words.consistency, words.notes].every((clauses) => clauses.length === 0)) {
    return nothingRead;
  }
  const all = passages(proposal, words);
  return {call: callWords(proposal, words, all, with_), event: designWords(proposal, words, all, with_)};
}
