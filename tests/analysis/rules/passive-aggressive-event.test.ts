import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const found = (file: object) => judged('passive-aggressive-event', file).findings;
/** shop/order publishes Asked to `askee`; b publishes Answered to shop/settle. */
const dialogue = (asked: object, answered: object = {}) => ({
  services: {
    shop: {endpoints: {order: {}, settle: {}}},
    b: {endpoints: {work: {}, other: {}}},
    c: {},
  },
  events: {
    Answered: {producer: 'b/work', consumers: {'shop/settle': {}}, ...answered},
    Asked: {producer: 'shop/order', consumers: {'b/work': {}}, ...asked},
  },
  operations: {order: {entry: 'shop/order'}},
});

describe('passive-aggressive-event', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('passive-aggressive-event');
    expect(findings).toMatchObject([
      {rule: 'passive-aggressive-event', severity: 'info', subject: {event: 'PatientSeen'}, line},
    ]);
    expect(findings[0]!.message).toContain('appointments reads VisitBilled, which billing/bill-visit publishes');
  });

  it('finds an event with one consumer that is addressed, or that expects a reply', () => {
    expect(found(oneEvent({addressedTo: 'billing'}))).toMatchObject([
      {
        severity: 'warning',
        subject: {event: 'OrderPlaced'},
        message: expect.stringContaining('Only billing reads OrderPlaced, and it is addressed to billing'),
      },
    ]);
    expect(found(oneEvent({expectsReply: true}))).toMatchObject([
      {severity: 'warning', message: expect.stringContaining('shop expects a reply')},
    ]);
    expect(found(oneEvent({}))).toEqual([]);
  });

  it('leaves alone what several read, and a queue, where an order belongs', () => {
    expect(found(oneEvent({addressedTo: 'billing', consumers: {billing: {}, mail: {}}}))).toEqual([]);
    expect(found(oneEvent({addressedTo: 'billing', channel: 'queue'}))).toEqual([]);
    expect(found(oneEvent({addressedTo: 'billing', channel: 'topic'}))).toHaveLength(1);
  });

  it('finds the question, not the answer, wherever they stand in the file', () => {
    expect(found(dialogue({}))).toMatchObject([{severity: 'info', subject: {event: 'Asked'}}]);
  });

  it('takes the word of a file that says that nobody waits', () => {
    expect(found(dialogue({expectsReply: false}))).toEqual([]);
  });

  it('sees no answer in what another endpoint publishes, or in what somebody else reads', () => {
    expect(found(dialogue({}, {producer: 'b/other'}))).toEqual([]);
    expect(found(dialogue({consumers: {b: {}}}, {producer: 'b/other'}))).toHaveLength(1);
    expect(found(dialogue({}, {producer: 'b'}))).toHaveLength(1);
    expect(found(dialogue({}, {consumers: {c: {}}}))).toEqual([]);
    expect(found(dialogue({consumers: {'b/work': {}, c: {}}}))).toEqual([]);
  });

  it('is blind where nobody is named as the producer of what one service reads', () => {
    const {findings, blindSpots} = judged('passive-aggressive-event', {
      services: {a: {}},
      events: {Seen: {consumers: {a: {}}}},
    });
    expect(findings).toEqual([]);
    expect(blindSpots).toEqual([{field: 'producer', subject: 'Seen'}]);
  });
});
