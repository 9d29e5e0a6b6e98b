import {describe, expect, it} from 'vitest';
import {need} from '../../src/critique/need.ts';
import {copiedRead, free, proposal, soundEvent} from './proposals.ts';

function needOf(answers: object, event: object = soundEvent) {
  const {effects, event: said} = proposal([answers], event).facts;
  return need(effects[0]!, said);
}

// design: "An effect is needed when its result is shown, returned, used or decides, when someone waits, when a refusal
// must be told now, or when an invariant that is not compensable must hold."
describe('an effect is needed', () => {
  it.each([
    ['result', 'shown', 'needed'],
    ['result', 'returned', 'needed'],
    ['result', 'used', 'needed'],
    ['result', 'decides', 'needed'],
    ['result', 'ignored', 'not-needed'],
    ['result', 'retried', 'not-needed'],
    ['waiting', 'person', 'needed'],
    ['waiting', 'device', 'needed'],
    ['refusal', 'told-now', 'needed'],
    ['refusal', 'told-later', 'not-needed'],
  ])('%s: %s makes it %s', (fact, value, kind) => {
    expect(needOf({...free, [fact]: value}).kind).toBe(kind);
  });

  it.each([
    ['one seat, one person', false, 'needed'],
    ['one seat, one person', true, 'not-needed'],
    ['one seat, one person', null, 'unknown'],
    ['none', false, 'not-needed'],
    [' None ', null, 'not-needed'],
    ['', false, 'unknown'],
  ])('the rule "%s", breach repaired later: %s, makes it %s', (invariant, compensable, kind) => {
    expect(needOf({...free, invariant, compensable}).kind).toBe(kind);
  });

  it.each(['result', 'waiting', 'refusal', 'invariant'])('is unknown without %s', (fact) => {
    expect(needOf({...free, [fact]: null})).toEqual({kind: 'unknown', missing: [fact]});
  });

  it('is needed whatever else is missing once one answer makes it so', () => {
    expect(needOf({refusal: 'told-now'}).kind).toBe('needed');
  });
});

describe('a local copy', () => {
  it('takes the call away for a read, fed by its owner, fresh enough and loaded at first', () => {
    expect(needOf(copiedRead).kind).toBe('not-needed');
    expect(needOf({...copiedRead, localCopy: {tolerated: '1.5h', lag: '89m', bootstrap: 'refill'}}).kind).toBe(
      'not-needed',
    );
  });

  const {localCopy} = copiedRead;
  it.each([
    ['as old as tolerated', {localCopy: {...localCopy, lag: '60s'}}],
    ['older than tolerated', {localCopy: {...localCopy, lag: '61000ms'}}],
    ['never loaded', {localCopy: {...localCopy, bootstrap: 'none'}}],
    ['of a decision', {kind: 'decision'}],
    ['of a value made for this call', {kind: 'generated-value'}],
    ['while a refusal must be told now', {refusal: 'told-now'}],
    ['while a rule must hold', {invariant: 'a revoked share bites at once', compensable: false}],
    ['that is none', {localCopy: 'none'}],
  ])('does not help %s', (_, change) => {
    expect(needOf({...copiedRead, ...change}).kind).toBe('needed');
  });

  it('does not help where the caller publishes', () => {
    expect(needOf(copiedRead, {...soundEvent, publisher: 'caller'}).kind).toBe('needed');
  });

  it.each(['tolerated', 'lag', 'bootstrap'])('takes no need away without %s', (fact) => {
    const answers = {...copiedRead, localCopy: {...localCopy, [fact]: null}};
    expect(needOf(answers)).toMatchObject({kind: 'needed', copy: {kind: 'open', missing: [`localCopy.${fact}`]}});
  });

  it('takes no need away while nobody said who publishes or whether it is a read', () => {
    expect(needOf({...copiedRead, kind: null}, {...soundEvent, publisher: null})).toMatchObject({
      kind: 'needed',
      copy: {kind: 'open', missing: ['kind', 'publisher']},
    });
  });

  it('does not make up for an answer that is missing', () => {
    expect(needOf({...copiedRead, result: null}).kind).toBe('unknown');
  });
});
