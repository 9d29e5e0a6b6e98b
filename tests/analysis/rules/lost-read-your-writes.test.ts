import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';

const rule = 'lost-read-your-writes';
const found = (file: object) => judged(rule, file).findings;
/** shop publishes OrderPlaced to stock, and calls stock as `call` says. */
const direct = (call: object, consumer = 'stock') => ({
  services: {shop: {calls: [{to: 'stock', ...call}]}, stock: {}, mail: {}},
  events: {OrderPlaced: {producer: 'shop', consumers: {[consumer]: {}}}},
});
/** web calls what `calls` lists; orders publishes OrderPlaced to search. */
const behind = (...calls: object[]) => ({
  services: {web: {calls}, orders: {endpoints: {place: {}, list: {}}}, search: {}},
  events: {OrderPlaced: {producer: 'orders/place', consumers: {search: {}}}},
});
const read = {to: 'search', readAfterWrite: true};

describe('lost-read-your-writes', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture(rule);
    expect(findings).toMatchObject([
      {rule, severity: 'warning', subject: {from: 'web', to: 'search/list', name: 'search/list'}, line},
    ]);
    expect(findings[0]!.message).toContain('search/list learns of it from PostWritten');
    expect(findings[0]!.advice).toContain('Read it from posts');
  });

  it('finds a caller that asks the consumer of its own event', () => {
    expect(found(direct({readAfterWrite: true}))).toMatchObject([
      {severity: 'warning', subject: {from: 'shop', to: 'stock'}},
    ]);
    expect(found(direct({readAfterWrite: true}, 'mail'))).toEqual([]);
    expect(found(direct({readAfterWrite: false, needsResult: true}))).toEqual([]);
  });

  it('only asks where a result is needed and nobody says that it is what was written', () => {
    expect(found(direct({needsResult: true}))).toMatchObject([
      {severity: 'info', advice: expect.stringContaining('state readAfterWrite: false')},
    ]);
    expect(found(direct({needsResult: true, kind: 'query'}))).toHaveLength(1);
    expect(found(direct({needsResult: true, kind: 'command'}))).toEqual([]);
    expect(found(direct({needsResult: false}))).toEqual([]);
  });

  it('finds a caller that writes through one service and reads through the consumer of its event', () => {
    expect(found(behind({to: 'orders/place'}, read))).toHaveLength(1);
    expect(found(behind({to: 'orders/list'}, read))).toEqual([]);
    expect(found(behind(read, {to: 'orders/place'}))).toEqual([]);
    expect(found(behind({to: 'orders/place'}, {to: 'search', needsResult: true, kind: 'query'}))).toEqual([]);
  });

  it('takes every endpoint for the publisher where the file names the service', () => {
    const file = behind({to: 'orders/list'}, read);
    const events = {OrderPlaced: {producer: 'orders', consumers: {search: {}}}};
    expect(found({...file, events})).toHaveLength(1);
  });

  it('counts a service that reads its own event at another endpoint', () => {
    const endpoints = {order: {calls: [{to: 'shop/list', readAfterWrite: true}]}, list: {}, index: {}};
    const events = {OrderPlaced: {producer: 'shop/order', consumers: {'shop/index': {}}}};
    expect(found({services: {shop: {endpoints}}, events})).toMatchObject([
      {severity: 'warning', subject: {from: 'shop/order', to: 'shop/list'}},
    ]);
  });

  it('is blind where neither is stated of a call to a consumer', () => {
    expect(judged(rule, direct({}))).toEqual({
      findings: [],
      blindSpots: [{field: 'readAfterWrite', subject: 'shop -> stock'}],
    });
    expect(judged(rule, direct({}, 'mail')).blindSpots).toEqual([]);
  });
});
