import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'third-party-in-path';
const file = (call: object, b: object = {kind: 'external'}) => ({
  services: {a: {calls: [{to: 'b', ...call}]}, b},
  operations: {op: {entry: 'a'}},
});

describe(rule, () => {
  it('finds the agency of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'door', to: 'rating-agency'},
        line: lineOf(text, 'to: rating-agency'),
        operations: ['open-the-door'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('a third party (99.5 %) into requests of open-the-door');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds an external service that a request must wait for, and no other', () => {
    expect(found(file({}), rule)).toMatchObject([{severity: 'warning', subject: {from: 'a', to: 'b'}}]);
    expect(found(file({onFailure: 'ignore'}), rule)).toEqual([]);
    expect(found(file({}, {}), rule)).toEqual([]);
  });

  it('only remarks where the answer is needed and the call is protected, or where the wait is needless anyway', () => {
    const guarded = {needsResult: true, timeout: '1s', circuitBreaker: true};
    expect(found(file(guarded), rule)).toMatchObject([{severity: 'info'}]);
    expect(found(file({...guarded, circuitBreaker: false}), rule)).toMatchObject([{severity: 'warning'}]);
    expect(found(file({...guarded, needsResult: undefined}), rule)).toMatchObject([{severity: 'warning'}]);
    expect(found(file({needsResult: false}), rule)).toMatchObject([{severity: 'info'}]);
  });

  it('tells apart what stands on one line, and says how many requests it concerns', () => {
    const rare = {
      services: {a: {calls: [{to: 'b', probability: 0.01}]}, x: {calls: [{to: 'b'}]}, b: {kind: 'external'}},
      operations: {op: {entry: 'a'}},
    };
    const [only, ...others] = found(rare, rule);
    expect(others).toEqual([]);
    expect(only!.message).toContain('into 1 % of the requests of op');
  });

  it('leaves calls alone that no operation reaches', () => {
    const services = {a: {}, x: {calls: [{to: 'b'}]}, b: {kind: 'external'}};
    expect(found({services, operations: {op: {entry: 'a'}}}, rule)).toEqual([]);
  });
});
