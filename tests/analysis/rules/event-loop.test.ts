import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'event-loop';
const two = (a: object, b: object, ping: object = {}, pong: object = {}) => ({
  services: {a, b},
  brokers: {k: {}},
  events: {
    Ping: {producer: 'a', via: 'k', consumers: {b: {}}, ...ping},
    Pong: {producer: 'b', via: 'k', consumers: {a: {}}, ...pong},
  },
});
const endpoints = (...names: readonly string[]) => ({endpoints: Object.fromEntries(names.map((name) => [name, {}]))});

describe(rule, () => {
  it('finds the loop of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {event: 'WholesalePriceChanged'},
        line: lineOf(text, 'WholesalePriceChanged:'),
        operations: ['set-a-price'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain(
      'WholesalePriceChanged -> retail/follow -> RetailPriceChanged -> wholesale/follow -> WholesalePriceChanged',
    );
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds nothing where another endpoint publishes than the one that consumes', () => {
    const file = two(
      endpoints('start', 'end'),
      endpoints('work'),
      {producer: 'a/start', consumers: {'b/work': {}}},
      {producer: 'b/work', consumers: {'a/end': {}}},
    );
    expect(found(file, rule)).toEqual([]);
  });

  it('only remarks where services have no endpoints: the answer to an order is no new order', () => {
    expect(found(two({}, {}), rule)).toMatchObject([
      {severity: 'info', subject: {event: 'Ping'}, advice: expect.stringContaining('Give b and a endpoints')},
    ]);
  });

  it('only remarks where the round dies out', () => {
    const file = two(
      endpoints('x'),
      endpoints('y'),
      {producer: 'a/x', consumers: {'b/y': {}}, probability: 0.5},
      {producer: 'b/y', consumers: {'a/x': {}}, probability: 0.5},
    );
    expect(found(file, rule)).toMatchObject([{severity: 'info', message: expect.stringContaining('makes 0.25 more')}]);
  });

  it('follows calls on the way, and is no matter of calls alone', () => {
    const called = {
      services: {a: {calls: [{to: 'b'}]}, b: {}},
      brokers: {k: {}},
      events: {Done: {producer: 'b', via: 'k', consumers: {a: {}}}},
    };
    expect(found(called, rule)).toMatchObject([{message: expect.stringContaining('Done -> a -> b -> Done')}]);
    expect(found({services: {a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'a'}]}}}, rule)).toEqual([]);
  });

  it('is blind to an event without a producer', () => {
    expect(blind(two({}, {}, {}, {producer: undefined}), rule)).toEqual(['producer of Pong']);
  });
});
