import {describe, expect, it} from 'vitest';
import {analysis} from '../../../src/analysis/analysis.ts';
import {checkedNumbers} from '../../../src/critique/model/checked-numbers.ts';
import {ourFigures} from '../../../src/critique/model/figures.ts';
import {mentions} from '../../../src/critique/model/mentions.ts';
import {parseTopology} from '../../../src/topology/parse.ts';
import {bounded} from '../../analysis/bounded.ts';

/** The Task API of the course: 50 + 2000 + 500 + 50 ms = 2.6 s; 0.999^4 = 0.996006, 34.99 h of downtime a year. */
const {topology} = parseTopology(`version: 1
name: Tasks
defaults: {availability: 99.9%}
services:
  task-api:
    latency: 50ms
    calls: [{to: notification, timeout: 30s}, {to: audit}, {to: reminder}]
  notification: {latency: 2s}
  audit: {latency: 500ms}
  reminder: {latency: 50ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms, retention: 7d}}
operations: {create-task: {entry: task-api, rate: 20/s, target: {availability: 99.9%, p99: 300ms}}}
`);
// After the conversion of all three: 0.999 * 0.9999.
const impact = {
  availability: {
    operation: 'create-task',
    before: 0.996006,
    after: 0.9989001,
    downtimeMinutesPerYear: {before: 2099.2, after: 578.1},
  },
  latency: {operation: 'create-task', typicalMs: {before: 2600, after: 55}, p99Ms: {before: 2600, after: 55}},
};
const today = analysis(topology!, {rules: []});
const figures = ourFigures(topology!, today, impact);
const resultsOf = (text: string, own: string[] = []) =>
  checkedNumbers(
    [{where: 'line 1', text}],
    figures,
    own.map((one) => ({name: 'the proposal', text: one})),
  );
const brief = (text: string, own: string[] = []) => resultsOf(text, own).map((one) => `${one.text}: ${one.result}`);

describe('a figure that is ours is confirmed, however it is rounded and in whatever unit', () => {
  it.each([
    ['Availability is 99.6 %.', '99.6 %'],
    ['Availability is 99.6006%.', '99.6006%'],
    ['The availability of create-task is 0.996006.', '0.996006'],
    ['It is down 35 h a year.', '35 h'],
    ['Downtime: 34.99 hours per year.', '34.99 hours'],
    ['About 2,099 minutes of downtime a year.', '2,099 minutes'],
    ['It answers in 2.6 s.', '2.6 s'],
    ['It answers in 2600 ms.', '2600 ms'],
    ['The response takes 2,600 ms.', '2,600 ms'],
    ['Users wait 2.6-second answers.', '2.6-second'],
    ['Slack makes the request wait about 2.5 s.', '2.5 s'],
    ['notification alone takes 2 s.', '2 s'],
    ['At 20 requests per second that adds up.', '20 requests per second'],
    ['After it, the response takes 55 ms.', '55 ms'],
    ['Availability rises to 99.89 %.', '99.89 %'],
    ['0.4 % of the requests fail.', '0.4 %'],
    ['The timeout is 30 s.', '30 s'],
    ['The broker keeps it for 7 days.', '7 days'],
  ])('%s', (text, number) => {
    expect(brief(text)).toEqual([`${number}: confirmed`]);
  });
});

describe('a downtime that is said of another span of time than a year', () => {
  // 34.99 h a year: 2.916 h a month, 40.37 min a week, 5.75 min a day.
  it.each([
    ['It is down 2.9 hours a month.', '2.9 hours: confirmed'],
    ['In a month, create-task has 2.9 hours of downtime.', '2.9 hours: confirmed'],
    ['Monthly downtime of create-task: 2.92 h', '2.92 h: confirmed'],
    ['| create-task downtime, each week | 40.4 min |', '40.4 min: confirmed'],
    ['Daily outages of create-task last 5.8 min.', '5.8 min: confirmed'],
    ['The downtime of create-task is 2.9 h.', '2.9 h: confirmed'],
    ['In a year, create-task has 2.9 h of downtime.', '2.9 h: contradicted'],
    ['In a week, create-task has 2.9 h of downtime.', '2.9 h: contradicted'],
    ['create-task is down 4.1 hours a month.', '4.1 hours: contradicted'],
  ])('%s', (text, result) => {
    expect(brief(text)).toEqual([result]);
  });

  it('stands beside ours of the same span where it is wrong', () => {
    expect(resultsOf('create-task is down 4.1 hours a month.')[0]?.ours).toBe(
      '2.92 h a month, 34.99 h (create-task: down a year today)',
    );
  });
});

describe('a figure that is not ours is contradicted, with ours beside it', () => {
  it.each([
    // The slips of popular tellings: 3.65 h for 99.9 %, 35.1 h, 2.55 s.
    ['99.9 % means 3.65 h of downtime a year.', /3\.65 h: contradicted/],
    ['The chain is down 35.1 h a year.', /35\.1 h: contradicted/],
    ['create-task answers in 2.55 s.', /2\.55 s: contradicted/],
    ['create-task is available 99.5 % of the time.', /99\.5 %: contradicted/],
    ['Then availability is 100 %.', /100 %: contradicted/],
    ['audit takes 2 s.', /2 s: contradicted/],
    ['It serves 50 requests per second.', /50 requests per second: contradicted/],
  ])('%s', (text, result) => {
    expect(brief(text).join('\n')).toMatch(result);
  });

  it('names ours', () => {
    expect(resultsOf('create-task answers in 2.55 s.')[0]?.ours).toBe(
      '2.6 s (create-task: answers in, typically, today)',
    );
    expect(resultsOf('The chain is down 35.1 h a year.')[0]?.ours).toMatch(
      /^34\.99 h \(create-task: down a year today\)$/,
    );
  });
});

describe('what nothing here can tell is not checkable', () => {
  it.each([
    ['Set a timeout of 400 ms.', '400 ms'],
    ['If audit were available 99.99 % of the time, it would help little.', '99.99 %'],
    ['Suppose it answers in 90 ms.', '90 ms'],
    ['Most teams save 30 % this way.', '30 %'],
    ['Messages stay below 900 kB.', '900 kB'],
    ['There are 37 of them.', '37'],
    // The timeout of a call is 30 s too, but that is chance.
    ['A circuit breaker of 30 s would do.', '30 s'],
    ['Retries back off by 250 ms.', '250 ms'],
  ])('%s', (text, number) => {
    expect(brief(text)).toEqual([`${number}: not-checkable`]);
  });
});

it("confirms the proposal's own numbers", () => {
  expect(brief('Within 300 ms, for 4000 orders.', ['latency budget 300 ms', '4000 orders a day'])).toEqual([
    '300 ms: confirmed',
    '4000: confirmed',
  ]);
});

it.each([
  'On 2026-03-01 at 12:30:05, in 2025, on 24 March.',
  '1. First\n2) Second\n(3) Third',
  'Kafka 4.1, version 3.9.0, v2, Kafka 4.x, Node 24, KIP-848, RFC 9110, HTTP 503, p99, the 99th percentile, k8s',
  'effects[0].result, POST /api/v1/mails, task-2, service_3, step 12, chapter 13',
])('takes no date, list number, version or name for a figure: %s', (text) => {
  expect(mentions(text)).toEqual([]);
});

it('takes its time with neither long texts nor many figures', () => {
  const many = Array.from({length: 50_000}, (_, i) => ({...figures[0]!, subject: `s${i}`}));
  const text = `s7 ${'1,'.repeat(5000)} ${'9.'.repeat(5000)} ${'12 % available '.repeat(200)}`;
  const results = checkedNumbers([{where: 'x', text}], many, []);
  expect(results.filter(({ours}) => ours?.includes('s7'))).toHaveLength(200);
});

describe('a figure of a system that is too tangled for it', () => {
  it('is not handed out as ours: of bounds nobody can be right or wrong', () => {
    const about = (all: typeof figures) => new Set(all.filter((one) => one.of === 'operation').map(({what}) => what));
    const [known, rough] = [
      ourFigures(topology!, today, undefined),
      ourFigures(topology!, bounded(today, 0.999), undefined),
    ];
    const gone = [...about(known)].filter((what) => !about(rough).has(what));
    expect(gone.toSorted()).toEqual(
      [
        'available at best',
        'available today',
        'down a year today',
        'failed requests a year',
        'not available at best',
        'not available today',
      ].toSorted(),
    );
  });
});
