import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import {coupling} from '../../src/analysis/couplings.ts';
import {topologyOf} from './built.ts';
import {fileOf, gridTree, layeredTree, plantTree, zoneTree} from './tangled-trees.ts';

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
