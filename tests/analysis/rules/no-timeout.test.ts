import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'no-timeout';
const file = (call: object, callee: object = {}) => ({
  services: {a: {calls: [{to: 'b', ...call}]}, b: callee},
  operations: {op: {entry: 'a'}},
});

describe(rule, () => {
  it('finds the call of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'tickets', to: 'seat-map', name: 'seat-map'},
        line: lineOf(text, 'to: seat-map'),
        operations: ['buy-a-ticket'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('neither a timeout nor a circuit breaker');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('is content with a timeout or with a circuit breaker', () => {
    expect(found(file({}), rule)).toHaveLength(1);
    expect(found(file({timeout: '1s'}), rule)).toEqual([]);
    expect(found(file({circuitBreaker: true}), rule)).toEqual([]);
    expect(found(file({circuitBreaker: false}), rule)).toHaveLength(1);
  });

  it('is an error where the call is retried, circuit breaker or not', () => {
    expect(found(file({retries: {max: 1}}), rule)).toMatchObject([{severity: 'error'}]);
    expect(found(file({retries: {max: 1}, circuitBreaker: true}), rule)).toMatchObject([{severity: 'error'}]);
    expect(found(file({retries: {max: 0}}), rule)).toMatchObject([{severity: 'warning'}]);
  });

  it('only remarks on a datastore, which the published rule leaves out', () => {
    expect(found(file({}, {kind: 'datastore'}), rule)).toMatchObject([{severity: 'info'}]);
    expect(found(file({}, {kind: 'external'}), rule)).toMatchObject([{severity: 'warning'}]);
  });

  it('claims nothing of an imported call: the source that it comes from cannot say', () => {
    const source = {file: 'compose.yaml', line: 3};
    expect(found(file({source}), rule)).toEqual([]);
    expect(found(file({source, retries: {max: 2}}), rule)).toEqual([]);
    expect(blind(file({source}), rule)).toEqual(['timeout of a -> b']);
    expect(blind(file({source, timeout: '1s'}), rule)).toEqual([]);
    expect(blind(file({}), rule)).toEqual([]);
  });

  it('asks of imported calls first of those to others, then of what costs most', () => {
    const source = {rule: 'environment'};
    const calls = ['store', 'sure', 'weak', 'bank'].map((to) => ({to, source}));
    const services = {
      a: {calls},
      store: {kind: 'datastore', availability: '90%'},
      sure: {availability: '99.9%'},
      weak: {availability: '99%'},
      bank: {kind: 'external'},
    };
    const asked = blind({services, operations: {op: {entry: 'a'}}}, rule);
    expect(asked).toEqual(['bank', 'weak', 'sure', 'store'].map((to) => `timeout of a -> ${to}`));
  });
});
