import {describe, expect, it} from 'vitest';
import {type Analysis, analysis} from '../../src/analysis/analysis.ts';
import {comparison} from '../../src/analysis/comparison.ts';
import {knownCount, knownPercent, knownYearly} from '../../src/figures.ts';
import {analysisMarkdown} from '../../src/report/analysis-markdown.ts';
import {analysisText} from '../../src/report/analysis-text.ts';
import {conversionText} from '../../src/report/conversion-text.ts';
import {decisionRecord} from '../../src/report/decision-record.ts';
import {operations as operationCards} from '../../src/report/html/operations.ts';
import {availabilityBars} from '../../src/ui/chart-data.ts';
import {availabilityWords} from '../../src/ui/charts/availability.ts';
import {bounded} from '../analysis/bounded.ts';
import {topologyOf} from '../analysis/built.ts';
import {all, converted, done, taskApi} from '../analysis/converted.ts';

const plain = {width: 100, paint: (_: string, text: string) => text};

/** Every time is stated, so that no time is told as a bound. */
const tasks = {...taskApi, services: {...taskApi.services, siem: {latency: '10ms', kind: 'external'}}};
const topology = topologyOf(JSON.stringify(tasks));
const today = analysis(topology, {rules: []});

describe('figures that are bounds', () => {
  it('say of what is good "at least" and of what is bad "at most"', () => {
    const bounds = [knownPercent(0.9995, false), knownYearly(53, false), knownCount(4380, false)];
    expect(bounds).toEqual(['at least 99.95 %', 'at most 53 min', 'at most 4,380']);
    const exact = [knownPercent(0.9995, true), knownYearly(53, true), knownCount(4380, true)];
    expect(exact).toEqual(['99.95 %', '53 min', '4,380']);
  });

  it.each([
    ['text', (a: Analysis) => analysisText(a, {...plain, file: 'tasks.yaml', top: 10})],
    ['Markdown', (a: Analysis) => analysisMarkdown(a, {file: 'tasks.yaml'})],
  ])('are told as such in an analysis as %s, exact ones are not', (_, told) => {
    // Five of 99.9 % in series: 0.995009990004999, 43.7 h of 8,760 down.
    expect(told(today)).toContain('99.501 %');
    expect(told(today)).not.toMatch(/at (least|most)/);
    const text = told(bounded(today, 0.9998)).replace(/\s+/g, ' ');
    expect(text).toContain('between 99.501 % and 99.98 %');
    expect(text).toContain('too tangled for the exact figure');
    expect(text).toContain('What each dependency costs is not known: too tangled to be worked out.');
    expect(text).toMatch(/at most 43\.71 h/);
    expect(text).toMatch(/at most [\d,]+ failed requests|failed requests a year \| at most [\d,]+/);
  });

  const result = done(converted(tasks, all));
  const {before, after} = result;

  it('are told as such on the side of a conversion where they are bounds', () => {
    const mixed = {...result, before: bounded(before, 0.9998)};
    const text = conversionText(mixed, plain);
    expect(text).toMatch(/available +at least 99\.501 % -> 99\.89 %/);
    expect(text).toMatch(/down a year +at most 43\.71 h -> 9\.6\d h/);
    expect(text).toContain('today at least 99.501 %');
    const record = decisionRecord(mixed, {
      name: 'Tasks',
      file: 'tasks.yaml',
      date: '2026-11-23',
      broker: 'kafka',
      outbox: false,
    });
    expect(record).toMatch(/at least 99\.501 % +\| +99\.89 %/);
  });

  it('prove neither that a conversion is pointless nor that it makes an operation worse', () => {
    const sides = (b: Analysis, a: Analysis) => comparison(b, a, topology, [], []);
    const same = sides(before, before);
    expect(same.pointless).toBe(true);
    expect(sides(bounded(before, 0.9998), before).pointless).toBe(false);
    const worse = /is down .* a year more than before/;
    expect(sides(after, before).worse.join(' ')).toMatch(worse);
    expect(sides(after, bounded(before, 0.9998)).worse.join(' ')).not.toMatch(worse);
  });

  // 99.501 % at worst: above the first target, between the bounds, below the last.
  it.each([
    ['99%', 'met'],
    ['99.9%', 'not known'],
    ['99.99%', 'missed'],
  ])('leave a target of %s %s, in every table', (availability, verdict) => {
    const {'create-task': op} = tasks.operations;
    const names = ['create-task', 'b', 'c', 'd'];
    const operations = Object.fromEntries(names.map((name) => [name, {...op, target: {availability}}]));
    const asked = bounded(analysis(topologyOf(JSON.stringify({...tasks, operations})), {rules: []}), 0.9998);
    const text = analysisText(asked, {...plain, file: 'tasks.yaml', top: 10});
    const share = availability.replace('%', ' %');
    expect(text).toContain(`target ${share}: ${verdict}`);
    expect(text).toMatch(new RegExp(`create-task +99\\.501 to 99\\.98 % +${verdict}  `));
    const page = analysisMarkdown(asked, {file: 'tasks.yaml'});
    expect(page).toContain(`| availability target | ${share}: ${verdict}`);
    expect(page.includes('Missed: ')).toBe(verdict === 'missed');
    expect(page.includes('meet them')).toBe(verdict === 'met');
    const {markup} = operationCards({analysis: asked, topology}, undefined);
    expect(markup).toContain(`99.501 to 99.98 %`);
    expect(markup).toMatch(new RegExp(`> *[✓✗?] ${verdict}</span>`));
    const side = {topology, down: new Set<string>(), analysis: asked};
    const bars = availabilityBars({before: side, after: side});
    expect(availabilityWords(bars)[0]).toContain(`Target ${share} ${verdict}.`);
  });
});
