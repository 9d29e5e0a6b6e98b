import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'immediate-retry';
const file = (retries: object) => ({services: {a: {calls: [{to: 'b', timeout: '1s', retries}]}, b: {}}});

describe(rule, () => {
  it('finds the call of its fixture, and not the one that is retried once', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'page', to: 'stations', name: 'stations'},
        line: lineOf(text, 'to: stations'),
        operations: ['show-the-weather'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain(
      'retried 4 times without a pause: a callee that fails is asked 5 times at once',
    );
    expect(loudRules(text)).toEqual([rule]);
  });

  it('allows one immediate retry, and any number with a pause', () => {
    expect(found(file({max: 1}), rule)).toEqual([]);
    expect(found(file({max: 2}), rule)).toHaveLength(1);
    expect(found(file({max: 2, backoff: '0ms'}), rule)).toHaveLength(1);
    expect(found(file({max: 9, backoff: '1ms'}), rule)).toEqual([]);
  });
});
