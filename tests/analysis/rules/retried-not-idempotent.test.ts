import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'retried-not-idempotent';
const file = (call: object) => ({
  services: {a: {calls: [{to: 'b', timeout: '1s', retries: {max: 1}, ...call}]}, b: {}},
});

describe(rule, () => {
  it('finds the payment of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'error',
        subject: {from: 'barrier', to: 'payments', name: 'POST /charges'},
        line: lineOf(text, 'to: payments'),
        operations: ['leave-the-car-park'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('payments does it again, up to 3 times');
    expect(blind(text, rule)).toEqual([]);
    expect(loudRules(text)).toEqual([rule]);
  });

  it('errs on commands, warns of notices and of what it does not know, and lets queries be', () => {
    const severity = (kind: string | undefined) => found(file({kind, idempotent: false}), rule).map((f) => f.severity);
    expect(severity('command')).toEqual(['error']);
    expect(severity('notify')).toEqual(['warning']);
    expect(severity(undefined)).toEqual(['warning']);
    expect(severity('query')).toEqual([]);
  });

  it('is content with an idempotent callee, or without retries', () => {
    expect(found(file({kind: 'command', idempotent: true}), rule)).toEqual([]);
    expect(found(file({kind: 'command', idempotent: false, retries: {max: 0}}), rule)).toEqual([]);
  });

  it('is blind where nobody says whether the callee may get it twice', () => {
    expect(blind(file({kind: 'command'}), rule)).toEqual(['idempotent of a -> b']);
    expect(found(file({kind: 'command'}), rule)).toEqual([]);
    expect(blind(file({kind: 'query'}), rule)).toEqual([]);
  });
});
