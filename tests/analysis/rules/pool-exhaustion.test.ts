import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'pool-exhaustion';
const file = (call: object, caller: object = {}) => ({
  services: {a: {calls: [{to: 'b', timeout: '2s', ...call}], ...caller}, b: {latency: '10ms'}},
  operations: {op: {entry: 'a', rate: '100/s'}},
});

describe(rule, () => {
  it('finds the kiosk of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'kiosk', to: 'menu'},
        line: lineOf(text, 'to: menu'),
        operations: ['show-the-menu'],
      },
    ]);
    // 15/s x 2 s = 30 places of 20, full after 20 / (15/s) = 1.33 s
    expect(found(text, rule)[0]!.message).toContain('30 of 20 places, and kiosk is full after 1.33 s');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds rate x timeout x attempts above the pool, and not below', () => {
    // 100/s x 2 s x 2 attempts = 400 requests held
    expect(found(file({retries: {max: 1}}, {concurrency: 399}), rule)).toHaveLength(1);
    expect(found(file({retries: {max: 1}}, {concurrency: 400}), rule)).toEqual([]);
    expect(found(file({probability: 0.1}, {concurrency: 20}), rule)).toEqual([]);
  });

  it('is blind without a rate or a concurrency, and says so', () => {
    expect(blind(file({}), rule)).toEqual(['concurrency of a']);
    const noRate = {services: {a: {concurrency: 5, calls: [{to: 'b'}]}, b: {}}};
    expect(blind(noRate, rule)).toEqual(['rate of an operation of a']);
    expect(found(noRate, rule)).toEqual([]);
  });

  it('leaves out a target that has a spare, and counts calls in a row that go on after a failure', () => {
    const file = (call: object) => ({
      services: {a: {concurrency: 100, calls: [{timeout: '1s', ...call}]}, b: {}, c: {}},
      operations: {op: {entry: 'a', rate: '60/s'}},
    });
    // 60/s x 1 s are 60 of 100 places; three in a row 180, if the first does not end the request.
    expect(found(file({to: 'b', count: 3, onFailure: 'ignore'}), 'pool-exhaustion')).toHaveLength(1);
    expect(found(file({to: 'b', count: 3}), 'pool-exhaustion')).toEqual([]);
    const group = (required: number) => file({to: {of: ['b', 'c'], required}, timeout: '2s'});
    expect(found(group(2), 'pool-exhaustion')).toHaveLength(1);
    expect(found(group(1), 'pool-exhaustion')).toEqual([]);
  });
});
