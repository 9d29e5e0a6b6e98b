import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const found = (file: object) => judged('call-back-storm', file).findings;
const calling = (call: object, consumer: object = {}) =>
  oneEvent({consumers: {billing: consumer}}, {billing: {calls: [{to: 'shop', ...call}]}});

describe('call-back-storm', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('call-back-storm');
    expect(findings).toMatchObject([
      {rule: 'call-back-storm', severity: 'warning', subject: {event: 'StockChanged'}, line},
    ]);
    // web-shop calls once a message, purchasing at most once: 50/s x 2
    expect(findings[0]!.message).toContain(
      'web-shop/on-stock-changed and purchasing (2 of its 3 consumers) call stock back',
    );
    expect(findings[0]!.message).toContain('50 messages a second bring up to 100 calls a second');
  });

  it('believes what a consumer says of itself', () => {
    const says = (callsBack: string) => found(oneEvent({consumers: {billing: {callsBack}}}));
    expect(says('most')).toMatchObject([{severity: 'warning', subject: {event: 'OrderPlaced'}}]);
    expect(says('some')).toMatchObject([{severity: 'info'}]);
    expect(says('none')).toEqual([]);
    expect(found(oneEvent({}))).toEqual([]);
  });

  it('finds the calls of the consumer itself: rate x count x probability', () => {
    // 10/s x 3 x 0.5
    expect(found(calling({count: 3, probability: 0.5}))[0]!.message).toContain('bring up to 15 calls a second');
    expect(found(calling({probability: 0.5}))).toMatchObject([{severity: 'warning'}]);
    expect(found(calling({probability: 0.49}))).toMatchObject([{severity: 'info'}]);
    expect(found(calling({probability: 0}))).toEqual([]);
    expect(found(calling({to: 'mail'}))).toEqual([]);
    expect(found(calling({}, {callsBack: 'none'}))).toEqual([]);
  });

  it('says the load for each message where no rate is known', () => {
    const file = {
      services: {a: {}, b: {calls: [{to: 'a', count: 2}]}, c: {}},
      events: {E: {producer: 'a', consumers: {b: {}}}},
      operations: {op: {entry: 'c'}},
    };
    expect(found(file)[0]!.message).toContain('b (its only consumer) calls a back');
    expect(found(file)[0]!.message).toContain('each message brings up to 2 calls');
  });

  it('counts every consumer that asks', () => {
    const consumers = {billing: {callsBack: 'most'}, mail: {callsBack: 'some'}};
    expect(found(oneEvent({consumers}))[0]!.message).toContain(
      'billing and mail (all of its consumers) call shop back',
    );
  });

  it('leaves a service alone that reads its own events', () => {
    expect(found(oneEvent({consumers: {shop: {callsBack: 'most'}}}))).toEqual([]);
  });

  it('is blind where one of several endpoints calls back and the file does not say which one reads', () => {
    const billing = {endpoints: {read: {}, ask: {calls: [{to: 'shop'}]}}};
    const of = (consumers: object) => judged('call-back-storm', oneEvent({consumers}, {billing}));
    expect(of({billing: {}})).toEqual({
      findings: [],
      blindSpots: [{field: 'callsBack', subject: 'OrderPlaced:billing'}],
    });
    expect(of({'billing/read': {}})).toEqual({findings: [], blindSpots: []});
    expect(of({'billing/ask': {}}).findings).toHaveLength(1);
    expect(of({billing: {callsBack: 'most'}}).findings).toHaveLength(1);
  });
});
