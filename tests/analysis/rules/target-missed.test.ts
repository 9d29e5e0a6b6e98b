import {describe, expect, it} from 'vitest';
import {analyzed} from '../built.ts';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'target-missed';
const file = (target: object | undefined, a: object = {}, call: object = {}, b: object = {}) => ({
  services: {a: {latency: '10ms', calls: [{to: 'b', ...call}], ...a}, b: {latency: '10ms', ...b}},
  operations: {op: {entry: 'a', ...(target ? {target} : {})}},
});

describe(rule, () => {
  it('finds the missed target of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'error',
        subject: {operation: 'open-an-exhibit'},
        line: lineOf(text, 'open-an-exhibit:'),
        operations: ['open-an-exhibit'],
      },
    ]);
    // 0.99 x 0.99995 = 0.9899505
    expect(found(text, rule)[0]!.message).toContain('availability 98.995 % instead of 99.9 %');
    expect(found(text, rule)[0]!.advice).toBe('99.995 % is possible if guide itself were perfect.');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('tells what is missed, and finds nothing where nothing is', () => {
    const missed = found(file({availability: '99.9%', p99: '15ms'}, {availability: '99%'}), rule);
    // Two findings, so that a baseline with the one does not hide the other.
    expect(missed).toHaveLength(2);
    expect(missed[0]!.message).toContain('98.901 %');
    expect(missed[1]!.message).toContain('p99 20 ms instead of 15 ms');
    expect(found(file({availability: '99%', p99: '20ms'}), rule)).toEqual([]);
  });

  it('names the dependency that takes more than a tenth of what may fail, where the target is within reach', () => {
    const weak = found(file({availability: '99.9%'}, {availability: '99.9%'}, {}, {availability: '99.98%'}), rule);
    expect(weak[0]!.advice).toContain(
      '99.98 % is possible if a itself were perfect; b (99.98 %) uses up more than a tenth',
    );
    // one nine more than the target is enough
    const strong = found(file({availability: '99.9%'}, {availability: '99.9%'}, {}, {availability: '99.99%'}), rule);
    expect(strong[0]!.advice).toBe('99.99 % is possible if a itself were perfect.');
  });

  it('leaves a target out of reach to the rule that says why', () => {
    const [missed] = found(file({availability: '99.9%'}, {}, {}, {availability: '99%'}), rule);
    expect(missed!.advice).toBe('A better a alone cannot reach it: it has to depend on less, or on better.');
  });

  it('is missed where requests are given up in time, for whoever asked got no answer', () => {
    const given = file({p99: '1s'}, {}, {timeout: '5ms'});
    expect(found(given, rule)[0]!.message).toContain('100 % of the requests are given up');
    expect(analyzed(given).operations['op']!.targets.p99Ms).toMatchObject({value: 15, met: false});
  });

  it('is blind without a target', () => {
    expect(blind(file(undefined), rule)).toEqual(['target of op']);
  });
});
