import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {topologyJsonSchema} from '../../src/topology/json-schema.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {accepts} from './accepts.ts';
import {fixtures, readFixture, withServices} from './fixtures.ts';

const schema = topologyJsonSchema();

describe('the JSON Schema of the topology', () => {
  it('says which dialect it is written in, and describes the keys that need it', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(JSON.stringify(schema)).toContain('Does the caller need the answer to go on?');
  });

  it.each(fixtures)('accepts %s', (file) => {
    expect(accepts(schema, parse(readFixture(file)))).toBe(true);
  });

  it.each([
    ['an unknown key', '  a: {availabilty: 99%}'],
    ['an availability above 100 %', '  a: {availability: 100.1%}'],
    ['a bare 99.9', '  a: {availability: 99.9}'],
    ['half of a mean time', '  a: {availability: {mtbf: 30d}}'],
    ['a duration without unit', '  a: {latency: 50}'],
    ['a negative duration', '  a: {latency: -5ms}'],
    ['a rate without unit', '  a: {rateLimit: 50}'],
    ['a word that is none of those', '  a: {kind: datastor}'],
    ['yes for true', '  a: {telemetry: yes}'],
    ['a fraction of a replica', '  a: {replicas: {count: 1.5}}'],
    ['a number for a name', '  a: {team: 7}'],
    ['a control character in a name', '  "a\\e": {}'],
    ['nothing for a service', '  a:'],
    ['a call without target', '  a: {calls: [{name: x}]}'],
    ['an empty group', '  a: {calls: [{to: {of: []}}]}'],
    ['an operation without entry', '  a: {}\noperations: {o: {}}'],
    ['another version', '  a: {}\nx: 1'],
    ['no services', ''],
  ])('refuses %s, as the parser does', (_, lines) => {
    const text = withServices(lines);
    expect(parseTopology(text).problems).not.toEqual([]);
    expect(accepts(schema, parse(text))).toBe(false);
  });

  it('and the parser agree on quantities of any form', () => {
    const number = fc.oneof(
      fc.constantFrom('0', '1', '5', '99.9', '100', '100.0', '100.1', '0.999', '-1', '007', '1.', '.5', ''),
    );
    const unit = fc.constantFrom('', '%', ' %', 'ms', ' s', 'm', 'h', 'd', 'w', '/s', ' / m', '/d', 'ms/s');
    const key = fc.constantFrom('availability', 'latency', 'rateLimit');
    fc.assert(
      fc.property(key, number, unit, fc.boolean(), (key, digits, suffix, quoted) => {
        const bare = suffix === '' && digits !== '' && !quoted;
        const data = {version: 1, name: 'x', services: {a: {[key]: bare ? Number(digits) : digits + suffix}}};
        expect(accepts(schema, data)).toBe(parseTopology(JSON.stringify(data)).problems.length === 0);
      }),
      {seed: 10, numRuns: 1000},
    );
  });
});
