import type {Chance} from '../../topology/quantity.ts';
import {fails, type NodeRef, type Nodes, works} from './diagram.ts';

/** The chance of every function of a diagram up to `last`, by node. Sums of positive terms: neither side is one minus the other. */
export function chancesOf({variables, lows, highs}: Nodes, last: NodeRef, chances: readonly Chance[]) {
  const down = new Float64Array(last + 2);
  const up = new Float64Array(last + 2);
  up[works] = 1;
  down[fails] = 1;
  for (let ref = 2; ref <= last; ref += 1) {
    const {up: p, down: q} = chances[variables[ref]!]!;
    down[ref] = q * down[highs[ref]!]! + p * down[lows[ref]!]!;
    up[ref] = q * up[highs[ref]!]! + p * up[lows[ref]!]!;
  }
  return {up, down};
}

/** The exact chance of one function, and by how much its failure grows with each variable's: one pass up, one down. */
export function evaluated(
  nodes: Nodes,
  root: NodeRef,
  chances: readonly Chance[],
): {readonly chance: Chance; readonly slopes: Float64Array} {
  const {variables, lows, highs} = nodes;
  const {up, down} = chancesOf(nodes, root, chances);
  const slopes = new Float64Array(chances.length);
  const weight = new Float64Array(root + 2);
  weight[root] = 1;
  for (let ref = root; ref >= 2; ref -= 1) {
    const w = weight[ref]!;
    if (w === 0) continue;
    const low = lows[ref]!;
    const high = highs[ref]!;
    const v = variables[ref]!;
    // The same difference on either side; the side with the smaller figures loses fewer digits.
    const difference = down[high]! < 0.5 ? down[high]! - down[low]! : up[low]! - up[high]!;
    slopes[v] = slopes[v]! + w * difference;
    weight[high] = weight[high]! + w * chances[v]!.down;
    weight[low] = weight[low]! + w * chances[v]!.up;
  }
  return {chance: {up: up[root]!, down: down[root]!}, slopes};
}
