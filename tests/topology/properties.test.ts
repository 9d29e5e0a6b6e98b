import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {topologyError} from '../../src/topology/check.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import type {Topology} from '../../src/topology/topology.ts';
import {readFixture, topologyOf} from './fixtures.ts';

const everything = readFixture('everything.topology.yaml');

/** Parses any text whatever, and checks that what comes out is a topology or problems that can be shown. */
function parsesOrTells(text: string): void {
  const {topology, problems} = parseTopology(text);
  expect(topology === undefined).toBe(problems.length > 0);
  const lines = text.split('\n').length;
  for (const {line, column, hint} of problems) {
    expect(hint).not.toBe('');
    expect(line >= 1 && line <= lines && column >= 1).toBe(true);
  }
  if (problems.length === 0) return;
  const {message, hint, more} = topologyError('f.yaml', problems);
  expect([message, hint, ...more.flatMap((p) => [p.message, p.hint])].join('')).not.toMatch(
    /[\u0000-\u001f\u007f-\u009f]/,
  );
}

describe('whatever the text', () => {
  it('parsing never throws: it gives a topology, or problems with line, column and a next step', () => {
    fc.assert(fc.property(fc.string({unit: 'binary', maxLength: 200}), parsesOrTells), {seed: 6, numRuns: 1000});
  });

  it('the same holds for a good file with something cut out, put in or exchanged', () => {
    const words = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ':',
        ', ',
        '\n',
        '\n  ',
        '- ',
        '&a ',
        '*a',
        '"',
        "'",
        '#',
        '|',
        '!x ',
        '~',
        '\t',
        '\u001b',
      ],
      ...[
        '0',
        '-1',
        '1e99',
        '.nan',
        'true',
        'services:',
        'calls: ',
        'to: ',
        '<<: ',
        '__proto__: ',
        '99.9%',
        '5ms',
        '---\n',
      ],
    );
    const edit = fc.tuple(fc.nat(everything.length), fc.nat(12), words);
    fc.assert(
      fc.property(fc.array(edit, {minLength: 1, maxLength: 4}), (edits) => {
        parsesOrTells(
          edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), everything),
        );
      }),
      {seed: 7, numRuns: 250},
    );
  });

  it('the same holds for any data at all in the place of a part', () => {
    const keys = [
      'version',
      'name',
      'services',
      'brokers',
      'events',
      'operations',
      'defaults',
      'sharedFate',
      'questions',
    ];
    const good = {version: 1, name: 'x', services: {a: {}}};
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue({maxDepth: 4}), (key, value) => {
        parsesOrTells(JSON.stringify({...good, [key]: value}));
      }),
      {seed: 8, numRuns: 1000},
    );
  });
});

const size = 5;
const mark = (i: number) => `§${i}§`;
const someone = fc.nat(size - 1).map(mark);
const call = fc.record(
  {
    to: fc.oneof(someone, fc.record({of: fc.array(someone, {minLength: 2, maxLength: 3}), required: fc.constant(2)})),
    onFailure: fc.oneof(fc.constantFrom('fail', 'ignore', 'unknown'), fc.record({fallback: someone})),
    timeout: fc.constantFrom('1s', '50ms'),
    needsResult: fc.boolean(),
  },
  {requiredKeys: ['to']},
);
const service = fc.record(
  {
    calls: fc.array(call, {maxLength: 3}),
    latency: fc.constantFrom('1ms', '2s'),
    kind: fc.constantFrom('service', 'datastore'),
  },
  {requiredKeys: []},
);
const file = fc.record({
  services: fc.array(service, {minLength: size, maxLength: size}),
  events: fc.array(fc.record({producer: someone, consumer: someone}), {maxLength: 2}),
  entry: fc.option(someone),
});
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'x-ray', '10', '9', 'to', '<<', '漢字', 'a b', '~', 'null'),
  fc.string({unit: 'grapheme-ascii', minLength: 1, maxLength: 12}).filter((n) => !/[/§"\\]/.test(n)),
);

describe('renaming every service', () => {
  it('changes nothing but the names', () => {
    fc.assert(
      fc.property(
        file,
        fc.uniqueArray(name, {minLength: size, maxLength: size}),
        ({services, events, entry}, names) => {
          const entries = services.map((s, i) => `${JSON.stringify(mark(i))}: ${JSON.stringify(s)}`);
          const facts = events.map(
            (e, i) => `"E${i}": ${JSON.stringify({producer: e.producer, consumers: {[e.consumer]: {}}})}`,
          );
          const text = `{"version": 1, "name": "x", "services": {${entries.join(',')}}, "events": {${facts.join(',')}}${
            entry === null ? '' : `, "operations": {"op": {"entry": "${entry}"}}`
          }}`;
          const renamed = (t: string) => t.replace(/§(\d)§/g, (_, i) => names[Number(i)]!);
          expect(written(topologyOf(renamed(text)))).toBe(renamed(written(topologyOf(text))));
        },
      ),
      {seed: 9, numRuns: 500},
    );
  });
});

/** A topology as JSON, maps with their order. */
function written(topology: Topology): string {
  return JSON.stringify(topology, (_, value) => (value instanceof Map ? [...value] : value));
}
