import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import {anySystem} from './any-system.ts';
import {reader} from './brute-force.ts';
import {topologyOf} from './built.ts';

/** More variables than this take too many states for a test. */
const mostCoins = 10;

/** Equal but for rounding: 1e-9 of the value, or of `scale` where a difference of two sums is compared. */
function near(value: number, expected: number, scale = Math.abs(expected)): void {
  expect(Math.abs(value - expected), `${value} instead of ${expected}`).toBeLessThanOrEqual(1e-9 * scale + 1e-18);
}

describe('exact availability', () => {
  it('equals the sum over all states and draws: unavailability, range, importances, gains, ceiling, costs of callees', () => {
    let rarest = 1;
    fc.assert(
      fc.property(anySystem, (system) => {
        const read = reader(system);
        fc.pre(read.coins <= mostCoins);
        const {entry} = system.operations.op;
        const expected = read.summed(entry);
        const topology = topologyOf(system);
        const {availability: up, unavailability, ...o} = analysis(topology, {rules: []}).operations['op']!;
        expect(o.exact).toBe(true);
        near(up, expected.up);
        // In the failure domain: the same nine digits where 1 - availability would have lost them all.
        near(unavailability, expected.down);
        if (expected.down > 0) rarest = Math.min(rarest, expected.down);
        const [low, high] = o.availabilityRange ?? [up, up];
        expect(low).toBe(up);
        near(high, 1 - expected.downUnknownIgnored);
        for (const [name, {own, ifDown, ifUp}] of expected.given) {
          if (name === o.entry) {
            near(o.ceiling, 1 - ifUp);
            continue;
          }
          const birnbaum = ifDown - ifUp;
          const dependency = o.dependencies.find((d) => d.service === name);
          if (!dependency) {
            expect(birnbaum, name).toBeLessThan(1e-13);
            continue;
          }
          near(dependency.availability, 1 - own);
          // The reference subtracts two sums near 1 here: no more than twelve digits of it are good.
          near(dependency.birnbaum, birnbaum, Math.max(birnbaum, 1e-3));
          near(dependency.gainMinutesPerYear / 525_600, expected.down - ifUp, expected.down);
        }
        const gains = o.dependencies.map((d) => d.gainMinutesPerYear);
        expect(gains).toEqual([...gains].sort((a, b) => b - a));
        const gain = calleeGains(topology, topology.operations.get('op')!.entry, {});
        for (const {label, index} of topology.nodes) {
          if (label !== entry) near(gain(index).share, expected.down - expected.downGranted.get(label)!, expected.down);
        }
      }),
      {seed: 1, numRuns: 300},
    );
    expect(rarest).toBeLessThan(1e-13);
  });

  it('agrees with a replay of each outage about which operations fail', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const read = reader(system);
        const {blastRadius} = analysis(topologyOf(system), {rules: []});
        for (const name of [...read.services, ...read.brokers]) {
          // Every call that can be made is made; all is up but this one (and what is never made stays so).
          const on = (key: string) => key !== name && !key.startsWith(`${name}#`) && read.possible(key);
          expect(blastRadius[name]!.fails, name).toEqual(read.answers(system.operations.op.entry, on) ? [] : ['op']);
        }
      }),
      {seed: 11, numRuns: 200},
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
