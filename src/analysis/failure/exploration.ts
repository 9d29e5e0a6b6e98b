import type {Chance} from '../../topology/quantity.ts';
import {chancesOf} from './evaluated.ts';
import {frontier} from './frontier.ts';
import type {Ref} from './gate-graph.ts';
import {built} from './module-diagram.ts';
import type {Walk} from './order.ts';
import {isExact, type Range} from './range.ts';
import {type Bounds, leastDown, leastUp, mostDown, mostUp} from './state-bounds.ts';
import {stateLayer} from './state-layer.ts';

/** A look at one number costs about this share of making a node. */
const looksPerNode = 10;
/** Part of the budget in nodes that goes into diagrams of gates. */
const diagramShare = 4;
const mostStates = 1 << 14;

/**
 * Bounds for the failure of a module whose diagram is too large: one variable after the other is failed or not (Shannon
 * 1938), from the root on, in all gates at once whose own diagrams are small enough. States in which the same is left
 * of each are one. Where there are more states than the budget allows, those that leave most open are followed; of the
 * rest is said what holds of any monotone functions that share parts (Esary, Proschan and Walkup 1967). The states
 * exclude each other, so chances and bounds add up. `budget` is in nodes of a diagram.
 */
export function explored(walk: Walk, order: readonly Ref[], rangeOf: (end: Ref) => Range, budget: number): Range {
  // Whatever the budget, variables are a node each, after the two that stand for surely and never.
  const {nodes, values, part} = built(walk, order, order.length + 2 + Math.ceil(budget / diagramShare));
  const above = frontier(walk, values, part);
  const ends = order.map(rangeOf);
  const looks = looksPerNode * budget;
  const width = Math.min(mostStates, Math.floor(looks / (order.length * above.size)));

  const follow = (chances: readonly Chance[]): Range => {
    const {up, down} = chancesOf(nodes, nodes.size - 1, chances);
    const {variables, lows, highs} = nodes;
    const known = above.evaluation({up, down});
    const count = above.pieces.length;
    const least = {up: 0, down: 0};
    const most = {up: 0, down: 0};
    const settle = (mass: number, bounds: Bounds) => {
      least.down += mass * bounds[leastDown]!;
      least.up += mass * bounds[leastUp]!;
      most.down += mass * bounds[mostDown]!;
      most.up += mass * bounds[mostUp]!;
    };
    let layer = stateLayer(count, 2 * width + 1);
    let next = stateLayer(count, 2 * width + 1);
    const state = new Int32Array(count);
    const arrive = (mass: number) => {
      const bounds = known(state);
      if (bounds[leastDown] === bounds[mostDown]) settle(mass, bounds);
      else next.add(state, mass, bounds);
    };
    state.set(above.pieces);
    arrive(1);
    for (const [variable, {up: p, down: q}] of chances.entries()) {
      [layer, next] = [next, layer];
      next.clear();
      layer.keepWidest(width, settle);
      for (let s = 0; s < layer.size(); s += 1) {
        const from = layer.state(s);
        const mass = layer.mass(s);
        if (!from.some((ref) => variables[ref] === variable)) {
          next.add(from, mass, layer.bounds(s));
          continue;
        }
        for (const [side, chance] of [[highs, q] as const, [lows, p] as const]) {
          if (chance === 0) continue;
          for (let i = 0; i < count; i += 1) state[i] = variables[from[i]!] === variable ? side[from[i]!]! : from[i]!;
          arrive(mass * chance);
        }
      }
    }
    next.keepWidest(0, settle);
    return {least, most};
  };

  const low = follow(ends.map((range) => range.least));
  return ends.every(isExact) ? low : {least: low.least, most: follow(ends.map((range) => range.most)).most};
}
