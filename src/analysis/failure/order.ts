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
 * Static orders of a diagram's variables. What suits trees with shared parts comes first; what suits networks, where
 * every layer is looked at by the next, second; what suits long tangled bands, last.
 */
export const orders: readonly ((walk: Walk) => Ref[])[] = [sharedFirst, nearestFirst, gathered];

/** Depth-first, gates before variables, what most gates look at first (as the fault tree engine SCRAM orders them). */
function sharedFirst({graph, root, isEnd, parents}: Walk): Ref[] {
  const seen = new Set<Ref>();
  const found: Ref[] = [];
  const stack: Ref[] = [root];
  while (stack.length > 0) {
    const ref = stack.pop()!;
    if (seen.has(ref)) continue;
    seen.add(ref);
    if (isEnd(ref)) found.push(ref);
    else {
      const lastFirst = [...graph.inputs[ref]!].sort(
        (a, b) => Number(isEnd(b)) - Number(isEnd(a)) || parents.get(a)! - parents.get(b)! || b - a,
      );
      for (const input of lastFirst) if (!seen.has(input)) stack.push(input);
    }
  }
  return found;
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

/**
 * Everything in the middle of what it stands together with, again and again; the round with the shortest gates is taken
 * (the FORCE heuristic: Aloul, Markov and Sakallah 2003).
 */
function gathered(walk: Walk): Ref[] {
  const {graph, refs, isEnd} = walk;
  const index = new Map(refs.map((ref, i) => [ref, i]));
  const gates = refs.flatMap((ref, i) =>
    isEnd(ref) ? [] : [[i, ...graph.inputs[ref]!.map((input) => index.get(input)!)]],
  );
  const start = new Map(sharedFirst(walk).map((ref, i) => [ref, i]));
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
  return refs.filter(isEnd).sort((a, b) => best[index.get(a)!]! - best[index.get(b)!]! || a - b);
}
