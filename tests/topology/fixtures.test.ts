import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {topologyJsonSchema} from '../../src/topology/json-schema.ts';
import {readSource} from '../../src/topology/source.ts';
import {fixtures, problemsOf, readFixture, topologyOf} from './fixtures.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place of a key that the schema has and the data has nowhere. */
function unusedKeys(schema: Json, samples: readonly unknown[], at = ''): string[] {
  const parts = (schema['anyOf'] ?? []) as Json[];
  const objects = samples.filter(isObject);
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Json>>);
  const values = objects.flatMap((sample) => Object.values(sample));
  return [
    ...parts.flatMap((part) => unusedKeys(part, samples, at)),
    ...properties.flatMap(([key, part]) => {
      const used = objects.filter((sample) => key in sample).map((sample) => sample[key]);
      return used.length === 0 ? [`${at}.${key}`] : unusedKeys(part, used, `${at}.${key}`);
    }),
    ...(isObject(schema['additionalProperties']) ? unusedKeys(schema['additionalProperties'], values, `${at}.*`) : []),
    ...(isObject(schema['items']) ? unusedKeys(schema['items'], samples.flat(), `${at}[]`) : []),
  ];
}

describe('the fixtures', () => {
  it.each(fixtures)('%s has no problem', (file) => {
    expect(problemsOf(readFixture(file))).toEqual([]);
  });

  it('everything.topology.yaml uses every key of the format', () => {
    // What is the same in several places needs to stand in one of them only; the calls stand at an endpoint.
    const repeated = /\.(source|confidence|observed)(\.|$)|^\.services\.\*\.calls\[\]/;
    const unused = unusedKeys(topologyJsonSchema(), [parse(readFixture('everything.topology.yaml'))]);
    expect(unused.filter((key) => !repeated.test(key))).toEqual([
      '.defaults.availability.mtbf',
      '.defaults.availability.mttr',
      '.services.*.latency.p50',
      '.services.*.latency.p99',
      '.sharedFate.*.availability.mtbf',
      '.sharedFate.*.availability.mttr',
      '.brokers.*.availability.mtbf',
      '.brokers.*.availability.mttr',
      '.brokers.*.latency.p50',
      '.brokers.*.latency.p99',
    ]);
  });
});

describe('online-boutique.topology.yaml', () => {
  const folder = new URL('../../fixtures/online-boutique/', import.meta.url);
  const manifest = readFileSync(new URL('kubernetes-manifests.yaml', folder), 'utf8').split('\n');
  const {nodes, services} = topologyOf(readFixture('online-boutique.topology.yaml'));
  const file = readSource(readFixture('online-boutique.topology.yaml')).data as {
    services: Readonly<
      Record<string, {source: {line: number}; calls?: Call[]; endpoints?: Readonly<Record<string, {calls: Call[]}>>}>
    >;
  };
  interface Call {
    readonly to: string;
    readonly source: {readonly file: string; readonly line: number};
  }
  const calls = Object.entries(file.services).flatMap(([from, service]) =>
    [...(service.calls ?? []), ...Object.values(service.endpoints ?? {}).flatMap((endpoint) => endpoint.calls)].map(
      (call) => ({from, ...call}),
    ),
  );

  it('names for every call the line of the manifest whose variable holds the address of its target', () => {
    expect(calls.length).toBeGreaterThan(20);
    for (const {to, source} of calls) {
      expect(manifest[source.line - 1]).toMatch(/- name: \w+_ADDR$/);
      expect(manifest[source.line]).toMatch(new RegExp(`value: "${to}:\\d+"$`));
    }
  });

  it('names for every service the line of its deployment', () => {
    for (const [name, {source}] of Object.entries(file.services)) {
      expect(manifest[source.line - 1]).toBe(`  name: ${name}`);
      expect(manifest.slice(source.line - 4, source.line - 1)).toContain('kind: Deployment');
    }
  });

  it('has every address that the manifest hands out, but for the load generator and a service that is not deployed', () => {
    let owner = '';
    const handedOut = manifest.flatMap((line, i) => {
      owner = /^ {2}name: (\S+)$/.exec(line)?.[1] ?? owner;
      const to = /- name: \w+_ADDR$/.test(line) ? /value: "([a-z-]+):\d+"/.exec(manifest[i + 1]!)?.[1] : undefined;
      return to ? [`${owner} -> ${to}`] : [];
    });
    const known = new Set(calls.map(({from, to}) => `${from} -> ${to}`));
    expect([...new Set(handedOut)].filter((edge) => !known.has(edge))).toEqual([
      'frontend -> shoppingassistantservice',
      'loadgenerator -> frontend',
    ]);
    expect([...known].filter((edge) => !handedOut.includes(edge))).toEqual([]);
  });

  it('has eleven services, of which redis-cart is a datastore, and four pages', () => {
    expect([services.size, services.get('redis-cart')!.kind]).toEqual([11, 'datastore']);
    expect(nodes.filter((n) => n.service === 'frontend').map((n) => n.endpoint)).toEqual([
      'home',
      'product',
      'cart',
      'checkout',
    ]);
  });
});
