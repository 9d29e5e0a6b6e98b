import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'retry-storm';
const layers = (max: number, depth: number, last: number = max) => ({
  services: Object.fromEntries(
    Array.from({length: depth + 1}, (_, i) => [
      `s${i}`,
      i < depth ? {calls: [{to: `s${i + 1}`, timeout: '1s', retries: {max: i === depth - 1 ? last : max}}]} : {},
    ]),
  ),
  operations: {op: {entry: 's0'}},
});

describe(rule, () => {
  it('finds the three layers of its fixture, at the call that multiplies last', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'error',
        subject: {from: 'scans', to: 'scan-archive'},
        line: lineOf(text, 'to: scan-archive'),
        operations: ['track-a-parcel'],
      },
    ]);
    // four attempts on each of three layers, the example of the SRE book
    expect(found(text, rule)[0]!.message).toContain('can become 64 requests to scan-archive');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('warns above ten requests and errs above fifty', () => {
    expect(found(layers(4, 2, 1), rule)).toEqual([]); // 5 x 2
    expect(found(layers(10, 1), rule)).toMatchObject([{severity: 'warning'}]); // 11
    expect(found(layers(4, 3, 1), rule)).toMatchObject([{severity: 'warning'}]); // 5 x 5 x 2
    expect(found(layers(2, 3, 5), rule)).toMatchObject([{severity: 'error'}]); // 3 x 3 x 6
  });

  it('errs on a cycle with retries', () => {
    const cycle = {services: {a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'a', retries: {max: 1}, timeout: '1s'}]}}};
    expect(found(cycle, rule)).toMatchObject([{severity: 'error', subject: {from: 'b', to: 'a'}}]);
  });
});
