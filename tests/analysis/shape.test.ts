import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';

const operation = (services: object, entry = 'a', more: object = {}) =>
  analyzed({services, operations: {op: {entry}}, ...more}).operations['op']!;
const retried = (to: string) => [{to, retries: {max: 3}, timeout: '1s'}];

describe('retry amplification', () => {
  it('is 64 for four attempts on each of three layers', () => {
    // 4 x 4 x 4, the example of the SRE book's chapter on cascading failures
    expect(
      operation({a: {calls: retried('b')}, b: {calls: retried('c')}, c: {calls: retried('d')}, d: {}})
        .retryAmplification,
    ).toBe(64);
  });

  it('sums over two paths and multiplies by count', () => {
    expect(
      operation({
        a: {calls: [{to: 'b', count: 2}, {to: 'c'}]},
        b: {calls: retried('d')},
        c: {calls: retried('d')},
        d: {},
      }).retryAmplification,
    ).toBe(12);
  });

  it('says "unbounded" on a cycle with retries, and not on one without', () => {
    expect(operation({a: {calls: [{to: 'b'}]}, b: {calls: retried('a')}}).retryAmplification).toBe('unbounded');
    expect(operation({a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'a'}]}}).retryAmplification).toBe(1);
  });
});

describe('chain depth and quanta', () => {
  it('depth is the longest path of calls, each member of a cycle once', () => {
    expect(
      operation({a: {calls: [{to: 'b'}, {to: 'd'}]}, b: {calls: [{to: 'c'}]}, c: {calls: [{to: 'd'}]}, d: {}})
        .chainDepth,
    ).toBe(3);
    expect(operation({a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'a'}, {to: 'c'}]}, c: {}}).chainDepth).toBe(2);
    // a hub and its spokes call each other: the longest way that visits nothing twice is hub, spoke, fallback
    const spoke = {calls: [{to: 'hub'}]};
    const hub = {calls: ['s1', 's2', 's3'].map((to) => ({to}))};
    const s3 = {calls: [{to: 'hub', onFailure: {fallback: 'spare'}}]};
    expect(operation({hub, s1: spoke, s2: spoke, s3, spare: {}}, 'hub').chainDepth).toBe(2);
  });

  it('events separate quanta, a datastore that two services call joins them', () => {
    const events = {events: {Done: {producer: 'a', via: 'k', consumers: {b: {}, c: {}}}}, brokers: {k: {}}};
    expect(operation({a: {}, b: {}, c: {}}, 'a', events).quanta).toBe(3);
    expect(
      operation({a: {}, b: {calls: [{to: 'db'}]}, c: {calls: [{to: 'db'}]}, db: {kind: 'datastore'}}, 'a', events)
        .quanta,
    ).toBe(2);
  });
});

describe('unknown failure handling', () => {
  it('counts as fatal and gives a range', () => {
    const o = operation({a: {calls: [{to: 'b', onFailure: 'unknown'}]}, b: {}});
    expect(o.availability).toBeCloseTo(0.998001, 12);
    expect(o.availabilityRange![0]).toBeCloseTo(0.998001, 12);
    expect(o.availabilityRange![1]).toBeCloseTo(0.999, 12);
  });
});

describe('assumptions and blind spots', () => {
  it('name what the file does not state', () => {
    const {assumptions, blindSpots} = analyzed({
      services: {a: {calls: [{to: 'b'}]}, b: {availability: '99%', latency: '1ms'}},
    });
    expect(assumptions.join(' ')).toMatch(/a: no availability stated, 99.9 % assumed/);
    expect(assumptions.join(' ')).toMatch(/a: no latency stated, 0 ms assumed/);
    expect(assumptions.join(' ')).toMatch(/No operations stated/);
    expect(blindSpots).toContainEqual({rule: 'availability', field: 'availability', subject: 'a'});
    expect(blindSpots).toContainEqual({rule: 'latency', field: 'latency', subject: 'a'});
    expect(blindSpots).toContainEqual({rule: 'behavioral-coupling', field: 'contract.fields', subject: 'a -> b'});
  });
});
