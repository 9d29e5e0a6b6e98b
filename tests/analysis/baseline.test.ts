import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Analysis, analysis} from '../../src/analysis/analysis.ts';
import {againstBaseline, type Baseline, baselineOf, findingKey} from '../../src/analysis/baseline.ts';
import {rules} from '../../src/analysis/rules/index.ts';
import type {Finding, Severity, Subject} from '../../src/analysis/rules/rule.ts';
import {topologyOf} from './built.ts';

const empty = analysis(topologyOf({services: {a: {}}}), {rules: Object.values(rules)});
const finding = (rule: string, subject: Subject, severity: Severity = 'warning'): Finding => ({
  rule,
  subject,
  severity,
  message: 'm',
  advice: 'a',
  source: 's',
  line: 1,
  operations: [],
});
const holding = (findings: readonly Finding[]): Analysis => ({...empty, findings});

const name = fc.constantFrom('a', 'b', 'a:b', 'b#c', '__proto__', '"');
const subject = fc.oneof(
  fc.record({from: name, to: name, name}),
  fc.record({service: name}),
  fc.record({operation: name}),
  fc.record({event: name}),
  fc.record({event: name, consumer: name}),
  fc.record({broker: name}),
);
const findings = fc.array(
  fc.tuple(fc.constantFrom('x', 'y'), subject).map(([rule, about]) => finding(rule, about)),
  {maxLength: 12},
);
const seeded = {seed: 20260101, numRuns: 300};
/** How often each key occurs: the multiset that a list is. */
const counted = (entries: readonly {rule: string; subject: Subject}[]) => {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.rule, Object.entries(entry.subject).sort()]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};
const minus = (a: Map<string, number>, b: Map<string, number>) =>
  new Map([...a].map(([key, n]) => [key, n - (b.get(key) ?? 0)] as const).filter(([, n]) => n > 0));

describe('a baseline', () => {
  it('takes everything out that it was made of, and nothing of it is stale', () => {
    fc.assert(
      fc.property(findings, (all) => {
        const {analysis, known, stale} = againstBaseline(holding(all), baselineOf(holding(all)));
        expect(analysis.findings).toEqual([]);
        expect(known).toHaveLength(all.length);
        expect(stale).toEqual({findings: [], calls: []});
      }),
      seeded,
    );
  });

  it('leaves what is new and names what is gone, each as often as it occurs', () => {
    fc.assert(
      fc.property(findings, findings, (before, now) => {
        const {analysis, known, stale} = againstBaseline(holding(now), baselineOf(holding(before)));
        expect(counted(analysis.findings)).toEqual(minus(counted(now), counted(before)));
        expect(counted(stale.findings)).toEqual(minus(counted(before), counted(now)));
        expect(known.length + analysis.findings.length).toBe(now.length);
      }),
      seeded,
    );
  });

  it('knows a finding again by rule and subject, not by line, severity or words', () => {
    const before = finding('x', {service: 'a'});
    const now = {...before, line: 99, severity: 'error' as const, message: 'other', advice: 'other'};
    expect(againstBaseline(holding([now]), baselineOf(holding([before]))).analysis.findings).toEqual([]);
  });

  it('of two findings with one key takes the less severe for the known one', () => {
    const both = [finding('x', {service: 'a'}, 'error'), finding('x', {service: 'a'}, 'info')];
    const kept: Baseline = {findings: [{rule: 'x', subject: {service: 'a'}}], calls: []};
    expect(againstBaseline(holding(both), kept).analysis.findings).toEqual([both[0]]);
  });

  it('has the same content for the same findings in any order', () => {
    fc.assert(
      fc.property(findings, (all) => {
        expect(baselineOf(holding([...all].reverse())).findings.map(findingKey)).toEqual(
          baselineOf(holding(all)).findings.map(findingKey),
        );
      }),
      seeded,
    );
  });

  it('keeps every call once for each target, and a new call as a call alone', () => {
    const topology = topologyOf({
      services: {
        a: {
          calls: [
            {to: {of: ['b', 'c'], required: 1}, name: 'n'},
            {to: 'b', onFailure: {fallback: 'c'}},
          ],
        },
        b: {},
        c: {},
      },
    });
    const found = analysis(topology, {rules: []});
    const added = finding('new-synchronous-call', {from: 'a', to: 'b', name: 'b'});
    expect(baselineOf({...found, findings: [added]})).toEqual({
      findings: [],
      calls: [
        {from: 'a', to: 'b', name: 'b'},
        {from: 'a', to: 'b', name: 'n'},
        {from: 'a', to: 'c', name: 'n'},
      ],
    });
  });
});
