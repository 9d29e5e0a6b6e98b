import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {topologyOf} from './built.ts';
import {fileOf, plantTree, type Tree} from './tangled-trees.ts';

function solved(tree: Tree, nodeBudget?: number) {
  const topology = topologyOf(fileOf(tree));
  return availability(topology, topology.operations.get('op')!.entry, {}, nodeBudget);
}

/** Any of these fails, where they are independent. */
const either = (chances: readonly number[]) => chances.reduce((down, p) => down + (1 - down) * p, 0);

/**
 * The failure of a plant, by what its trains are: independent of each other once the states of what all of them share
 * are known. Sums over those states, in each train over the states of its support systems, and from train to train over
 * how many trains of each system have failed. Nothing here comes from the program.
 */
function plantFailure({events, gates}: Tree, systems: number, trains: number, supports: number): number {
  const chanceOf = (event: number) => events[event]! / 10_000;
  const perSupport = 1 + 2 * trains;
  const gateOf = (input: number) => input - events.length;
  const system = gates.slice(-1 - systems, -1).map(({inputs}) => gateOf(inputs[0]!));
  let total = 0;
  for (let commons = 0; commons < 2 ** supports; commons += 1) {
    let weight = 1;
    for (let s = 0; s < supports; s += 1) {
      const p = chanceOf(s * perSupport);
      weight *= (commons >> s) & 1 ? p : 1 - p;
    }
    // counts[code]: the chance that so many trains of each system have failed, one digit a system.
    let counts = new Float64Array((trains + 1) ** systems);
    counts[0] = 1;
    for (let train = 0; train < trains; train += 1) {
      const vectors = new Float64Array(2 ** systems);
      for (let own = 0; own < 2 ** supports; own += 1) {
        let chance = 1;
        const down: boolean[] = [];
        for (let s = 0; s < supports; s += 1) {
          const pair = s * perSupport + 1 + 2 * train;
          const p = either([chanceOf(pair), chanceOf(pair + 1)]);
          chance *= (own >> s) & 1 ? p : 1 - p;
          const needed = gates[s * trains + train]!.inputs.find((input) => input >= events.length);
          const isNeededDown = needed !== undefined && down[Math.floor(gateOf(needed) / trains)]!;
          down.push(Boolean((own >> s) & 1) || Boolean((commons >> s) & 1) || isNeededDown);
        }
        const failing = (input: number): number => {
          if (input < events.length) return chanceOf(input);
          if (gateOf(input) < supports * trains) return down[Math.floor(gateOf(input) / trains)] ? 1 : 0;
          const {least, inputs} = gates[gateOf(input)]!;
          return least === 1 ? either(inputs.map(failing)) : inputs.reduce((all, one) => all * failing(one), 1);
        };
        const parts = system.map((gate) => failing(gates[gate]!.inputs[train]!));
        for (let vector = 0; vector < vectors.length; vector += 1) {
          vectors[vector] = vectors[vector]! + parts.reduce((w, p, s) => w * ((vector >> s) & 1 ? p : 1 - p), chance);
        }
      }
      const next = new Float64Array(counts.length);
      for (const [vector, p] of vectors.entries()) {
        let step = 0;
        for (let s = 0; s < systems; s += 1) if ((vector >> s) & 1) step += (trains + 1) ** s;
        for (let code = 0; code + step < counts.length; code += 1)
          if (counts[code]! > 0) next[code + step] = next[code + step]! + p * counts[code]!;
      }
      counts = next;
    }
    for (const [code, p] of counts.entries()) {
      const isDown = system.map((gate, s) => Math.floor(code / (trains + 1) ** s) % (trains + 1) >= gates[gate]!.least);
      if (isDown.some((down, s) => down && isDown[(s + 1) % systems])) total += weight * p;
    }
  }
  return total;
}

describe('plants of redundant trains', () => {
  it('of two, three and four trains are answered as their trains give it, to eleven digits', () => {
    for (const [seed, systems, trains, supports] of [
      [4, 6, 2, 6],
      [6, 5, 3, 6],
      [5, 5, 4, 5],
    ] as const) {
      const tree = plantTree(seed, systems, trains, supports);
      const {exact, chance} = solved(tree);
      expect(exact).toBe(true);
      const truth = plantFailure(tree, systems, trains, supports);
      expect(Math.abs(chance.down / truth - 1), `${chance.down} instead of ${truth}`).toBeLessThan(1e-11);
    }
  });

  it('may have four trains of eight systems over ten supports, which takes the order of the trains', () => {
    const {exact, chance} = solved(plantTree(5, 8, 4, 10));
    expect(exact).toBe(true);
    // By a diagram in an order written down by hand: what the trains share, then train by train.
    expect(Math.abs(chance.down / 0.06741343314387661 - 1)).toBeLessThan(1e-11);
  });

  it('come within a thousandth of the truth, which lies between, where nodes are too few for it', () => {
    for (const seed of [2, 3]) {
      const tree = plantTree(seed, 8, 3, 6);
      const truth = solved(tree);
      const {exact, bounds} = solved(tree, 80_000);
      expect([truth.exact, exact]).toEqual([true, false]);
      const [least, most] = bounds!.down;
      expect(least).toBeLessThanOrEqual(truth.chance.down * (1 + 1e-12));
      expect(most).toBeGreaterThanOrEqual(truth.chance.down * (1 - 1e-12));
      expect(most / least - 1).toBeLessThan(1e-3);
    }
  });
});
