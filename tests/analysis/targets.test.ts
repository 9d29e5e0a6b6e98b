import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {availabilityTarget, givenUpShare} from '../../src/analysis/targets.ts';
import {analyzed, topologyOf} from './built.ts';
import {fileOf, zoneTree} from './tangled-trees.ts';

const p99 = (services: object, down: readonly string[] = []) =>
  analyzed({services, operations: {op: {entry: 'a', target: {availability: '99.8%', p99: '300ms'}}}}, down).operations[
    'op'
  ]!.targets;

describe('a target', () => {
  it('is feasible where a perfect entry would meet it: its own work is left out', () => {
    const of = (own: string, below: string) => p99({a: {latency: own, calls: [{to: 'b'}]}, b: {latency: below}}).p99Ms;
    expect(of('100ms', '200ms')).toEqual({target: 300, value: 300, met: true, feasible: true});
    expect(of('101ms', '200ms')).toEqual({target: 300, value: 301, met: false, feasible: true});
    expect(of('1ms', '301ms')).toEqual({target: 300, value: 302, met: false, feasible: false});
  });

  it('is not met by giving up in time, and a perfect entry does not change that', () => {
    const services = {a: {latency: '10ms', calls: [{to: 'b', timeout: '100ms'}]}, b: {latency: '2s'}};
    expect(p99(services).p99Ms).toEqual({target: 300, value: 110, met: false, feasible: false});
  });

  it('counts availability with the entry in it, feasible without: 99.9 % twice, and once', () => {
    const {availability} = p99({a: {calls: [{to: 'b'}]}, b: {}});
    expect(availability).toMatchObject({target: 0.998, met: true, feasible: true});
    const three = p99({a: {calls: [{to: 'b'}, {to: 'c'}]}, b: {}, c: {}}).availability!;
    // 0.997002999 misses, and 0.998001 is what b and c leave
    expect(three).toMatchObject({met: false, feasible: true});
    expect(three.value).toBeCloseTo(0.997002999, 14);
  });

  it('on a day when the entry is down asks what a perfect entry would do', () => {
    const {p99Ms, availability} = p99({a: {latency: '100ms', calls: [{to: 'b'}]}, b: {latency: '200ms'}}, ['a']);
    expect(p99Ms).toEqual({target: 300, value: null, met: false, feasible: true});
    expect(availability).toMatchObject({value: 0, met: false, feasible: true});
  });

  it('is judged of a tangled system only where its bounds agree: with more work the answer is never the other one', () => {
    const topology = topologyOf(fileOf(zoneTree(8, 4, 4, 2)));
    const {entry} = topology.operations.get('op')!;
    const [rough, exact] = [availability(topology, entry, {}, 2), availability(topology, entry)];
    const [least, most] = rough.bounds!.up;
    expect(least).toBeLessThan(exact.chance.up);
    expect(most).toBeGreaterThan(exact.chance.up);
    const met = (target: number) => availabilityTarget(rough, target).met;
    const targets = [least - 1e-6, least + 1e-9, exact.chance.up, most - 1e-9, most + 1e-6];
    expect(targets.map(met)).toEqual([true, null, null, null, false]);
    expect(availabilityTarget(rough, targets[1]!).value).toBe(least);
    for (const [i, target] of targets.entries()) {
      const sure = availabilityTarget(exact, target);
      expect([sure.met, null]).toContain(met(target));
      expect([sure.feasible, null]).toContain(availabilityTarget(rough, targets[i]!).feasible);
    }
    // Above the ceiling, which is a bound as well, no entry is good enough.
    expect(availabilityTarget(rough, rough.ceiling + 1e-9).feasible).toBe(false);
  });
});

describe('the share of requests that are given up', () => {
  const share = (services: object) => {
    const {latency} = analyzed({services, operations: {op: {entry: 'a'}}}).operations['op']!;
    return latency.timedOutShare;
  };

  it('is 1 where every request is, and never more, whatever the times are spread like', () => {
    for (const latency of ['2s', {p50: '2s', p99: '3s'}, {p50: '1500ms', p99: '9s'}]) {
      const a = {
        latency: {p50: '10ms', p99: '40ms'},
        calls: [{to: 'b', timeout: '1s', retries: {max: 2, backoff: '20ms'}}],
      };
      const given = share({a, b: {latency}});
      expect(given).toBeLessThanOrEqual(1);
      if (latency === '2s') expect(given).toBe(1);
      else expect(given).toBeGreaterThan(0.1);
    }
  });

  it('is 0 where no call has a timeout', () => {
    expect(share({a: {calls: [{to: 'b'}]}, b: {latency: '9s'}})).toBe(0);
    const {answered, failed} = {answered: 3, failed: 1};
    const of = (mass: number) => ({
      shift: 0,
      atoms: [[1, mass]] as const,
      cells: {first: 0, weights: new Float64Array()},
      mass,
      variance: 0,
    });
    expect(givenUpShare({answered: of(answered), failed: of(failed)})).toBe(0.25);
  });
});
