import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {type Analysis, analysis} from '../../src/analysis/analysis.ts';
import {callSpecs} from '../../src/analysis/call-specs.ts';
import {conversion} from '../../src/analysis/conversion.ts';
import {openQuestions} from '../../src/analysis/open-questions.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {editedData} from '../../src/topology/edit.ts';
import {selectCalls} from '../../src/topology/select-calls.ts';
import {readSource} from '../../src/topology/source.ts';
import type {Topology} from '../../src/topology/topology.ts';
import {withoutAnswers} from '../topology/without-answers.ts';

function read(text: string) {
  const {data, locate} = readSource(text);
  const {topology, problems} = checkTopology(data, locate);
  if (!topology) throw new Error(JSON.stringify(problems));
  return {data, locate, topology};
}
const analyzed = (topology: Topology): Analysis => analysis(topology, {rules: []});
const questionsOf = (text: string) => {
  const {topology} = read(text);
  return openQuestions(topology, analyzed(topology));
};
const unavailabilities = ({operations}: Analysis) =>
  Object.entries(operations).map(([name, {unavailability}]) => [name, unavailability] as const);

const folder = 'fixtures/topologies';
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe('the open questions of a topology', () => {
  it('ask the team of the caller what the file does not say, with what the answer is worth', () => {
    const questions = questionsOf(`version: 1
name: x
services:
  shop:
    team: sales
    latency: 10ms
    calls:
      - {to: stock, needsResult: true}
      - {to: mail, request: POST /mails, purpose: thank the buyer}
  stock: {latency: 20ms}
  mail: {latency: 300ms, availability: 99%}
operations: {buy: {entry: shop}}
`);
    // Without mail the request needs shop and stock alone: 525,600 x 0.999^2 x (1 - 0.99) minutes a year.
    expect(questions).toEqual([
      {
        call: 'shop:mail',
        from: 'shop',
        to: 'mail',
        name: 'POST /mails',
        question: "Does shop need to wait for mail's result?",
        purpose: 'thank the buyer',
        request: 'POST /mails',
        operations: ['buy'],
        team: 'sales',
        worthMinutesPerYear: expect.closeTo(525_600 * 0.999 ** 2 * 0.01, 6),
        worthMs: 300,
        worthMsStated: true,
        line: 9,
        path: ['services', 'shop', 'calls', 1],
      },
    ]);
  });

  it('come most worth first: by minutes, then by milliseconds, then as in the file', () => {
    const questions = questionsOf(`version: 1
name: x
services:
  a:
    calls: [{to: same}, {to: again}, {to: slow}, {to: frail}]
  same: {latency: 5ms}
  again: {latency: 5ms}
  slow: {latency: 2s}
  frail: {availability: 90%}
`);
    expect(questions.map(({to}) => to)).toEqual(['frail', 'slow', 'same', 'again']);
  });

  it('leave out telemetry, datastores, third parties and answered calls, and ask a group once', () => {
    const {topology} = read(withoutAnswers(readFileSync(join(folder, 'everything.topology.yaml'), 'utf8')));
    const group = openQuestions(topology, analyzed(topology)).filter(({from}) => from === 'shop/order');
    expect(group.map(({to}) => to).sort()).toEqual([
      'prices',
      'recommend',
      'search-eu | search-us | search-ap',
      'stock/reserve',
    ]);
    expect(group.find(({to}) => to.includes('|'))?.question).toBe(
      'Does shop/order need to wait for the results of search-eu, search-us and search-ap?',
    );
  });

  it('are worth nothing where the call cannot become an event', () => {
    const questions = questionsOf(`version: 1
name: x
services:
  a:
    endpoints:
      one: {calls: [{to: a/two}, {to: {of: [b, db], required: 1}}]}
      two: {latency: 50ms}
  b: {latency: 50ms}
  db: {kind: datastore}
`);
    expect(questions.map((q) => [q.call, q.worthMinutesPerYear, q.worthMs])).toEqual([
      ['a/one:a/two', 0, 0],
      ['a/one:b', 0, 0],
    ]);
  });

  it('price a group of which several must answer as a whole: no single target makes up for it', () => {
    const [question] = questionsOf(`version: 1
name: x
services:
  a: {availability: 100%, calls: [{to: {of: [b, c, d], required: 2}}]}
  b: {sharedFate: [zone], availability: 100%}
  c: {sharedFate: [zone], availability: 100%}
  d: {sharedFate: [zone], availability: 100%}
sharedFate: {zone: {availability: 99%}}
operations: {use: {entry: a}}
`);
    // All three fail with the zone, and one of them alone would not be enough.
    expect(question?.worthMinutesPerYear).toBeCloseTo(525_600 * 0.01, 6);
  });

  it.each(fixtures)('promise at least what a conversion then gains: %s', (name) => {
    const {data, locate, topology} = read(withoutAnswers(readFileSync(join(folder, name), 'utf8')));
    const today = analyzed(topology);
    const before = new Map(unavailabilities(today));
    const questions = openQuestions(topology, today);
    expect(questions.length).toBeGreaterThan(0);
    for (const {call: spec, worthMinutesPerYear} of questions.slice(0, 12)) {
      const [call] = [...callSpecs(topology)].find(([, each]) => each === spec)!;
      const [broker = 'new-broker'] = topology.brokers.keys();
      const planned = conversion(topology, {
        calls: [call],
        event: 'New',
        broker,
        outbox: true,
        keep: false,
        convertNeeded: false,
      });
      if ('message' in planned) throw new Error(planned.message);
      const more = topology.brokers.size === 0 ? [{path: ['brokers', broker], value: {}}] : [];
      const after = checkTopology(editedData(data, [...planned.edits, ...more]), locate).topology!;
      const gains = unavailabilities(analyzed(after)).map(([name, down]) => before.get(name)! - down);
      expect(Math.max(...gains) * 525_600).toBeLessThanOrEqual(worthMinutesPerYear + 1e-6);
    }
  });
});

describe('the name of a call', () => {
  it('is what --call takes, and means this call alone', () => {
    for (const name of fixtures) {
      const {topology} = read(readFileSync(join(folder, name), 'utf8'));
      const specs = callSpecs(topology);
      expect(specs.size).toBe(topology.nodes.reduce((sum, {calls}) => sum + calls.length, 0));
      for (const [call, spec] of specs) expect(selectCalls(topology, spec)).toEqual({calls: [call]});
    }
  });

  it('numbers calls that only their place tells apart', () => {
    const {topology} = read(`version: 1
name: x
services:
  a: {calls: [{to: b, name: "b (2)"}, {to: b}, {to: b}, {to: b}, {to: c}]}
  b: {}
  c: {}
`);
    expect([...callSpecs(topology).values()]).toEqual(['a:b#b (2)', 'a:b#b', 'a:b#b (3)', 'a:b#b (4)', 'a:c']);
  });
});
