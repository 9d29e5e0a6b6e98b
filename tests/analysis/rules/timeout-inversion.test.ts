import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'timeout-inversion';
const file = (outer: object, inner: object) => ({
  services: {a: {calls: [{to: 'b', ...outer}]}, b: {calls: [{to: 'c', ...inner}]}, c: {}},
  operations: {op: {entry: 'a'}},
});

describe(rule, () => {
  it('finds the impatient portal of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'portal', to: 'quotes'},
        line: lineOf(text, 'to: quotes'),
        operations: ['ask-for-a-quote'],
      },
    ]);
    // 3 attempts x 2 s + 2 pauses x 250 ms = 6.5 s
    expect(found(text, rule)[0]!.message).toContain('after 1 s, but quotes tries risk-model for 6.5 s in 3 attempts');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('begins where attempts x timeout + back-offs is above the timeout of the caller', () => {
    const inner = {timeout: '400ms', retries: {max: 2, backoff: '100ms'}}; // 3 x 400 + 2 x 100 = 1400 ms
    expect(found(file({timeout: '1400ms'}, inner), rule)).toEqual([]);
    expect(found(file({timeout: '1399ms'}, inner), rule)).toHaveLength(1);
  });

  it('only remarks where the callee makes one long attempt', () => {
    expect(found(file({timeout: '1s'}, {timeout: '3s'}), rule)).toMatchObject([{severity: 'info'}]);
    expect(found(file({timeout: '1s'}, {timeout: '3s', retries: {max: 1}}), rule)).toMatchObject([
      {severity: 'warning'},
    ]);
  });

  it('leaves calls without a timeout to the rule that asks for one', () => {
    expect(found(file({}, {timeout: '3s'}), rule)).toEqual([]);
    expect(found(file({timeout: '1s'}, {}), rule)).toEqual([]);
  });
});
