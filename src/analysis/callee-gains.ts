import type {Chance} from '../topology/quantity.ts';
import type {Topology} from '../topology/topology.ts';
import {availability, inSeries, partOf} from './availability.ts';
import {dominators} from './dominators.ts';
import {BudgetExceeded} from './failure-diagram.ts';
import {type Circumstances, type Formula, formulaOf} from './failure-formula.ts';
import type {Variable} from './variables.ts';

/**
 * For every node below `entry` how much less often requests would fail if that node always answered: what it costs,
 * with everything that is needed through it alone. Exact. That is what it dominates in the graph of certain needs; only
 * where fallbacks, groups or chances are mixed up with it the whole is worked out anew. The entry itself costs nothing here.
 */
export function calleeGains(topology: Topology, entry: number, circumstances: Circumstances): (node: number) => number {
  const now = availability(topology, entry, circumstances);
  const anew = (granted: number) =>
    now.chance.down - availability(topology, entry, {...circumstances, granted}).chance.down;
  if (!now.exact) return (node) => (node === entry ? 0 : anew(node));
  const formula = formulaOf(topology, entry, circumstances);
  const parts = formula.parts.map((gates) => partOf(formula, gates));
  const series = [...formula.certain.map((variable) => variable.chance), ...parts.map((part) => part.chance)];
  const dominated = dominatedFailure(
    formula,
    parts.map((part) => part.chance),
  );
  const partsAt = partsByNode(formula);
  const gain = (node: number): number => {
    if (node === entry) return 0;
    if (formula.certainNodes.has(node)) {
      const only = dominated(node);
      // Without what it dominates the rest must still be up: gain = rest x failure of the dominated.
      return only === undefined || only.up === 0 ? anew(node) : (now.chance.up / only.up) * only.down;
    }
    try {
      const changed = [...series];
      for (const part of partsAt.get(node) ?? []) {
        changed[formula.certain.length + part] = partOf(formula, formula.parts[part]!, undefined, node).chance;
      }
      return now.chance.down - inSeries(changed).down;
    } catch (error) {
      if (error instanceof BudgetExceeded) return anew(node);
      throw error;
    }
  };
  const known = new Map<number, number>();
  return (node) => {
    if (!known.has(node)) known.set(node, gain(node));
    return known.get(node)!;
  };
}

/** Which parts look at a node that is not certain. */
function partsByNode(formula: Formula): ReadonlyMap<number, ReadonlySet<number>> {
  const result = new Map<number, Set<number>>();
  for (const [part, gates] of formula.parts.entries()) {
    for (const gate of gates) {
      for (const node of formula.touched(gate).nodes) result.set(node, (result.get(node) ?? new Set()).add(part));
    }
  }
  return result;
}

/**
 * The failure of everything that is needed through one certain node alone; undefined where a gate elsewhere looks at
 * some of it, or shares a part with it, so that the node cannot be taken out without changing that gate.
 */
function dominatedFailure(formula: Formula, partChances: readonly Chance[]): (node: number) => Chance | undefined {
  const next: number[][] = [];
  const id = <K>(known: Map<K, number>, key: K): number => {
    const index = known.get(key) ?? next.length;
    if (index === next.length) {
      known.set(key, index);
      next.push([]);
    }
    return index;
  };
  const nodeIds = new Map<number, number>();
  const variableIds = new Map<Variable, number>();
  const failure: Chance[] = [];
  for (const [node, needs] of formula.certainNodes) {
    const from = id(nodeIds, node);
    for (const variable of needs.variables) next[from]!.push(id(variableIds, variable));
    for (const target of needs.nodes) next[from]!.push(id(nodeIds, target));
  }
  const {enter, leave, topDown, parent} = dominators(next);
  for (const [variable, index] of variableIds) failure[index] = variable.chance;

  // The walk positions of gates' owners that look at something: outside of a node's range they forbid the short way.
  const first = Int32Array.from(enter);
  const last = Int32Array.from(enter);
  const seenFrom = (index: number | undefined, owner: number) => {
    if (index === undefined) return;
    first[index] = Math.min(first[index]!, enter[owner]!);
    last[index] = Math.max(last[index]!, enter[owner]!);
  };
  const owners = new Map(
    [...formula.certainNodes].flatMap(([node, {gates}]) => gates.map((gate) => [gate, nodeIds.get(node)!] as const)),
  );
  for (const [p, gates] of formula.parts.entries()) {
    const own = gates.map((gate) => owners.get(gate)!);
    const [one = 0] = own;
    for (const owner of own) {
      seenFrom(owner, one);
      seenFrom(one, owner);
    }
    failure[one] = failure[one] ? inSeries([failure[one], partChances[p]!]) : partChances[p]!;
    for (const gate of gates) {
      const {nodes, variables} = formula.touched(gate);
      for (const node of nodes) seenFrom(nodeIds.get(node), owners.get(gate)!);
      for (const variable of variables) seenFrom(variableIds.get(variable), owners.get(gate)!);
    }
  }
  const below = next.map((_, index) => failure[index] ?? {up: 1, down: 0});
  for (const index of topDown.toReversed()) {
    const above = parent[index]!;
    if (above === index) continue;
    below[above] = inSeries([below[above]!, below[index]!]);
    first[above] = Math.min(first[above]!, first[index]!);
    last[above] = Math.max(last[above]!, last[index]!);
  }
  return (node) => {
    const index = nodeIds.get(node)!;
    return first[index]! >= enter[index]! && last[index]! < leave[index]! ? below[index] : undefined;
  };
}
