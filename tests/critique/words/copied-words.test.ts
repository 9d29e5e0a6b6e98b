import {describe, expect, it} from 'vitest';
import {copied} from '../../../src/critique/words/copied-words.ts';
import {told} from '../../../src/critique/words/told.ts';
import {wordsProposal} from './words-proposal.ts';

const read = {
  call: 'GET /tiers/{id}',
  purpose: 'looks up the tier',
  callerUsesResponse: 'discount is computed with it',
  consistency: 'an hour old is fine',
  notes: 'front-office keeps its own copy, loaded once from a snapshot. back-office publishes every change.',
};
const copyOf = (words: object) => copied(told(wordsProposal({...read, ...words})), 'look up the tier');

describe('a copy at the caller', () => {
  it('serves a read where its age, its first load and its publisher are said', () => {
    const found = copyOf({})!;
    expect(found.kind?.value).toBe('read');
    expect(found.result?.value).toBe('used');
    expect(found.localCopy?.value).toEqual({tolerated: '3600s', lag: '60s', bootstrap: 'snapshot'});
    expect(found.localCopy?.quote.field).toBe('notes');
  });

  it('may be filled again from the topic', () => {
    const notes =
      'front-office keeps its own copy, rebuilt from the compacted topic. back-office publishes every change.';
    expect(copyOf({notes})?.localCopy?.value).toMatchObject({bootstrap: 'refill'});
  });

  it.each([
    ['the call is no read', {call: 'POST /tiers'}],
    ['there is no call', {call: null}],
    ['nobody says how old it may be', {consistency: null}],
    ['it has to be younger than ten times the lag that is assumed', {consistency: '9 minutes old is fine'}],
    ['nobody says what loads it', {notes: 'front-office keeps its own copy. back-office publishes every change.'}],
    ['nobody says who publishes', {notes: 'front-office keeps its own copy, loaded from a snapshot.'}],
    ['there is to be none', {notes: 'No copy. A snapshot exists. back-office publishes every change.'}],
    ['nobody speaks of one', {notes: null}],
  ])('does not where %s', (_, words) => {
    expect(copyOf(words)).toBeNull();
  });

  it('serves from ten times the assumed lag on', () => {
    expect(copyOf({consistency: '10 minutes old is fine'})?.localCopy?.value).toMatchObject({tolerated: '600s'});
  });
});
