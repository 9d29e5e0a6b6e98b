import type {Chance} from '../topology/quantity.ts';
import type {Call, Topology} from '../topology/topology.ts';
import {availability, type Circumstances, inSeries, partOf} from './availability.ts';
import {dominators} from './dominators.ts';
import {BudgetExceeded} from './failure-diagram.ts';
import {type Formula, formulaOf} from './failure-formula.ts';
import type {Variable} from './variables.ts';

/**
 * For every call below `entry` how much less often requests would fail if that callee never failed that call: what the
 * call costs. Exact. What only one call brings in is what it dominates in the graph of certain needs; only where
 * fallbacks, groups or chances are mixed up with it the whole is worked out anew.
 */
export function callGains(
  topology: Topology,
  entry: number,
  circumstances: Circumstances,
): (call: Call, target: number) => number {
  const now = availability(topology, entry, circumstances);
  const anew = (call: Call, target: number) =>
    now.chance.down - availability(topology, entry, {...circumstances, granted: {call, target}}).chance.down;
  if (!now.exact) return anew;
  const formula = formulaOf(topology, entry, circumstances);
  const parts = formula.parts.map((gates) => partOf(formula, gates));
  const series = [...formula.certain.map((variable) => variable.chance), ...parts.map((part) => part.chance)];
  const dominated = dominatedFailure(
    formula,
    parts.map((part) => part.chance),
  );
  const partsAt = partsByNode(formula);

  return (call, target) => {
    if (formula.certainNodes.get(call.from)?.calls.some((need) => need.call === call && need.target === target)) {
      const only = dominated(call, target);
      // Without what it dominates the rest must still be up: gain = rest x failure of the dominated.
      return only === undefined || only.up === 0 ? anew(call, target) : (now.chance.up / only.up) * only.down;
    }
    try {
      const changed = [...series];
      for (const part of partsAt.get(call.from) ?? []) {
        changed[formula.certain.length + part] = partOf(formula, formula.parts[part]!, undefined, {
          call,
          target,
        }).chance;
      }
      return now.chance.down - inSeries(changed).down;
    } catch (error) {
      if (error instanceof BudgetExceeded) return anew(call, target);
      throw error;
    }
  };
}

/** Which parts look at a node: for certain nodes those of its own gates. */
function partsByNode(formula: Formula): ReadonlyMap<number, ReadonlySet<number>> {
  const result = new Map<number, Set<number>>();
  const add = (node: number, part: number) => result.set(node, (result.get(node) ?? new Set()).add(part));
  for (const [part, gates] of formula.parts.entries()) {
    for (const gate of gates) {
      if (gate.kind === 'call') add(gate.call.from, part);
      for (const node of formula.touched(gate).nodes) if (!formula.certainNodes.has(node)) add(node, part);
    }
  }
  return result;
}

/**
 * The failure of everything that is needed through one certain call alone; undefined where a gate elsewhere looks at
 * some of it, or shares a part with it, so that the call cannot be taken out without changing that gate.
 */
function dominatedFailure(
  formula: Formula,
  partChances: readonly Chance[],
): (call: Call, target: number) => Chance | undefined {
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
  const callIds = new Map<Call, Map<number, number>>();
  const failure: Chance[] = [];
  for (const [node, needs] of formula.certainNodes) {
    const from = id(nodeIds, node);
    for (const variable of needs.variables) next[from]!.push(id(variableIds, variable));
    for (const {call, target} of needs.calls) {
      const byTarget = callIds.get(call) ?? new Map<number, number>();
      callIds.set(call, byTarget);
      const edge = id(byTarget, target);
      next[from]!.push(edge);
      next[edge]!.push(id(nodeIds, target));
    }
  }
  const {enter, leave, topDown, parent} = dominators(next);
  for (const [variable, index] of variableIds) failure[index] = variable.chance;

  // The walk positions of gates' owners that look at something: outside of a call's range they forbid the short way.
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
  return (call, target) => {
    const edge = callIds.get(call)!.get(target)!;
    return first[edge]! >= enter[edge]! && last[edge]! < leave[edge]! ? below[edge] : undefined;
  };
}
