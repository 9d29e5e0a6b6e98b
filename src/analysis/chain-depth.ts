import {type CallGraph, components} from './call-graph.ts';

/** Call cycles of more members than this are not searched path by path. */
const searched = 12;

/** A path of synchronous calls: its first node, and the rest of it. */
export interface Chain {
  readonly node: number;
  /** Calls from here to the end. Through a cycle that is not searched it is more than the steps that are listed. */
  readonly depth: number;
  readonly rest: Chain | undefined;
}

/**
 * Length of the longest path of synchronous calls from `entry` that visits nothing twice. Exact; only where more than
 * twelve services call each other in circles it is the upper bound that counts each of them once.
 */
export function chainDepth(graph: CallGraph, entry: number): number {
  return longestChain(graph, entry).depth;
}

/** That path itself, the first in file order of several; of a cycle that is not searched only where it is left. */
export function longestChain(graph: CallGraph, entry: number): Chain {
  return graph.reachesCycle.has(entry) ? throughCycles(graph, entry) : straight(graph, entry);
}

// Below a node that comes to no cycle it is the same for every entry above: kept, as there may be as many entries as nodes.
const known = new WeakMap<CallGraph, (Chain | undefined)[]>();

function straight(graph: CallGraph, entry: number): Chain {
  let chains = known.get(graph);
  if (chains === undefined) {
    chains = new Array<Chain | undefined>(graph.next.length).fill(undefined);
    known.set(graph, chains);
  }
  const open = [entry];
  while (open.length > 0) {
    const index = open.at(-1)!;
    let longest: Chain | undefined;
    let waiting = false;
    if (chains[index] === undefined) {
      for (const to of graph.next[index]!) {
        const below = chains[to];
        if (below === undefined) {
          open.push(to);
          waiting = true;
        } else if (longest === undefined || below.depth > longest.depth) longest = below;
      }
      if (waiting) continue;
      chains[index] = {node: index, depth: longest === undefined ? 0 : 1 + longest.depth, rest: longest};
    }
    open.pop();
  }
  return chains[entry]!;
}

function throughCycles(graph: CallGraph, entry: number): Chain {
  const chains = new Map<number, Chain>();
  for (const members of components([entry], (index) => graph.next[index]!)) {
    const own = new Set(members);
    const outside = (index: number) =>
      extended(
        index,
        graph.next[index]!.filter((to) => !own.has(to)).map((to) => chains.get(to)!),
      );
    if (members.length <= searched) {
      const longest = aroundCycle(graph, members, outside);
      for (const index of members) chains.set(index, longest(index));
    } else {
      const exit = members.map(outside).reduce((a, b) => (b.depth > a.depth ? b : a));
      const depth = members.length - 1 + exit.depth;
      for (const node of members) chains.set(node, {node, depth, rest: node === exit.node ? exit.rest : exit});
    }
  }
  return chains.get(entry)!;
}

/**
 * Longest paths that start at the members of one cycle (at most twelve), through it and out of it. What is left of a cycle
 * behind each member is worked out once: there are far fewer such rests than paths.
 */
function aroundCycle(graph: CallGraph, members: readonly number[], outside: (index: number) => Chain) {
  const known = new Map<number, Chain>();
  const bit = new Map(members.map((index, i) => [index, 1 << i]));
  const longest = (start: number, left: number): Chain => {
    const key = left * members.length + members.indexOf(start);
    const before = known.get(key);
    if (before) return before;
    const inside = graph.next[start]!.filter((to) => (left & (bit.get(to) ?? 0)) !== 0).map((to) =>
      longest(to, left & ~bit.get(to)!),
    );
    const out = outside(start);
    const found = extended(start, out.rest ? [...inside, out.rest] : inside);
    known.set(key, found);
    return found;
  };
  const all = (1 << members.length) - 1;
  return (start: number) => longest(start, all & ~bit.get(start)!);
}

/** The longest of `chains`, with `node` before it. */
function extended(node: number, chains: readonly Chain[]): Chain {
  let rest: Chain | undefined;
  for (const chain of chains) if (rest === undefined || chain.depth > rest.depth) rest = chain;
  return {node, depth: rest === undefined ? 0 : 1 + rest.depth, rest};
}
