import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const found = (file: object) => judged('request-reply-over-events', file).findings;
/** a gets the requests; b answers them. */
const dialogue = (asked: object = {}, answered: object = {}) => ({
  services: {a: {}, b: {}, c: {}},
  events: {
    Answered: {producer: 'b', consumers: {a: {}}, ...answered},
    Asked: {producer: 'a', consumers: {b: {}}, ...asked},
  },
  operations: {ask: {entry: 'a'}},
});

describe('request-reply-over-events', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('request-reply-over-events');
    expect(findings).toMatchObject([
      {rule: 'request-reply-over-events', severity: 'warning', subject: {event: 'PaymentOffered'}, line},
    ]);
    expect(findings[0]!.message).toContain('checkout/pay publishes PaymentOffered and expects a reply');
  });

  it('finds an expected reply, and none that is not', () => {
    expect(found(oneEvent({expectsReply: true}))).toMatchObject([{severity: 'warning'}]);
    expect(found(oneEvent({expectsReply: false}))).toEqual([]);
    expect(found(oneEvent({}))).toEqual([]);
  });

  it('finds two nodes that talk in private, once, at the one that begins', () => {
    expect(found(dialogue())).toMatchObject([
      {
        severity: 'info',
        subject: {event: 'Asked'},
        message: expect.stringContaining('a publishes Asked for b alone, and b publishes Answered for a alone'),
      },
    ]);
    // passive-aggressive-event leaves it to this rule.
    expect(judged('passive-aggressive-event', dialogue()).findings).toEqual([]);
  });

  it('begins with the first of the file where nobody knows who begins', () => {
    const file = {...dialogue(), operations: {other: {entry: 'c'}}};
    expect(found(file)).toMatchObject([{subject: {event: 'Answered'}}]);
  });

  it('leaves alone what others read as well, what another endpoint takes up, and what nobody waits for', () => {
    expect(found(dialogue({consumers: {b: {}, c: {}}}))).toEqual([]);
    expect(found(dialogue({}, {consumers: {a: {}, c: {}}}))).toEqual([]);
    expect(found(dialogue({expectsReply: false}))).toEqual([]);
    const endpoints = {ask: {}, take: {}};
    const apart = {
      ...dialogue({producer: 'a/ask'}, {consumers: {'a/take': {}}}),
      services: {a: {endpoints}, b: {}, c: {}},
      operations: {ask: {entry: 'a/ask'}},
    };
    expect(found(apart)).toEqual([]);
  });

  it('is blind where nobody is named as the producer of what one service reads', () => {
    const blind = (event: object) => judged('request-reply-over-events', oneEvent(event)).blindSpots;
    expect(blind({producer: undefined})).toEqual([{field: 'producer', subject: 'OrderPlaced'}]);
    expect(blind({producer: undefined, expectsReply: false})).toEqual([]);
    expect(blind({})).toEqual([]);
  });
});
