import {describe, expect, it} from 'vitest';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'service-chain';
/** s0 -> s1 -> ... with one list of extra fields for each call. */
const chain = (calls: readonly object[], services: object = {}) => ({
  services: {
    ...Object.fromEntries(
      Array.from({length: calls.length + 1}, (_, i) => [
        `s${i}`,
        i < calls.length ? {calls: [{to: `s${i + 1}`, timeout: '1s', ...calls[i]}]} : {},
      ]),
    ),
    ...services,
  },
  operations: {op: {entry: 's0'}},
});
const needed = (n: number) => Array.from({length: n}, () => ({needsResult: true, kind: 'command'}));

describe(rule, () => {
  it('finds the chain of its fixture, and the call in it that nobody needs', () => {
    const text = ruleFixture(rule);
    const [only, ...others] = found(text, rule);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      severity: 'warning',
      subject: {from: 'rooms', to: 'cleaning-plan', name: 'cleaning-plan'},
      line: lineOf(text, 'to: cleaning-plan'),
      operations: ['book-a-room'],
    });
    expect(only!.message).toContain('runs through 5 calls');
    expect(only!.message).toContain('website -> booking -> rooms -> cleaning-plan -> shifts -> shift-db');
    expect(only!.advice).toContain('takes the last 3 calls out of the chain');
    // the call that lengthens the chain is itself waited for in vain
    expect(loudRules(text)).toEqual(['needless-wait', rule]);
  });

  it('warns from four calls on and errs from six on', () => {
    expect(found(chain(needed(3)), rule)).toEqual([]);
    expect(found(chain(needed(4)), rule)).toMatchObject([{severity: 'warning'}]);
    expect(found(chain(needed(5)), rule)).toMatchObject([{severity: 'warning'}]);
    expect(found(chain(needed(6)), rule)).toMatchObject([{severity: 'error'}]);
  });

  it('points at the best place to cut: not needed, perhaps not needed, only read, one team, and else none', () => {
    const [a, b, c, d] = needed(4) as [object, object, object, object];
    const team = {
      s1: {team: 'x', calls: [{to: 's2', timeout: '1s', ...b}]},
      s2: {team: 'x', calls: [{to: 's3', timeout: '1s', ...c}]},
    };
    const read = {kind: 'query', needsResult: true};
    const open = {kind: 'command'};
    expect(found(chain([a, read, open, {needsResult: false}], team), rule)[0]!.subject).toMatchObject({from: 's3'});
    expect(found(chain([a, read, open, d]), rule)[0]!.subject).toMatchObject({from: 's2'});
    expect(found(chain([a, read, c, d]), rule)[0]!.subject).toMatchObject({from: 's1'});
    const [merged] = found(chain([a, b, c, d], team), rule);
    expect(merged!.subject).toMatchObject({from: 's1', to: 's2'});
    expect(merged!.advice).toContain('belong to one team (x)');
    expect(found(chain([a, b, c, d]), rule)[0]!.subject).toEqual({operation: 'op'});
  });

  it('does not cut at a datastore or a third party, which cannot consume an event', () => {
    const [a, b, c] = needed(3) as [object, object, object];
    const file = chain([a, b, c, {needsResult: false}], {s4: {kind: 'external'}});
    expect(found(file, rule)[0]!.subject).toEqual({operation: 'op'});
  });

  it('tells one place to cut once, for the longest chain through it', () => {
    const calls = [
      {needsResult: true},
      {needsResult: true},
      {needsResult: true},
      {needsResult: false},
      {needsResult: true},
    ];
    const file = {...chain(calls), operations: {short: {entry: 's1'}, long: {entry: 's0'}}};
    expect(found(file, rule)).toMatchObject([{message: expect.stringContaining('long runs through 5 calls')}]);
  });

  it('counts every service of a circle once, however large', () => {
    const ring = (size: number) => ({
      services: Object.fromEntries(
        Array.from({length: size}, (_, i) => [
          `r${i}`,
          {calls: [{to: `r${(i + 1) % size}`, needsResult: true, kind: 'command'}]},
        ]),
      ),
    });
    expect(found(ring(4), rule)).toEqual([]);
    expect(found(ring(5), rule)[0]!.message).toContain('runs through 4 calls');
    expect(found(ring(30), rule)[0]!.message).toContain('runs through 29 calls');
  });

  it('lacks no field', () => {
    expect(blind(chain(needed(4)), rule)).toEqual([]);
  });
});
