import {clusterOf} from './clusters.ts';
import {type GateGraph, kindOf, type Ref} from './gate-graph.ts';

/** The part of a graph below one gate, down to leaves and to gates that stand for one. */
export interface Walk {
  readonly graph: GateGraph;
  readonly root: Ref;
  readonly isEnd: (ref: Ref) => boolean;
  /** Everything below the root down to the ends, what others look at first. */
  readonly refs: readonly Ref[];
  /** How many gates look at it. */
  readonly parents: ReadonlyMap<Ref, number>;
}

/** The part of a graph below `root` down to leaves and to other gates that `stands` for one. */
export function walkBelow(graph: GateGraph, root: Ref, stands: (ref: Ref) => boolean): Walk {
  const isEnd = (ref: Ref) => ref !== root && (kindOf(graph, ref) === 'leaf' || stands(ref));
  const seen = new Set([root]);
  const parents = new Map<Ref, number>();
  for (const ref of seen) {
    if (isEnd(ref)) continue;
    for (const input of graph.inputs[ref]!) {
      parents.set(input, (parents.get(input) ?? 0) + 1);
      seen.add(input);
    }
  }
  return {graph, root, isEnd, refs: [...seen].sort((a, b) => a - b), parents};
}

/**
 * Static orders of a diagram's variables. What suits trees with shared parts comes first, then what suits redundant
 * trains (undefined where there are none), networks where every layer is looked at by the next, and long tangled bands.
 */
export const orders: readonly ((walk: Walk) => Ref[] | undefined)[] = [sharedFirst, clustered, nearestFirst, gathered];

/** Depth-first, the inputs of every gate in the order that `compare` gives. */
function depthFirst({graph, root, isEnd}: Walk, compare: (a: Ref, b: Ref) => number): Ref[] {
  const seen = new Set<Ref>();
  const found: Ref[] = [];
  const stack: Ref[] = [root];
  while (stack.length > 0) {
    const ref = stack.pop()!;
    if (seen.has(ref)) continue;
    seen.add(ref);
    if (isEnd(ref)) found.push(ref);
    else {
      const lastFirst = [...graph.inputs[ref]!].sort((a, b) => compare(b, a) || b - a);
      for (const input of lastFirst) if (!seen.has(input)) stack.push(input);
    }
  }
  return found;
}

/** Depth-first, what most gates look at first. */
function sharedFirst(walk: Walk): Ref[] {
  const {parents} = walk;
  return depthFirst(walk, (a, b) => parents.get(b)! - parents.get(a)!);
}

/** Cluster by cluster, behind what several of them look at. */
function clustered(walk: Walk): Ref[] | undefined {
  const cluster = clusterOf(walk);
  return cluster && sharedFirst(walk).sort((a, b) => (cluster(a) === cluster(b) ? 0 : cluster(a) - cluster(b)));
}

/** Depth-first, gates with little below first (`sign` 1), or last (-1). */
function byWeight(walk: Walk, sign: 1 | -1): Ref[] {
  const weight = new Map<Ref, number>();
  for (const ref of walk.refs) {
    weight.set(ref, walk.isEnd(ref) ? 1 : walk.graph.inputs[ref]!.reduce((sum, input) => sum + weight.get(input)!, 0));
  }
  return depthFirst(walk, (a, b) => sign * Math.sign(weight.get(a)! - weight.get(b)!));
}

/** Layer by layer from the root, by the longest way to it. */
function nearestFirst({graph, refs, isEnd}: Walk): Ref[] {
  const depth = new Map<Ref, number>();
  for (const ref of refs.toReversed()) {
    if (isEnd(ref)) continue;
    const next = (depth.get(ref) ?? 0) + 1;
    for (const input of graph.inputs[ref]!) depth.set(input, Math.max(depth.get(input) ?? 0, next));
  }
  return refs.filter(isEnd).sort((a, b) => depth.get(a)! - depth.get(b)! || a - b);
}

/** After this many rounds nothing moves much. */
const gatherings = 60;
/** Where everything stands in the end hangs on where it starts; in a larger module further starts take too long. */
const starts: readonly ((walk: Walk) => Ref[])[] = [
  (walk) => byWeight(walk, 1),
  (walk) => byWeight(walk, -1),
  (walk) => depthFirst(walk, () => 0),
  nearestFirst,
  sharedFirst,
];
const manyStarts = 5000;

/** The shortest of what is gathered from different starts. */
function gathered(walk: Walk): Ref[] {
  const tried = walk.refs.length > manyStarts ? starts.slice(-1) : starts;
  const found = tried.map((start) => gatheredFrom(walk, start(walk)));
  return found.reduce((a, b) => (b.length < a.length ? b : a)).order;
}

/**
 * Everything in the middle of what it stands together with, again and again; the round with the shortest gates is taken
 * (the FORCE heuristic: Aloul, Markov and Sakallah 2003). `length`: of all gates together.
 */
function gatheredFrom(walk: Walk, first: readonly Ref[]): {readonly order: Ref[]; readonly length: number} {
  const {graph, refs, isEnd} = walk;
  const index = new Map(refs.map((ref, i) => [ref, i]));
  const gates = refs.flatMap((ref, i) =>
    isEnd(ref) ? [] : [[i, ...graph.inputs[ref]!.map((input) => index.get(input)!)]],
  );
  const start = new Map(first.map((ref, i) => [ref, i]));
  let place = new Float64Array(refs.length);
  for (const [i, ref] of refs.entries()) {
    const inputs = isEnd(ref) ? [] : graph.inputs[ref]!;
    place[i] = start.get(ref) ?? inputs.reduce((sum, input) => sum + place[index.get(input)!]!, 0) / inputs.length;
  }
  let shortest = Infinity;
  let best = place;
  for (let round = 0; round < gatherings; round += 1) {
    const sums = new Float64Array(refs.length);
    const counts = new Float64Array(refs.length);
    let length = 0;
    for (const gate of gates) {
      let middle = 0;
      let [from, to] = [Infinity, -Infinity];
      for (const i of gate) {
        middle += place[i]! / gate.length;
        from = Math.min(from, place[i]!);
        to = Math.max(to, place[i]!);
      }
      length += to - from;
      for (const i of gate) {
        sums[i] = sums[i]! + middle;
        counts[i] = counts[i]! + 1;
      }
    }
    if (round > 0 && length < shortest) {
      shortest = length;
      best = place;
    }
    place = new Float64Array(refs.length);
    const byMiddle = [...refs.keys()].sort((a, b) => sums[a]! / counts[a]! - sums[b]! / counts[b]! || a - b);
    for (const [at, i] of byMiddle.entries()) place[i] = at;
  }
  const order = refs.filter(isEnd).sort((a, b) => best[index.get(a)!]! - best[index.get(b)!]! || a - b);
  return {order, length: shortest};
}
