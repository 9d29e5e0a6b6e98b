import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {explored} from '../../src/analysis/failure/exploration.ts';
import {gateGraph, type Ref} from '../../src/analysis/failure/gate-graph.ts';
import {orders, walkBelow} from '../../src/analysis/failure/order.ts';
import {exactly} from '../../src/analysis/failure/range.ts';
import {layeredTree, type Tree} from './tangled-trees.ts';

/** The failure of the root, state by state, where event i fails with `chances[i]`. */
function summed({events, gates}: Tree, chances: readonly number[]): number {
  let down = 0;
  for (let state = 0; state < 2 ** events.length; state += 1) {
    const fails = events.map((_, i) => ((state >> i) & 1) === 1);
    for (const {least, inputs} of gates) fails.push(inputs.filter((input) => fails[input]).length >= least);
    if (fails.at(-1)) down += chances.reduce((p, q, i) => p * (fails[i] ? q : 1 - q), 1);
  }
  return down;
}

/** Bounds of a tree for a budget, where events fail at least and at most so often; undefined where it is one event. */
function boundsOf(tree: Tree, least: readonly number[], most: readonly number[], budget: number) {
  const graph = gateGraph();
  const refs = tree.events.map(() => graph.leaf());
  const leaves = new Map(refs.map((ref, i) => [ref, i]));
  for (const gate of tree.gates) {
    refs.push(
      graph.atLeast(
        gate.least,
        gate.inputs.map((input) => refs[input]!),
      ),
    );
  }
  if (graph.least[refs.at(-1)!] === 0) return undefined;
  const walk = walkBelow(graph, refs.at(-1)!, () => false);
  const rangeOf = (end: Ref) => {
    const [p, q] = [least[leaves.get(end)!]!, most[leaves.get(end)!]!];
    if (p === q) return exactly({up: 1 - p, down: p});
    return {least: {up: 1 - p, down: p}, most: {up: 1 - q, down: q}};
  };
  return explored(walk, orders[0]!(walk)!, rangeOf, budget);
}

const anyTree = fc
  .tuple(fc.integer({min: 0, max: 1e6}), fc.integer({min: 4, max: 9}), fc.integer({min: 3, max: 18}))
  .map(([seed, events, gates]) => layeredTree(seed, events, gates));

describe('bounds of what is too tangled', () => {
  it('hold the sum over all states between them, whatever was spent on them', () => {
    fc.assert(
      fc.property(anyTree, fc.integer({min: 0, max: 60}), (tree, budget) => {
        const chances = tree.events.map((chance) => chance / 10_000);
        const range = boundsOf(tree, chances, chances, budget);
        fc.pre(range !== undefined);
        const {least, most} = range;
        const truth = summed(tree, chances);
        expect(least.down).toBeLessThanOrEqual(truth * (1 + 1e-12));
        expect(most.down).toBeGreaterThanOrEqual(truth * (1 - 1e-12));
        expect(most.up).toBeLessThanOrEqual((1 - truth) * (1 + 1e-12));
        expect(least.up).toBeGreaterThanOrEqual((1 - truth) * (1 - 1e-12));
        expect(Math.abs(least.up + least.down - 1)).toBeLessThan(1e-12);
        expect(Math.abs(most.up + most.down - 1)).toBeLessThan(1e-12);
      }),
      {seed: 31, numRuns: 300},
    );
  });

  it('hold for chances that are bounded themselves', () => {
    fc.assert(
      fc.property(anyTree, fc.integer({min: 0, max: 60}), (tree, budget) => {
        const most = tree.events.map((chance) => chance / 10_000);
        const rarer = most.map((chance, i) => (i % 3 === 0 ? chance : chance / (1 + i)));
        const range = boundsOf(tree, rarer, most, budget);
        fc.pre(range !== undefined);
        expect(range.least.down).toBeLessThanOrEqual(summed(tree, rarer) * (1 + 1e-12));
        expect(range.most.down).toBeGreaterThanOrEqual(summed(tree, most) * (1 - 1e-12));
      }),
      {seed: 32, numRuns: 150},
    );
  });

  it('meet where every state can be followed', () => {
    let open = 0;
    for (let seed = 1; seed <= 30; seed += 1) {
      const tree = layeredTree(seed, 9, 14);
      const chances = tree.events.map((chance) => chance / 10_000);
      const truth = summed(tree, chances);
      const [little, much] = [1, 5000].map((budget) => boundsOf(tree, chances, chances, budget)!);
      expect(Math.abs(much!.least.down / truth - 1)).toBeLessThan(1e-11);
      expect(Math.abs(much!.most.down / truth - 1)).toBeLessThan(1e-11);
      if (little!.most.down > little!.least.down) open += 1;
    }
    expect(open).toBeGreaterThan(10);
  });
});
