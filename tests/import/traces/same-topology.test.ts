import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {callGraph} from '../../../src/analysis/call-graph.ts';
import {typicalLatencies} from '../../../src/analysis/typical-latency.ts';
import {assemble} from '../../../src/import/assemble.ts';
import {otlp} from '../../../src/import/otlp.ts';
import {parseTopology} from '../../../src/topology/parse.ts';
import type {Topology} from '../../../src/topology/topology.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';
import {otlpRequest, type SimulatedSpan, simulator} from './simulate.ts';

const requests = 300;

/** A topology of up to eight services in layers, everything an import can tell, nothing of it close to a threshold. */
const system = fc
  .record({
    services: fc.array(
      fc.record({
        p50: fc.integer({min: 4, max: 40}),
        spread: fc.constantFrom(1, 1.3, 1.8),
        store: fc.boolean(),
        calls: fc.array(
          fc.record({
            step: fc.integer({min: 1, max: 4}),
            probability: fc.constantFrom(1, 1, 1, 0.8, 0.2),
            count: fc.constantFrom(1, 1, 2, 5),
            parallel: fc.boolean(),
          }),
          {maxLength: 4},
        ),
        publishes: fc.boolean(),
      }),
      {minLength: 3, maxLength: 8},
    ),
    seed: fc.nat(),
  })
  .map(({services, seed}) => {
    const last = services.length - 1;
    const isStore = (i: number) => i === last || (services[i]!.store && i > last / 2);
    const entries = services.map(({p50, spread, calls}, i) => {
      const targets = calls
        .map((call) => ({...call, to: i + call.step}))
        .filter(({to}, k, all) => to <= last && all.findIndex((other) => other.to === to) === k);
      const latency = spread === 1 ? `${p50}ms` : {p50: `${p50}ms`, p99: `${Math.round(p50 * spread)}ms`};
      return [
        `s${i}`,
        isStore(i)
          ? {kind: 'datastore', latency}
          : {
              latency,
              calls: targets.map(({to, probability, count, parallel}) => ({
                to: `s${to}`,
                probability,
                count,
                ...(parallel ? {parallel: 'group'} : {}),
              })),
            },
      ] as const;
    });
    const publisher = services[0]!.publishes ? 0 : -1;
    const event = {producer: `s${publisher}`, via: 'kafka', topic: 'facts', consumers: {reader: {}}};
    return {
      seed,
      file: {
        version: 1,
        name: 'random',
        services: {...Object.fromEntries(entries), ...(publisher < 0 ? {} : {reader: {latency: '7ms'}})},
        ...(publisher < 0 ? {} : {brokers: {kafka: {}}, events: {facts: event}}),
        operations: {op: {entry: 's0'}},
      },
    };
  });

/** `lost`: every so many-th span does not arrive. */
async function imported(topology: Topology, seed: number, lost = Infinity): Promise<Topology> {
  const request = simulator(topology, seed, 0.02);
  const entry = topology.operations.get('op')!.entry;
  const spans: SimulatedSpan[] = [];
  for (let n = 0; n < requests; n += 1) spans.push(...request(entry, n * 100_000_000));
  const there = spans.filter((_, i) => (i + 1) % lost !== 0);
  const lines: string[] = [];
  for (let at = 0; at < there.length; at += 500)
    lines.push(JSON.stringify(otlpRequest(there.slice(at, at + 500), 1_780_000_000)));
  const draft = await otlp.read([textArtefact('spans.jsonl', lines.join('\n'))], plainRun);
  return parsed(assemble(draft, 'imported').data);
}

function parsed(data: unknown): Topology {
  const {topology, problems} = parseTopology(JSON.stringify(data));
  if (!topology)
    throw new Error(
      problems
        .map(({message}) => message)
        .join('\n')
        .slice(0, 300),
    );
  return topology;
}

/** Calls by who and whom: how often a request makes them on average. Services that no request reaches leave no spans. */
function perRequest(topology: Topology): Map<string, number> {
  const reached = new Set([topology.operations.values().next().value!.entry]);
  for (const index of reached)
    for (const {targets} of topology.nodes[index]!.calls) for (const to of targets) reached.add(to);
  const found = new Map<string, number>();
  for (const node of topology.nodes) {
    if (!reached.has(node.index)) continue;
    for (const {targets, count, probability} of node.calls) {
      const key = `${node.service} -> ${topology.nodes[targets[0]!]!.service}`;
      found.set(key, (found.get(key) ?? 0) + count * probability.up);
    }
  }
  return found;
}

const typicalMs = (topology: Topology) =>
  typicalLatencies(callGraph(topology), topology, new Set()).of(topology.operations.values().next().value!.entry).ms;

describe('the import of the traces of a system', () => {
  it('is that system: the same calls, as often, and as long', async () => {
    await fc.assert(
      fc.asyncProperty(system, async ({file, seed}) => {
        const before = parsed(file);
        const after = await imported(before, seed);
        const expected = perRequest(before);
        const found = perRequest(after);
        expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
        // Calls that nearly every request of a caller makes are near; rare ones of rare callers are few.
        for (const [key, mean] of expected) {
          const off = Math.abs(found.get(key)! / mean - 1);
          expect(off).toBeLessThan(mean >= 0.8 ? 0.15 : 0.7);
        }
        expect(after.events.size).toBe(before.events.size);
        const ratio = typicalMs(after) / typicalMs(before);
        expect(ratio).toBeGreaterThan(0.93);
        expect(ratio).toBeLessThan(1.07);
      }),
      {numRuns: 25, seed: 7},
    );
  });

  it('is that system although some spans were lost: nothing is invented in their place', async () => {
    await fc.assert(
      fc.asyncProperty(system, async ({file, seed}) => {
        const before = parsed(file);
        const after = await imported(before, seed, 151);
        expect([...perRequest(after).keys()].sort()).toEqual([...perRequest(before).keys()].sort());
        expect([...after.services.values()].filter(({nodes}) => nodes.length > 1)).toEqual([]);
        const ratio = typicalMs(after) / typicalMs(before);
        expect(ratio).toBeGreaterThan(0.9);
        expect(ratio).toBeLessThan(1.1);
      }),
      {numRuns: 10, seed: 11},
    );
  });
});
