import {describe, expect, it} from 'vitest';
import {analysis} from '../../../src/analysis/analysis.ts';
import type {Evidence} from '../../../src/analysis/rules/rule.ts';
import {targetMissed} from '../../../src/analysis/rules/target-missed.ts';
import {blindSpotLines} from '../../../src/report/blind-spot-lines.ts';
import {bounded} from '../bounded.ts';
import {analyzed, topologyOf} from '../built.ts';
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

  const bounds = (target: string, best: number, call: object = {}) => {
    const rules = [{...targetMissed, judge: (e: Evidence) => targetMissed.judge(bounded(e, best))}];
    // 99.9 % twice: 99.8001 % at worst
    return analysis(topologyOf(file({availability: target}, {}, call)), {rules});
  };

  it('finds nothing where a tangled system may or may not meet its target, and says that it could not judge', () => {
    const {findings, blindSpots} = bounds('99.9%', 0.9995);
    expect(findings).toEqual([]);
    expect(blindSpots.filter(({rule: own}) => own === rule)).toEqual([
      {
        rule,
        field: 'target.availability',
        subject: 'op',
        because: '99.9 % is asked for; too tangled to be worked out: between 99.8001 % and 99.95 %',
      },
    ]);
    const [line] = blindSpotLines(blindSpots, 4);
    expect(line).toBe(
      'whether the availability target is met by op (99.9 % is asked for; too tangled to be worked out: between 99.8001 % and 99.95 %)',
    );
    // Nor is it said to be up as often as asked for, where requests are given up besides.
    expect(bounds('99.9%', 0.9995, {timeout: '5ms'}).findings).toEqual([]);
    expect(bounds('99.8%', 0.9995).blindSpots.filter(({because}) => because)).toEqual([]);
  });

  it('is sure of a target that a tangled system misses even at best', () => {
    const {findings, blindSpots} = bounds('99.99%', 0.9995);
    // 0.0005 of 525,600 minutes
    expect(findings.map(({message}) => message)).toEqual([
      'op misses its target: availability at most 99.95 % instead of 99.99 % (down 4.38 h a year or more).',
    ]);
    expect(blindSpots.filter(({because}) => because)).toEqual([]);
  });

  it('warns where the target is met by what is up but not by what is answered, once', () => {
    const call = {timeout: '5ms'};
    const [only, ...more] = found(file({availability: '99%'}, {}, call), rule);
    expect(more).toEqual([]);
    expect(only).toMatchObject({severity: 'warning', subject: {operation: 'op'}});
    expect(only!.message).toBe(
      'op is up as often as its target asks for, but fewer requests are answered: 100 % of the requests are given up because a callee takes longer than its timeout.',
    );
    expect(found(file({availability: '99%', p99: '1s'}, {}, call), rule)).toHaveLength(1);
    expect(found(file({availability: '99%'}, {}, {timeout: '50ms'}), rule)).toEqual([]);
  });

  it('begins with the operation that is furthest from its target, whatever the order of the file', () => {
    const names = ['near', 'far', 'middle'];
    const of = (order: readonly string[]) =>
      found(
        {
          services: {near: {availability: '99.8%'}, far: {availability: '90%'}, middle: {availability: '99%'}},
          operations: Object.fromEntries(order.map((entry) => [entry, {entry, target: {availability: '99.9%'}}])),
        },
        rule,
      ).map(({subject}) => subject);
    const worst = [{operation: 'far'}, {operation: 'middle'}, {operation: 'near'}];
    expect(of(names)).toEqual(worst);
    expect(of(names.toReversed())).toEqual(worst);
  });
});
