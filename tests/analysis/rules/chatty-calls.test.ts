import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'chatty-calls';
const file = (calls: readonly object[], b: object = {}) => ({
  services: {a: {calls: calls.map((call) => ({timeout: '1s', needsResult: true, ...call}))}, b, c: {}},
  operations: {op: {entry: 'a'}},
});
const asked = (...names: readonly string[]) => names.map((name) => ({to: 'b', name}));

describe(rule, () => {
  it('finds the repeated call of its fixture, with the time it takes', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'results', to: 'stock', name: 'GET /stock/{sku}'},
        line: lineOf(text, 'count: 20'),
        operations: ['search-for-tools'],
      },
    ]);
    // 20 x 8 ms
    expect(found(text, rule)[0]!.message).toContain('20 times for one request, one after the other: 160 ms');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('begins at five repetitions', () => {
    expect(found(file([{to: 'b', count: 4}]), rule)).toEqual([]);
    expect(found(file([{to: 'b', count: 5}]), rule)).toHaveLength(1);
  });

  it('remarks on three different questions to one service, not on two, nor on one asked three times', () => {
    expect(found(file(asked('x', 'y')), rule)).toEqual([]);
    expect(found(file(asked('x', 'y', 'x')), rule)).toEqual([]);
    const [only] = found(file(asked('x', 'y', 'z')), rule);
    expect(only).toMatchObject({severity: 'info', subject: {from: 'a', to: 'b', name: 'x'}});
    expect(only!.message).toContain('asks b 3 different things for one request (x, y and z)');
    expect(found(file([...asked('x', 'y'), {to: 'c', name: 'z'}]), rule)).toEqual([]);
  });

  it('counts different endpoints of one service as questions to it, and leaves datastores alone', () => {
    const endpoints = {endpoints: {x: {}, y: {}, z: {}}};
    expect(found(file([{to: 'b/x'}, {to: 'b/y'}, {to: 'b/z'}], endpoints), rule)).toHaveLength(1);
    expect(found(file(asked('x', 'y', 'z'), {kind: 'datastore'}), rule)).toEqual([]);
  });
});
