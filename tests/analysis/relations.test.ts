import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {anySystem, type CallFile, type ServiceFile, type SystemFile} from './any-system.ts';
import {analyzed, topologyOf} from './built.ts';
import {converted} from './converted.ts';

/** Relations that hold for every system with every feature of the format; equal means to the last digits but one. */
const runs = 150;

function of(system: SystemFile) {
  const topology = topologyOf(system);
  return availability(topology, topology.operations.get('op')!.entry);
}

const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.abs(b));

/** The system with every list of calls changed. */
function withCalls(system: SystemFile, change: (calls: readonly CallFile[]) => readonly CallFile[]): SystemFile {
  const service = (s: ServiceFile): ServiceFile => ({
    ...s,
    ...(s.calls ? {calls: change(s.calls)} : {}),
    ...(s.endpoints
      ? {
          endpoints: Object.fromEntries(
            Object.entries(s.endpoints).map(([name, {calls}]) => [name, {calls: change(calls ?? [])}]),
          ),
        }
      : {}),
  });
  return {...system, services: Object.fromEntries(Object.entries(system.services).map(([k, s]) => [k, service(s)]))};
}

const changed = (system: SystemFile, name: string, change: (s: ServiceFile) => ServiceFile): SystemFile => ({
  ...system,
  services: {...system.services, [name]: change(system.services[name]!)},
});

const someService = fc.nat(3);
const nameOf = (system: SystemFile, n: number) =>
  `s${n % Object.keys(system.services).filter((k) => k !== 'otel').length}`;

describe('availability', () => {
  it('never falls when a replica is added', () => {
    fc.assert(
      fc.property(anySystem, someService, (system, n) => {
        const more = changed(system, nameOf(system, n), (s) => ({
          ...s,
          replicas: {...s.replicas, count: (s.replicas?.count ?? 1) + 1},
        }));
        expect(of(more).chance.down).toBeLessThanOrEqual(of(system).chance.down * (1 + 1e-12));
      }),
      {seed: 3, numRuns: runs},
    );
  });

  it('never falls when a service is made perfect, a shared fate or a deployment is taken away', () => {
    fc.assert(
      fc.property(anySystem, someService, (system, n) => {
        const before = of(system).chance.down * (1 + 1e-12);
        const without = (key: keyof ServiceFile) => changed(system, nameOf(system, n), ({[key]: _, ...rest}) => rest);
        for (const better of [without('deploys'), without('sharedFate')])
          expect(of(better).chance.down).toBeLessThanOrEqual(before);
        const perfect = changed(system, nameOf(system, n), (s) => ({...s, availability: '100%'}));
        expect(of(perfect).chance.down).toBeLessThanOrEqual(before);
      }),
      {seed: 12, numRuns: runs},
    );
  });

  it('does not change with names', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const renamed = JSON.parse(JSON.stringify(system).replace(/"s(\d)(\/?)/g, '"a quite different name $1$2'));
        expect(of(renamed).chance).toEqual(of(system).chance);
      }),
      {seed: 4, numRuns: runs},
    );
  });

  it('does not change with timeouts, retries, counts and what runs in parallel', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const other = withCalls(system, (calls) =>
          calls.map(({retries: _, count: __, parallel: ___, ...call}) => ({...call, timeout: '1s'})),
        );
        expect(of(other)).toEqual(of(system));
      }),
      {seed: 13, numRuns: runs},
    );
  });

  it('does not change when every service tells a telemetry service what it does', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const {otel: _, ...services} = system.services;
        const bare = withCalls({...system, services}, (calls) => calls.filter(({to}) => to !== 'otel'));
        const told = withCalls(
          {...bare, services: {...services, otel: {telemetry: true, availability: '1%'}}},
          (calls) => [...calls, {to: 'otel', name: 'told'}],
        );
        expect(of(told)).toEqual(of(bare));
      }),
      {seed: 14, numRuns: runs},
    );
  });

  it('does not change with the order of services and of calls, but for the order of what it lists', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const services = Object.fromEntries(Object.entries(system.services).toReversed());
        const turned = of(withCalls({...system, services}, (calls) => calls.toReversed()));
        const before = of(system);
        close(turned.chance.down, before.chance.down);
        close(turned.ceiling, before.ceiling);
        const names = (a: typeof before) => a.dependencies.map((d) => d.name).sort();
        expect(names(turned)).toEqual(names(before));
        for (const d of before.dependencies) {
          const same = turned.dependencies.find(({name}) => name === d.name)!;
          expect(Math.abs(same.birnbaum - d.birnbaum)).toBeLessThan(1e-12);
        }
      }),
      {seed: 15, numRuns: runs},
    );
  });

  it('lies at the ends of its range when the unknown failures are all fatal, or none is', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const {availability: up, availabilityRange} = analyzed(system).operations['op']!;
        const known = (onFailure: string) =>
          of(withCalls(system, (calls) => calls.map((c) => (c.onFailure === 'unknown' ? {...c, onFailure} : c))));
        const [low, high] = availabilityRange ?? [up, up];
        close(low, known('fail').chance.up);
        close(high, known('ignore').chance.up);
        expect(low).toBe(up);
        expect(availabilityRange === null).toBe(low === high);
      }),
      {seed: 16, numRuns: runs},
    );
  });
});

describe('a conversion', () => {
  it('changes the accept path only through its broker: the call goes, one publish comes, an outbox takes that too', () => {
    fc.assert(
      fc.property(anySystem, fc.nat(5), fc.boolean(), (drawn, pick, outbox) => {
        // Of kind service throughout, and without events of their own: other callees are refused.
        const services = Object.fromEntries(
          Object.entries(drawn.services).map(([name, {kind: _, ...service}]) => [name, service]),
        );
        const system = {version: 1, name: 'r', ...drawn, services, events: {}};
        const topology = topologyOf(system);
        const calls = topology.nodes.flatMap((node) => node.calls);
        fc.pre(calls.length > 0);
        const call = calls[pick % calls.length]!;
        const from = topology.nodes[call.from]!.label;
        const target = topology.nodes[call.targets[0]!]!.label;
        const result = converted(system, [`${from}:${target}#${call.name}`], {outbox});
        fc.pre(!('message' in result));
        const without = withCalls(system, (all) => all.filter(({name}) => name !== call.name));
        const publish = {producer: from, via: 'kafka', consumers: {}, probability: String(call.probability.up)};
        const byHand = outbox ? without : {...without, events: {TaskCreated: publish}};
        const {availability: after} = 'changes' in result ? result.changes['op']! : expect.unreachable();
        close(after.after, of(byHand).chance.up);
      }),
      {seed: 17, numRuns: 80},
    );
  });
});
