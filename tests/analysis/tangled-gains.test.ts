import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import {coupling} from '../../src/analysis/couplings.ts';
import {topologyOf} from './built.ts';
import {fileOf, gridTree, layeredTree, plantTree, zoneTree} from './tangled-trees.ts';

/** Each calls the next, and the one after it where that fails; `perfect` always answers, whatever it would need. */
const chain = (length: number, perfect?: number) => {
  const name = (i: number) => `s${i}`;
  const services = Array.from({length}, (_, i) => {
    const fallback = i + 2 < length ? {onFailure: {fallback: name(i + 2)}} : {};
    const calls = i + 1 < length && i !== perfect ? [{to: name(i + 1), ...fallback}] : [];
    return [name(i), {availability: i === perfect ? 1 : 0.97 + (i % 7) / 250, calls}] as const;
  });
  return topologyOf({services: Object.fromEntries(services), operations: {op: {entry: 's0'}}});
};

describe('what services cost where fallbacks share what they need', () => {
  const gainsOf = (topology: ReturnType<typeof topologyOf>) => {
    const gain = calleeGains(topology, topology.operations.get('op')!.entry, {});
    return (service: string) => gain(topology.services.get(service)!.nodes[0]!);
  };

  it('is what the same system without their failure wins', () => {
    const length = 24;
    const gain = gainsOf(chain(length));
    const down = (perfect?: number) => {
      const topology = chain(length, perfect);
      return availability(topology, topology.operations.get('op')!.entry).chance.down;
    };
    for (let i = 1; i < length; i += 1) {
      const {share, exact} = gain(`s${i}`);
      expect(exact).toBe(true);
      expect(Math.abs(share - (down() - down(i)))).toBeLessThan(1e-14);
      expect(share).toBeGreaterThan(0);
    }
  });

  it('is exact for all of them at once, however many they are', () => {
    const gain = gainsOf(chain(1500));
    const inexact = Array.from({length: 1499}, (_, i) => gain(`s${i + 1}`)).filter(({exact}) => !exact);
    expect(inexact).toEqual([]);
  });
});

describe('what services cost in systems that are too tangled', () => {
  it('is never more than is said, which then is no exact figure', () => {
    let bounded = 0;
    for (const tree of [plantTree(2, 3, 2, 3), gridTree(6, 4, 300), zoneTree(8, 4, 4, 2), layeredTree(7, 30, 45)]) {
      const gains = (budget?: number) => {
        const topology = topologyOf(fileOf(tree));
        const gain = calleeGains(topology, topology.operations.get('op')!.entry, {}, budget);
        return topology.nodes.map(({index}) => gain(index));
      };
      const truth = gains();
      expect(truth.every(({exact}) => exact)).toBe(true);
      const small = topologyOf(fileOf(tree));
      const most = availability(small, small.operations.get('op')!.entry, {}, 50).chance.down;
      for (const budget of [2, 50, 1000]) {
        for (const [node, {share, exact}] of gains(budget).entries()) {
          if (exact) expect(Math.abs(share - truth[node]!.share)).toBeLessThan(1e-11);
          else {
            bounded += 1;
            expect(share).toBeGreaterThan(truth[node]!.share - 1e-12);
            if (budget === 50) expect(share).toBeLessThanOrEqual(most);
          }
        }
      }
    }
    expect(bounded).toBeGreaterThan(100);
  });

  it('is for a spare replica no more than how often it fails', () => {
    const tree = zoneTree(12, 5, 4, 2);
    const topology = topologyOf(fileOf(tree));
    const gain = calleeGains(topology, topology.operations.get('op')!.entry, {}, 2);
    // A replica fails in more than 1 % of the time; three of four, spread over zones, far more seldom.
    const {share, exact} = gain(topology.services.get('e5')!.nodes[0]!);
    expect(exact).toBe(false);
    expect(share).toBeLessThan(0.0115);
  });

  it('is said to be at most that, in words and as a key; exact figures have no such key', () => {
    const topology = topologyOf({services: {a: {calls: [{to: 'b'}]}, b: {}}, operations: {op: {entry: 'a'}}});
    const [call] = topology.nodes.flatMap(({calls}) => calls);
    const figures = {
      operations: ['op'],
      waitMs: 0,
      waitStated: true,
      rate: null,
      gain: 0.01,
      worstOperation: 'op',
      isBadDay: false,
      harm: 'sometimes',
    } as const;
    const target = call!.targets[0]!;
    const atMost = coupling(topology, call!, target, {...figures, exact: false, birnbaum: null}).availability;
    expect(atMost).toMatchObject({minutesPerYear: 5256, exact: false, birnbaum: null});
    expect(atMost.because).toContain('cost op at most 87.60 h a year (too tangled to work out exactly)');
    const known = coupling(topology, call!, target, {...figures, exact: true, birnbaum: 0.5}).availability;
    expect(Object.keys(known)).toEqual(['level', 'minutesPerYear', 'birnbaum', 'because']);
    expect(known.because).not.toContain('at most');
  });
});
