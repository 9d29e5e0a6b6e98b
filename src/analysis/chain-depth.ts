import {type CallGraph, components} from './call-graph.ts';

/** Call cycles of more members than this are not searched path by path. */
const searched = 12;

/**
 * Length of the longest path of synchronous calls from `entry` that visits nothing twice. Exact; only where more than
 * twelve services call each other in circles it is the upper bound that counts each of them once.
 */
export function chainDepth(graph: CallGraph, entry: number): number {
  const depth = new Map<number, number>();
  for (const members of components([entry], (index) => graph.next[index]!)) {
    const own = new Set(members);
    const outside = (index: number) =>
      Math.max(0, ...graph.next[index]!.filter((to) => !own.has(to)).map((to) => 1 + depth.get(to)!));
    if (members.length <= searched) {
      for (const index of members) depth.set(index, longest(graph, index, own, outside));
    } else {
      const below = Math.max(...members.map(outside));
      for (const index of members) depth.set(index, members.length - 1 + below);
    }
  }
  return depth.get(entry)!;
}

/** Longest path from `start` through `left` (at most twelve nodes deep) and out of it. */
function longest(
  graph: CallGraph,
  start: number,
  left: ReadonlySet<number>,
  outside: (index: number) => number,
): number {
  const rest = new Set(left);
  rest.delete(start);
  const inside = graph.next[start]!.filter((to) => rest.has(to)).map((to) => 1 + longest(graph, to, rest, outside));
  return Math.max(outside(start), ...inside);
}
