import type {Chance} from '../topology/quantity.ts';
import type {Topology} from '../topology/topology.ts';
import {dominators} from './dominators.ts';
import {type Failure, failureOf, whole} from './failure/failure-of.ts';
import {exactly, type Range} from './failure/range.ts';
import {inSeries} from './failure/series.ts';
import type {Circumstances, Formula} from './failure-formula.ts';
import {once} from './once.ts';
import type {Variable} from './variables.ts';

/** How much less often requests would fail if a node always answered. */
export interface CalleeGain {
  readonly share: number;
  /** Otherwise it is at most this. */
  readonly exact: boolean;
}

/**
 * For every node below `entry` how much less often requests would fail if that node always answered: what it costs,
 * with everything that is needed through it alone. That is what it dominates in the graph of certain needs; only
 * where fallbacks, groups or chances are mixed up with it the whole is worked out anew. The entry itself costs nothing here.
 * Exact, but for large tangles: past some seconds for all nodes together the rest is bounded from above. A diagram may
 * have `nodeBudget` nodes.
 */
export function calleeGains(
  topology: Topology,
  entry: number,
  circumstances: Circumstances,
  nodeBudget?: number,
): (node: number) => CalleeGain {
  return gainsOf(failureOf(topology, entry, circumstances, nodeBudget), entry);
}

/** The same, where the failure of requests to `entry` is worked out already. */
export function gainsOf({formula, parts, range, exact, granted}: Failure, entry: number): (node: number) => CalleeGain {
  const now = range.most;
  const ranges = parts.map((part) => part.range);
  const dominated = dominatedFailure(
    formula,
    ranges.map(({most}) => most),
  );
  const partAt = new Map(formula.parts.flatMap(({nodes}, p) => nodes.map((node) => [node, p] as const)));
  const bounded = (gain: number): CalleeGain => ({share: Math.min(now.down, gain), exact: gain === 0});
  const needed = once(() => neededFailure(formula, ranges));
  const gain = (node: number): CalleeGain => {
    if (node === entry) return nothing;
    if (formula.certainNodes.has(node)) {
      const only = exact ? dominated(node) : undefined;
      // Without what it dominates the rest must still be up: gain = rest x failure of the dominated.
      if (only !== undefined && only.up > 0) return {share: (now.up / only.up) * only.down, exact: true};
      const then = granted(node);
      return then ? {share: now.down - then.down, exact: true} : bounded(needed()(node));
    }
    const p = partAt.get(node);
    if (p === undefined) return nothing;
    const then = parts[p]!.granted(node);
    if (then && exact) {
      return {share: now.down - whole(formula, ranges.with(p, exactly(then))).most.down, exact: true};
    }
    const own = then ? ranges[p]!.most.down - then.down : parts[p]!.mostGain(node);
    return bounded(own * whole(formula, ranges.with(p, exactly({up: 1, down: 0}))).least.up);
  };
  const known = new Map<number, CalleeGain>();
  return (node) => {
    if (!known.has(node)) known.set(node, gain(node));
    return known.get(node)!;
  };
}

const nothing: CalleeGain = {share: 0, exact: true};

/** At most how often a certain node fails: everything that it needs in any case, and every part that it looks at. */
function neededFailure({certainNodes, parts}: Formula, ranges: readonly Range[]): (node: number) => number {
  const partOf = new Map(parts.flatMap(({gates}, p) => gates.map((gate) => [gate, p] as const)));
  return (node) => {
    const below = new Set([node]);
    const failures = new Map<Variable | number, Chance>();
    for (const one of below) {
      const {variables, nodes, gates} = certainNodes.get(one)!;
      for (const variable of variables) failures.set(variable, variable.chance);
      for (const gate of gates) failures.set(partOf.get(gate)!, ranges[partOf.get(gate)!]!.most);
      for (const next of nodes) below.add(next);
    }
    return inSeries([...failures.values()]).down;
  };
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
  for (const [p, {gates, certainNodes, certain}] of formula.parts.entries()) {
    // Whatever sees one gate of a part must see all of them, and all that they look at.
    const own = gates.map((gate) => owners.get(gate)!);
    const one = own[0]!;
    for (const owner of own) {
      seenFrom(owner, one);
      seenFrom(one, owner);
    }
    failure[one] = failure[one] ? inSeries([failure[one], partChances[p]!]) : partChances[p]!;
    // The first and the last of them stand for all.
    const byPlace = own.toSorted((a, b) => enter[a]! - enter[b]!);
    for (const owner of [byPlace[0]!, byPlace.at(-1)!]) {
      for (const node of certainNodes) seenFrom(nodeIds.get(node), owner);
      for (const variable of certain) seenFrom(variableIds.get(variable), owner);
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
