import {type CallGraph, components} from './call-graph.ts';

/** Length of the longest path of synchronous calls from `entry`; services that call each other in a circle count once each. */
export function chainDepth(graph: CallGraph, entry: number): number {
  const depth = new Map<number, number>();
  for (const members of components([entry], (index) => graph.next[index]!)) {
    const own = new Set(members);
    const below = Math.max(
      0,
      ...members.flatMap((index) => graph.next[index]!.filter((to) => !own.has(to)).map((to) => 1 + depth.get(to)!)),
    );
    for (const index of members) depth.set(index, members.length - 1 + below);
  }
  return depth.get(entry)!;
}
