import {type CallGraph, descent} from './call-graph.ts';

/** Something worked out for nodes from what is known of their callees. */
export interface BottomUp<T> {
  readonly below: (entry: number) => Below<T>;
  /** The result of one node as an entry of its own. */
  readonly of: (node: number) => T;
}

/** The results of everything below an entry. */
export interface Below<T> {
  /** Callees before their callers, the entry last. */
  readonly order: Int32Array;
  /** The result of a node of `order`. */
  readonly get: (node: number) => T;
}

/**
 * Of larger call cycles not every member is taken as an entry of its own: all of them are worked out in one descent from
 * the first of them in file order, as one pass for each member of a cycle of thousands would take hours.
 */
const largestCycle = 24;

type Compute<T> = (node: number, callee: (index: number) => T | undefined) => T;

/**
 * Works `compute` out for nodes from the bottom of the call graph up. A call back into a cycle is given `undefined` for
 * its callee. Below an entry, nodes that reach a cycle differ by that entry and are worked out for each, all others once.
 */
export function bottomUp<T>(graph: CallGraph, compute: Compute<T>): BottomUp<T> {
  const {next, reachesCycle} = graph;
  const of = ownResults(graph, compute);
  const entries = new Map<number, Below<T>>();
  const below = (entry: number): Below<T> => {
    const known = entries.get(entry);
    if (known) return known;
    const found = reachesCycle.has(entry) ? aroundCycles(entry) : plain(entry);
    entries.set(entry, found);
    return found;
  };
  /** Nothing differs by the entry, and not everybody asks for the order. */
  const plain = (entry: number): Below<T> => {
    let order: Int32Array | undefined;
    return {
      get order() {
        order ??= Int32Array.from(descent(next, entry).order);
        return order;
      },
      get: of,
    };
  };
  const aroundCycles = (entry: number): Below<T> => {
    const {order, back} = descent(next, entry);
    const results = new Map<number, T>();
    const get = (index: number): T => results.get(index) ?? of(index);
    for (const index of order) {
      if (!reachesCycle.has(index)) of(index);
      else
        results.set(
          index,
          compute(index, (to) => (back.has(index * next.length + to) ? undefined : get(to))),
        );
    }
    return {order: Int32Array.from(order), get};
  };
  return {below, of};
}

/** The result of each node as an entry of its own, from those of its callees: linear but for the cycles. */
function ownResults<T>({next, cycles, cycleOf}: CallGraph, compute: Compute<T>): (node: number) => T {
  const known = new Array<T | undefined>(next.length).fill(undefined);
  const around = (start: number) => {
    const cycle = cycleOf[start]!;
    const {order, back} = descent(next, start, (index) => cycleOf[index] === cycle);
    const results = new Map<number, T>();
    for (const index of order) {
      const callee = (to: number) =>
        back.has(index * next.length + to) ? undefined : cycleOf[to] === cycle ? results.get(to) : known[to];
      results.set(index, compute(index, callee));
    }
    return results;
  };
  const settle = (node: number) => {
    const cycle = cycleOf[node]!;
    if (cycle === -1) known[node] = compute(node, (to) => known[to]);
    else if (cycles[cycle]!.length <= largestCycle) known[node] = around(node).get(node);
    else for (const [index, result] of around(cycles[cycle]!.reduce((a, b) => Math.min(a, b)))) known[index] = result;
  };
  /** What is not known yet and has to be before `node` is: of a cycle, what any of its members calls outside of it. */
  const missing = (node: number): readonly number[] => {
    const cycle = cycleOf[node]!;
    const callees = cycle === -1 ? next[node]! : cycles[cycle]!.flatMap((member) => next[member]!);
    return callees.filter((to) => known[to] === undefined && (cycle === -1 || cycleOf[to] !== cycle));
  };
  return (node) => {
    const open = known[node] === undefined ? [node] : [];
    while (open.length > 0) {
      const index = open.at(-1)!;
      const first = known[index] === undefined ? missing(index) : [];
      if (first.length > 0) for (const to of first) open.push(to);
      else {
        if (known[index] === undefined) settle(index);
        open.pop();
      }
    }
    return known[node]!;
  };
}
