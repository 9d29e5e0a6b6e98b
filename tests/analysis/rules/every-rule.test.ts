import {existsSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {rules} from '../../../src/analysis/rules/index.ts';
import {analyzed} from '../built.ts';
import {found, ruleFixture} from './found.ts';

const ids = Object.keys(rules) as (keyof typeof rules)[];

describe('every rule', () => {
  it('is listed under its own id, in the order of the alphabet, with a source', () => {
    expect(ids).toEqual(ids.toSorted());
    for (const [id, rule] of Object.entries(rules)) {
      expect(rule.id).toBe(id);
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.source.length).toBeGreaterThan(20);
    }
  });

  it.each(ids)('%s has tests of its own, and a fixture in which it finds something on a line of its own', (id) => {
    expect(existsSync(new URL(`${id}.test.ts`, import.meta.url))).toBe(true);
    const findings = found(ruleFixture(id), id);
    expect(findings.length).toBeGreaterThan(0);
    for (const {line} of findings) expect(line).toBeGreaterThan(4);
  });

  it.each(ids)('%s says what is so and what to do in whole sentences', (id) => {
    for (const {message, advice} of found(ruleFixture(id), id)) {
      for (const text of [message, advice]) {
        expect(text).toMatch(/[.?]$/);
        expect(text).not.toMatch(/undefined|NaN|Infinity|\[object| {2}/);
        expect(text.length).toBeLessThan(500);
      }
    }
  });

  it('comes after whatever is louder', () => {
    const file = {
      services: {
        a: {concurrency: 10, calls: [{to: 'b', retries: {max: 3}}]},
        b: {kind: 'external', latency: '10ms'},
      },
      operations: {op: {entry: 'a', rate: '100/s', target: {availability: '99.99%'}}},
    };
    const severities = analyzed(file).findings.map(({severity}) => severity);
    expect(new Set(severities).size).toBeGreaterThan(1);
    expect(severities).toEqual(severities.toSorted());
  });

  it('says the same of a topology whose names are other words', () => {
    // A rule that looked at names would tell the two apart.
    const renamed = (text: string) => text.replaceAll('statistics', 'zeppelin').replaceAll('posts', 'aardvarks');
    const seen = (text: string) =>
      analyzed(text).findings.map(({rule, severity, line}) => `${rule} ${severity} ${line}`);
    const text = ruleFixture('needless-wait');
    expect(seen(renamed(text))).toEqual(seen(text));
  });
});
