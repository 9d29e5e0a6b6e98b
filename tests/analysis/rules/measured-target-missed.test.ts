import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'measured-target-missed';
const file = (target: object, measured: object, a: object = {}) => ({
  services: {a: {latency: '10ms', availability: '99.9%', ...a}},
  operations: {op: {entry: 'a', target, measured}},
});

describe(rule, () => {
  it('finds the missed target of its fixture', () => {
    const text = ruleFixture(rule);
    const [finding, ...others] = found(text, rule);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      subject: {operation: 'find-a-book'},
      line: lineOf(text, 'find-a-book:'),
    });
    expect(finding!.message).toContain('a p99 of 900 ms is measured, 300 ms is the target');
    expect(finding!.message).not.toContain('99.95');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('speaks of what the model meets and the measurement misses, and of nothing else', () => {
    expect(found(file({availability: '99.9%'}, {availability: '99.89%'}), rule)).toHaveLength(1);
    expect(found(file({availability: '99.9%'}, {availability: '99.9%'}), rule)).toEqual([]);
    // Missed in the model too: target-missed says so.
    expect(found(file({availability: '99.95%'}, {availability: '99.8%'}), rule)).toEqual([]);
    expect(found(file({p99: '10ms'}, {p99: '10ms'}), rule)).toEqual([]);
    expect(found(file({p99: '10ms'}, {p99: '11ms'}), rule)).toHaveLength(1);
    expect(found(file({p99: '10ms'}, {availability: '1%'}), rule)).toEqual([]);
  });
});
