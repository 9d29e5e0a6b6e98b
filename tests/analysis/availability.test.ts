import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import type {Call, Topology} from '../../src/topology/topology.ts';
import {topologyOf} from './built.ts';

/** Chance that a request to node 0 succeeds, by summing over every state of every variable. Only for a dozen variables. */
function byBruteForce(topology: Topology, granted = -1): number {
  const variables: {readonly key: unknown; readonly up: number}[] = [];
  for (const s of topology.services.values()) {
    for (let i = 0; i < s.replicas.count; i += 1) variables.push({key: `${s.name}#${i}`, up: s.availability.up});
  }
  for (const [name, chance] of topology.sharedFates) variables.push({key: `fate ${name}`, up: chance.up});
  for (const b of topology.brokers.values()) variables.push({key: `broker ${b.name}`, up: b.availability.up});
  for (const node of topology.nodes) {
    for (const call of node.calls) if (call.probability.down > 0) variables.push({key: call, up: call.probability.up});
    for (const event of node.publishes) {
      const {probability} = topology.events.get(event)!;
      if (probability.down > 0) variables.push({key: `${node.index} ${event}`, up: probability.up});
    }
  }
  let total = 0;
  for (let state = 0; state < 2 ** variables.length; state += 1) {
    const on = new Map(variables.map(({key}, i) => [key, Math.floor(state / 2 ** i) % 2 === 1]));
    let chance = 1;
    for (const [i, {up}] of variables.entries()) chance *= Math.floor(state / 2 ** i) % 2 === 1 ? up : 1 - up;
    if (chance > 0 && succeeds(topology, on, granted)) total += chance;
  }
  return total;
}

/** The greatest fixpoint: start from "everybody answers" and take away whoever cannot. */
function succeeds(topology: Topology, on: ReadonlyMap<unknown, boolean>, granted: number): boolean {
  const answers = topology.nodes.map(() => true);
  const callWorks = (call: Call): boolean => {
    if (call.onFailure.kind === 'ignore' || on.get(call) === false) return true;
    if (call.targets.filter((t) => answers[t]).length >= call.required) return true;
    return call.onFailure.kind === 'fallback' && answers[call.onFailure.node] === true;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of topology.nodes) {
      const service = topology.services.get(node.service)!;
      let up = 0;
      for (let i = 0; i < service.replicas.count; i += 1) if (on.get(`${service.name}#${i}`)) up += 1;
      const works =
        up >= service.replicas.required &&
        service.sharedFate.every((fate) => on.get(`fate ${fate}`)) &&
        node.calls.every(callWorks) &&
        node.publishes.every((name) => {
          const event = topology.events.get(name)!;
          return event.outbox || on.get(`${node.index} ${name}`) === false || on.get(`broker ${event.via}`) === true;
        });
      if (!works && node.index !== granted && answers[node.index]) {
        answers[node.index] = false;
        changed = true;
      }
    }
  }
  return answers[0]!;
}

/** Small systems with everything the format can say about failure: cycles, diamonds, groups, fallbacks, shared fate. */
const anySystem = fc
  .record({
    size: fc.integer({min: 1, max: 4}),
    shares: fc.array(fc.integer({min: 1, max: 999}), {minLength: 12, maxLength: 12}),
    replicas: fc.array(fc.constantFrom([1, 1], [1, 1], [2, 1], [2, 2]), {minLength: 4, maxLength: 4}),
    fates: fc.array(fc.boolean(), {minLength: 4, maxLength: 4}),
    calls: fc.array(
      fc.record({
        from: fc.nat(3),
        to: fc.uniqueArray(fc.nat(3), {minLength: 1, maxLength: 3}),
        required: fc.integer({min: 1, max: 3}),
        failure: fc.constantFrom('fail', 'fail', 'fail', 'ignore', 'unknown', 0, 1, 2, 3),
        probability: fc.constantFrom(1, 1, 0.25),
      }),
      {maxLength: 5},
    ),
    publishes: fc.array(fc.record({from: fc.nat(3), outbox: fc.boolean(), probability: fc.constantFrom(1, 0.5)}), {
      maxLength: 1,
    }),
  })
  .map(({size, shares, replicas, fates, calls, publishes}) => {
    const name = (i: number) => `s${i % size}`;
    return {
      services: Object.fromEntries(
        Array.from({length: size}, (_, i) => [
          name(i),
          {
            availability: shares[i]! / 1000,
            replicas: {count: replicas[i]![0], required: replicas[i]![1]},
            ...(fates[i] ? {sharedFate: ['zone']} : {}),
            calls: calls
              .filter((c) => c.from % size === i)
              .map((c) => {
                const of = [...new Set(c.to.map(name))];
                const onFailure = typeof c.failure === 'number' ? {fallback: name(c.failure)} : c.failure;
                return {to: {of, required: Math.min(c.required, of.length)}, onFailure, probability: c.probability};
              }),
          },
        ]),
      ),
      sharedFate: {zone: {availability: shares[10]! / 1000}},
      brokers: {kafka: {availability: shares[11]! / 1000}},
      events: Object.fromEntries(
        publishes.map((p, i) => [
          `E${i}`,
          {producer: name(p.from), via: 'kafka', outbox: p.outbox, probability: p.probability},
        ]),
      ),
      operations: {op: {entry: 's0'}},
    };
  });

describe('exact availability', () => {
  it('equals the sum over all states of small systems', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const topology = topologyOf(system);
        const {chance, exact} = availability(topology, 0);
        const expected = byBruteForce(topology);
        expect(exact).toBe(true);
        expect(Math.abs(chance.up - expected)).toBeLessThan(1e-12);
        expect(Math.abs(chance.up + chance.down - 1)).toBeLessThan(1e-12);
      }),
      {seed: 1, numRuns: 400},
    );
  });

  it('gives importances that are the derivative: making a dependency perfect gains birnbaum x its unavailability', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const now = availability(topologyOf(system), 0);
        for (const d of now.dependencies.filter(({kind}) => kind === 'service')) {
          const services = {...system.services, [d.name]: {...system.services[d.name]!, availability: 1}};
          const perfect = availability(topologyOf({...system, services}), 0);
          expect(perfect.chance.up - now.chance.up).toBeCloseTo(d.birnbaum * d.chance.down, 11);
        }
        const entry = {...system.services, s0: {...system.services['s0']!, availability: 1}};
        expect(availability(topologyOf({...system, services: entry}), 0).chance.up).toBeCloseTo(now.ceiling, 11);
      }),
      {seed: 2, numRuns: 150},
    );
  });

  it('never falls when a replica is added', () => {
    fc.assert(
      fc.property(anySystem, fc.nat(3), (system, i) => {
        const key = `s${i % Object.keys(system.services).length}`;
        const service = system.services[key]!;
        const more = {...service, replicas: {...service.replicas, count: service.replicas.count! + 1}};
        const before = availability(topologyOf(system), 0).chance.up;
        const after = availability(topologyOf({...system, services: {...system.services, [key]: more}}), 0).chance.up;
        expect(after).toBeGreaterThanOrEqual(before - 1e-13);
      }),
      {seed: 3, numRuns: 150},
    );
  });

  it('does not change when services are renamed', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const renamed = JSON.parse(JSON.stringify(system).replace(/"s(\d)"/g, '"a quite different name $1"'));
        expect(availability(topologyOf(renamed), 0).chance).toEqual(availability(topologyOf(system), 0).chance);
      }),
      {seed: 4, numRuns: 100},
    );
  });

  it('keeps the digits of a tiny unavailability: two services of 99.9999999 % behind each other', () => {
    const {chance} = availability(
      topologyOf({
        services: {
          a: {availability: '99.9999999%', calls: [{to: 'b', onFailure: {fallback: 'c'}}]},
          b: {availability: '99.99999%'},
          c: {availability: '99.99999%'},
        },
      }),
      0,
    );
    // 1e-9 + (1 - 1e-9) x 1e-7 x 1e-7, by hand
    expect(Math.abs(chance.down / (1e-9 + (1 - 1e-9) * 1e-14) - 1)).toBeLessThan(1e-14);
  });

  it('counts k of n replicas and deployment windows as stated', () => {
    // 2 of 3 at 90 %: 3 x 0.9² x 0.1 + 0.9³ = 0.972; the window is 7 x 1440 s of a 604,800 s week, 1/60, and only where all are required.
    const deploys = {perWeek: 7, outage: '1440s'};
    const spare = topologyOf({services: {a: {availability: 0.9, replicas: {count: 3, required: 2}, deploys}}});
    expect(availability(spare, 0).chance.up).toBeCloseTo(0.972, 14);
    const all = topologyOf({services: {a: {availability: 0.9, replicas: {count: 2, required: 2}, deploys}}});
    expect(availability(all, 0).chance.up).toBeCloseTo(0.81 * (59 / 60), 14);
  });

  it('prices every callee by what a sum over all states wins when it always answers', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const topology = topologyOf(system);
        const now = availability(topology, 0).chance.down;
        const gain = calleeGains(topology, 0, {});
        for (const node of topology.nodes.slice(1)) {
          const expected = byBruteForce(topology, node.index) - (1 - now);
          expect(Math.abs(gain(node.index) - expected)).toBeLessThan(1e-12);
        }
      }),
      {seed: 8, numRuns: 200},
    );
  });

  it('survives a chain of 50,000 calls without running out of stack', () => {
    const services = Object.fromEntries(
      Array.from({length: 50_000}, (_, i) => [
        `s${i}`,
        {availability: '99.9999%', ...(i < 49_999 ? {calls: [{to: `s${i + 1}`}]} : {})},
      ]),
    );
    // (1 - 1e-6) to the power of 50,000
    expect(availability(topologyOf({services}), 0).chance.up).toBeCloseTo(Math.exp(50_000 * Math.log1p(-1e-6)), 12);
  });

  it('answers with bounds that hold the truth where the node budget is too small', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const topology = topologyOf(system);
        const exact = availability(topology, 0);
        const {bounds, ...rest} = availability(topology, 0, {}, 2);
        if (rest.exact) return;
        expect(bounds!.up[0]).toBeLessThanOrEqual(exact.chance.up + 1e-13);
        expect(bounds!.up[1]).toBeGreaterThanOrEqual(exact.chance.up - 1e-13);
        expect(bounds!.down[0]).toBeLessThanOrEqual(exact.chance.down + 1e-13);
        expect(bounds!.down[1]).toBeGreaterThanOrEqual(exact.chance.down - 1e-13);
        expect(rest.chance.up).toBe(bounds!.up[0]);
      }),
      {seed: 5, numRuns: 300},
    );
  });
});
