import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type AnalysisMarkdownOptions, analysisMarkdown} from '../../src/report/analysis-markdown.ts';
import {analyzed} from '../analysis/built.ts';
import {readFixture} from '../topology/fixtures.ts';
import {hostileNames} from './hostile-text.ts';
import {rendered} from './rendered.ts';

const taskApi = analyzed(readFixture('task-api.topology.yaml'));
const healthy = analyzed(readFixture('task-api-healthy.topology.yaml'));
const everything = analyzed(readFixture('everything.topology.yaml'));
const file = 'shop.topology.yaml';
const page = (analysis: typeof taskApi, options: Partial<AnalysisMarkdownOptions> = {}) =>
  analysisMarkdown(analysis, {file, ...options});

describe('the Task API of the course', () => {
  const text = page(taskApi);

  it('opens with what is missed, what costs most and what to do next', () => {
    // Four services of 99.9 % in a row and 50 + 2000 + 500 + 50 ms, as the course has them.
    const [title, first, command] = text.split('\n\n');
    expect(title).toBe('# Task management');
    expect(first).toBe(
      'Missed: create-task (available 99.6006 % instead of 99.9 % and p99 2.6 s instead of 300 ms). ' +
        'The call that costs most is task-api -> notification: 8.73 h of downtime a year, and its caller waits 2 s. ' +
        'The file says that nobody needs its result: see what an event would change.',
    );
    expect(command).toBe('```sh\neventcoach convert shop.topology.yaml --call task-api:notification --event NAME\n```');
  });

  it.each([
    '| available | 99.6006 % |',
    '| down a year | 34.99 h |',
    // 0.003994003999 x 20/s x 31,536,000 s
    '| failed requests a year | 2,519,098 |',
    '| availability target | 99.9 %: missed; even with a perfect task-api only 99.7003 % is possible |',
    '| p50 / p95 / p99 | 2.6 s / 2.6 s / 2.6 s |',
    '| p99 target | 300 ms: missed; its calls alone take longer |',
    '| task-api | 52 of 200 | 0 % | after 10 s: notification, audit and reminder |',
    '| notification | 99.9 % | 8.73 h |',
    "| task-api -> audit | 8.73 h | 500 ms | tight | tight | partial | Does task-api need to wait for audit's result? no, so an event would do: convert |",
    '| reminder | create-task |  |  |  |',
    '- no contract.fields stated for task-api -> audit and task-api -> reminder',
    '- Latency is without queueing. Availability counts what is up: overload, and requests given up after a timeout, are told beside it.',
  ])('says %s', (line) => {
    expect(text.split('\n')).toContain(line);
  });

  it('names the place of every finding, with its advice below it', () => {
    expect(text).toMatch(/- \*\*error\*\* target-missed \(shop\.topology\.yaml:24\): create-task misses .*\n {2}- \S/);
  });

  it('offers neither places nor a command where the topology came from standard input', () => {
    const nameless = page(taskApi, {file: undefined});
    expect(nameless).not.toMatch(/```|topology\.yaml/);
    expect(nameless).toContain('- **error** target-missed: create-task misses');
  });

  it('shows the day of the file beside another day', () => {
    // The course's healthy day: notification takes 50 ms, 50 + 50 + 500 + 50.
    const both = page(taskApi, {before: healthy});
    expect(both).toContain('|  | in the file | on this day |');
    expect(both).toContain('| answers typically in | 650 ms | 2.6 s |');
    expect(both).toContain('| p50 / p95 / p99 | 650 ms / 650 ms / 650 ms | 2.6 s / 2.6 s / 2.6 s |');
  });
});

it('asks the costliest open question where nothing is known to convert', () => {
  const asked = analyzed({
    services: {a: {calls: [{to: 'b'}, {to: 'c'}]}, b: {availability: '99%'}, c: {}},
  });
  expect(page(asked)).toContain("To answer next: Does a need to wait for b's result?");
  expect(page(asked)).toContain('No operation states a target.');
  expect(page(asked)).not.toContain('```');
});

it('says that targets are met', () => {
  const met = {services: {a: {}}, operations: {o: {entry: 'a', target: {availability: '99%'}}}};
  expect(page(analyzed(met))).toContain('o meets its targets.');
});

describe('one operation', () => {
  const shared = analyzed({
    services: {a: {calls: [{to: 'c', needsResult: false}]}, b: {calls: [{to: 'd'}]}, c: {}, d: {}},
    operations: {first: {entry: 'a'}, second: {entry: 'b'}},
  });

  it('leaves the calls, findings and outages of others out', () => {
    const text = page(shared, {operation: 'second'});
    expect(text).toContain('## second');
    expect(text).toContain('b -> d');
    expect(text).not.toMatch(/^## first|^\| a -> c|^\| c \||: a -> c/m);
  });
});

it('tells how much a limit leaves out', () => {
  const text = page(everything, {top: 2});
  expect(text).toContain(
    `2 of ${everything.couplings.length} calls are listed, the costliest first; \`--top 10\` lists all.`,
  );
  expect(text).toContain(`2 of ${everything.findings.length} findings are listed, the most severe first;`);
  expect(text.match(/^\| shop\/order -> /gm)).toHaveLength(2);
});

describe('whatever the names are', () => {
  const hostile = page(analyzed(readFixture('hostile.topology.yaml')), {top: 100});

  it('nothing comes of the hostile fixture but the elements of the page', () => {
    const {elements, text} = rendered(hostile);
    const own = ['h1', 'h2', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li', 'strong', 'code', 'pre'];
    expect([...new Set(elements)].filter((name) => !own.includes(name))).toEqual([]);
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('__proto__');
    expect(text).toContain('toString | <i>x</i>');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|NaN|undefined/);
  });

  it('a page has the same elements as with plain names', () => {
    const elements = (names: readonly string[]) => {
      const [a = '', b = '', c = '', operation = '', name = ''] = names;
      const text = page(
        analyzed({
          name,
          services: {
            ...Object.fromEntries([
              [
                a,
                {
                  concurrency: 3,
                  calls: [
                    {to: b, needsResult: false},
                    {to: c, name},
                  ],
                },
              ],
            ]),
            ...Object.fromEntries([
              [b, {latency: '1s'}],
              [c, {kind: 'external'}],
            ]),
          },
          operations: Object.fromEntries([[operation, {entry: a, rate: '9/s', target: {availability: '99.9%'}}]]),
        }),
        {file: name},
      );
      return rendered(text).elements.filter((element) => element !== 'code');
    };
    const plain = elements(['a', 'b', 'c', 'o', 'n']);
    expect(plain.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(hostileNames(5), (names) => {
        expect(elements(names)).toEqual(plain);
      }),
      {seed: 6, numRuns: 25},
    );
  });
});
