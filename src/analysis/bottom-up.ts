import {type CallGraph, descent} from './call-graph.ts';

/** Something worked out for nodes from what is known of their callees. */
export interface BottomUp<T> {
  /** The results of everything below an entry, callees before their callers. */
  readonly below: (entry: number) => ReadonlyMap<number, T>;
  /** The result of one node as an entry of its own. */
  readonly of: (node: number) => T;
}

/**
 * Works `compute` out for nodes from the bottom of the call graph up. A call back into a cycle is given `undefined`
 * for its callee; nodes that reach a cycle therefore differ by entry and are worked out for each, all others once.
 */
export function bottomUp<T>(
  graph: CallGraph,
  compute: (node: number, callee: (index: number) => T | undefined) => T,
): BottomUp<T> {
  const shared = new Map<number, T>();
  const entries = new Map<number, ReadonlyMap<number, T>>();
  const below = (entry: number): ReadonlyMap<number, T> => {
    const known = entries.get(entry);
    if (known) return known;
    const {order, back} = descent(graph.next, entry);
    const results = new Map<number, T>();
    for (const index of order) {
      const callee = (to: number) => (back.has(index * graph.next.length + to) ? undefined : results.get(to));
      const result = shared.get(index) ?? compute(index, callee);
      results.set(index, result);
      if (!graph.reachesCycle.has(index)) shared.set(index, result);
    }
    entries.set(entry, results);
    return results;
  };
  return {below, of: (node) => shared.get(node) ?? below(node).get(node)!};
}
