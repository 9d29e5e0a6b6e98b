import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'wide-fan-out';
const names = ['b', 'c', 'd', 'e', 'f', 'g'];
const file = (calls: readonly object[]) => ({
  services: {a: {calls}, ...Object.fromEntries(names.map((name) => [name, {}]))},
  operations: {op: {entry: 'a'}},
});
const parallel = (n: number, more: (i: number) => object = () => ({})) =>
  file(names.slice(0, n).map((to, i) => ({to, parallel: 'all', timeout: '1s', needsResult: true, ...more(i)})));

describe(rule, () => {
  it('finds the group of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'search', to: 'adapter-alpine', name: 'offers'},
        line: lineOf(text, 'to: {of:'),
        operations: ['find-a-flight'],
      },
    ]);
    // 1 - 0.99^6 = 5.852 %
    expect(found(text, rule)[0]!.message).toContain('waits for 6 answers at once');
    expect(found(text, rule)[0]!.message).toContain('5.85 %');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('begins at five answers', () => {
    expect(found(parallel(4), rule)).toEqual([]);
    expect(found(parallel(5), rule)).toHaveLength(1);
  });

  it('counts a target group with a target to spare once, one without as many as it has', () => {
    const spare = {to: {of: names, required: 5}, timeout: '1s', needsResult: true};
    expect(found(file([spare]), rule)).toEqual([]);
    expect(found(file([{...spare, to: {of: names.slice(0, 5), required: 5}}]), rule)).toHaveLength(1);
  });

  it('leaves out calls that less than half of the requests make, and calls one after the other', () => {
    expect(
      found(
        parallel(5, (i) => (i === 0 ? {probability: 0.4} : {})),
        rule,
      ),
    ).toEqual([]);
    expect(found(file(names.map((to) => ({to, timeout: '1s', needsResult: true}))), rule)).toEqual([]);
  });

  it('points at the call that is not needed, then at the one of which nobody knows', () => {
    const open = parallel(5, (i) => (i === 3 ? {needsResult: undefined} : {}));
    expect(found(open, rule)[0]).toMatchObject({subject: {to: 'e'}, advice: expect.stringContaining('needsResult')});
    const needless = parallel(5, (i) => (i === 3 ? {needsResult: undefined} : i === 4 ? {needsResult: false} : {}));
    expect(found(needless, rule)[0]).toMatchObject({subject: {to: 'f'}, advice: expect.stringContaining('not needed')});
  });
});
