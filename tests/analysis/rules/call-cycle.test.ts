import {describe, expect, it} from 'vitest';
import {callCycle} from '../../../src/analysis/rules/call-cycle.ts';
import type {Evidence} from '../../../src/analysis/rules/rule.ts';
import {topologyOf} from '../built.ts';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'call-cycle';
const call = (to: string, more: object = {}) => ({to, timeout: '1s', kind: 'command', needsResult: true, ...more});

describe(rule, () => {
  it('finds the circle of its fixture although no two endpoints call each other', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'members/allowed', to: 'loans/at-home'},
        line: lineOf(text, 'to: loans/at-home'),
        operations: ['lend-a-book'],
      },
    ]);
    expect(found(text, rule)[0]!.message).toContain('members -> loans -> members');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('finds nothing where calls only go down', () => {
    const services = {a: {calls: [call('b'), call('c')]}, b: {calls: [call('c')]}, c: {}};
    expect(found({services}, rule)).toEqual([]);
    const never = {services: {a: {calls: [call('b')]}, b: {calls: [call('a', {probability: 0})]}}};
    expect(found(never, rule)).toEqual([]);
  });

  it('opens a circle at the call that is not needed, then at the open question, then where it comes back to the first', () => {
    const ring = (more: readonly object[]) => ({
      services: Object.fromEntries(
        ['a', 'b', 'c'].map((name, i) => [name, {calls: [call(['b', 'c', 'a'][i]!, more[i])]}]),
      ),
    });
    const subject = (file: object) => found(file, rule)[0]!.subject;
    expect(subject(ring([{}, {}, {}]))).toMatchObject({from: 'c', to: 'a'});
    expect(subject(ring([{}, {needsResult: undefined}, {}]))).toMatchObject({from: 'b', to: 'c'});
    expect(subject(ring([{needsResult: false}, {needsResult: undefined}, {}]))).toMatchObject({from: 'a', to: 'b'});
    expect(found(ring([{}, {}, {}]), rule)).toHaveLength(1);
  });

  it('says the shortest way round in a tangle of many, and tells two tangles apart', () => {
    const hub = {calls: ['s1', 's2', 's3'].map((to) => call(to))};
    const back = {calls: [call('hub')]};
    const pair = {x: {calls: [call('y')]}, y: {calls: [call('x')]}};
    const [first, second, ...others] = found({services: {hub, s1: back, s2: back, s3: back, ...pair}}, rule);
    expect(others).toEqual([]);
    expect(first!.message).toContain('4 services call each other in a circle (s1 -> hub -> s1)');
    expect(second!.message).toContain('x and y call each other');
  });

  it('remarks on a service that calls itself, apart from circles', () => {
    const services = {a: {endpoints: {x: {calls: [call('a/y')]}, y: {}}}};
    expect(found({services}, rule)).toMatchObject([{severity: 'info', subject: {from: 'a/x', to: 'a/y'}}]);
  });

  it('takes a fallback as a call', () => {
    const services = {a: {calls: [call('b', {onFailure: {fallback: 'c'}})]}, b: {}, c: {calls: [call('a')]}};
    expect(found({services}, rule)).toHaveLength(1);
  });

  it('goes through a circle of fifty thousand services', () => {
    const size = 50_000;
    const services = Object.fromEntries(
      Array.from({length: size}, (_, i) => [`r${i}`, {calls: [call(`r${(i + 1) % size}`)]}]),
    );
    // The rule alone: the blast radius of each of them is every other.
    const {findings} = callCycle.judge({topology: topologyOf({services})} as Evidence);
    expect(findings).toMatchObject([{subject: {from: 'r49999', to: 'r0'}}]);
  });
});
