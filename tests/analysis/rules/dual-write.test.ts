import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';

const shop = (call: object, event: object = {}) => ({
  services: {shop: {calls: [{to: 'db', ...call}]}, db: {kind: 'datastore'}, billing: {}},
  events: {OrderPlaced: {producer: 'shop', consumers: {billing: {}}, ...event}},
});
const found = (file: object) => judged('dual-write', file).findings;

describe('dual-write', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('dual-write');
    expect(findings).toMatchObject([{rule: 'dual-write', severity: 'warning', subject: {event: 'BookLent'}, line}]);
    expect(findings[0]!.message).toContain('loans/lend writes to loans-db and publishes BookLent in a second step');
    expect(findings[0]!.advice).toContain('outbox');
  });

  it('leaves an outbox alone, and a call that only reads', () => {
    expect(found(shop({kind: 'command'}))).toHaveLength(1);
    expect(found(shop({kind: 'notify'}))).toHaveLength(1);
    expect(found(shop({kind: 'command'}, {outbox: true}))).toEqual([]);
    expect(found(shop({kind: 'query'}))).toEqual([]);
  });

  it('is only a question where the file does not say whether the call writes', () => {
    const [only] = found(shop({}));
    expect(only).toMatchObject({severity: 'info', subject: {event: 'OrderPlaced'}});
    expect(only!.message).toContain('does not say whether that call writes');
    expect(only!.advice).toContain('kind: query');
  });

  it('takes the call that surely writes, where there are several', () => {
    const file = {
      services: {
        shop: {calls: [{to: 'cache'}, {to: 'db', kind: 'command'}]},
        cache: {kind: 'datastore'},
        db: {kind: 'datastore'},
      },
      events: {OrderPlaced: {producer: 'shop'}},
    };
    expect(found(file)).toMatchObject([{severity: 'warning', message: expect.stringContaining('writes to db')}]);
  });

  it('takes the endpoint that surely writes, where the service publishes', () => {
    const endpoints = {order: {calls: [{to: 'db'}]}, save: {calls: [{to: 'db', kind: 'command'}]}};
    const file = {services: {shop: {endpoints}, db: {kind: 'datastore'}}, events: {OrderPlaced: {producer: 'shop'}}};
    expect(found(file)).toMatchObject([{severity: 'warning', message: expect.stringContaining('shop/save writes')}]);
  });

  it('looks at the endpoint that publishes, not at its neighbours, and at datastores only', () => {
    const endpoints = {order: {}, save: {calls: [{to: 'db', kind: 'command'}]}};
    const file = (producer: string) => ({
      services: {shop: {endpoints}, db: {kind: 'datastore'}},
      events: {OrderPlaced: {producer}},
    });
    expect(found(file('shop/order'))).toEqual([]);
    expect(found(file('shop/save'))).toHaveLength(1);
    expect(found(file('shop'))).toHaveLength(1);
    const service = {services: {shop: {calls: [{to: 'b', kind: 'command'}]}, b: {}}, events: {E: {producer: 'shop'}}};
    expect(found(service)).toEqual([]);
  });
});
