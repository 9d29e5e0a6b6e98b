import {dominators} from '../dominators.ts';
import {always, below, type GateGraph, kindOf, never, type Ref} from './gate-graph.ts';

/** More rounds than this change next to nothing. */
const mostRounds = 6;

/** The same function with fewer gates and fewer shared inputs; works on graphs of any depth, nearly linear in edges. */
export function reduced(graph: GateGraph, root: Ref): Ref {
  let ref = root;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = joined(graph, coalesced(graph, absorbed(graph, coalesced(graph, ref))));
    if (next === ref) break;
    ref = next;
  }
  return coalesced(graph, ref);
}

/** How many gates below `root` look at each of the others. */
function parentCounts(graph: GateGraph, refs: readonly Ref[]): Map<Ref, number> {
  const counts = new Map<Ref, number>();
  for (const ref of refs) for (const input of graph.inputs[ref]!) counts.set(input, (counts.get(input) ?? 0) + 1);
  return counts;
}

/** Gates of one kind right below each other become one, where nothing else looks at the lower one. */
function coalesced(graph: GateGraph, root: Ref): Ref {
  const refs = below(graph, root);
  const parents = parentCounts(graph, refs);
  const isTaken = new Set<Ref>();
  for (const ref of refs) {
    const kind = kindOf(graph, ref);
    if (kind !== 'any' && kind !== 'all') continue;
    for (const input of graph.inputs[ref]!) {
      if (parents.get(input) === 1 && kindOf(graph, input) === kind) isTaken.add(input);
    }
  }
  if (isTaken.size === 0) return root;
  const made = new Map<Ref, Ref>();
  const taken = new Map<Ref, Ref[]>();
  for (const ref of refs) {
    const kind = kindOf(graph, ref);
    if (kind === 'leaf') {
      made.set(ref, ref);
      continue;
    }
    // The longest list grows in place: copying it at every step down a long chain would cost its square.
    let inputs: Ref[] = [];
    for (const input of graph.inputs[ref]!) {
      const more = taken.get(input) ?? [made.get(input)!];
      const [longer, shorter] = more.length > inputs.length ? [more, inputs] : [inputs, more];
      for (const one of shorter) longer.push(one);
      inputs = longer;
    }
    if (isTaken.has(ref)) taken.set(ref, inputs);
    else made.set(ref, graph.atLeast(kind === 'all' ? inputs.length : graph.least[ref]!, inputs));
  }
  return made.get(root)!;
}

/**
 * What a gate above looks at itself need not be looked at again below it: `x or f(x, y)` is `x or f(never, y)`, `x and
 * f(x, y)` is `x and f(always, y)`, wherever all paths to the lower gate lead through the upper one.
 */
function absorbed(graph: GateGraph, root: Ref): Ref {
  const refs = below(graph, root).reverse();
  if (kindOf(graph, root) === 'leaf') return root;
  const index = new Map(refs.map((ref, i) => [ref, i]));
  const next = refs.map((ref) => graph.inputs[ref]!.map((input) => index.get(input)!));
  const {enter, leave} = dominators(next);
  const parents: number[][] = refs.map(() => []);
  for (const [from, targets] of next.entries()) for (const to of targets) parents[to]!.push(from);
  // By parent and input: the constant that stands for the input there.
  const constants = new Map<number, Ref>();
  for (const [i, above] of parents.entries()) {
    if (above.length < 2) continue;
    above.sort((a, b) => enter[a]! - enter[b]!);
    let top = -1;
    for (const parent of above) {
      if (top >= 0 && enter[parent]! < leave[top]!) {
        constants.set(parent * refs.length + i, kindOf(graph, refs[top]!) === 'any' ? never : always);
      } else if (kindOf(graph, refs[parent]!) !== 'some') top = parent;
    }
  }
  if (constants.size === 0) return root;
  const made = new Map<Ref, Ref>();
  for (let i = refs.length - 1; i >= 0; i -= 1) {
    const ref = refs[i]!;
    const inputs = graph.inputs[ref]!.map(
      (input) => constants.get(i * refs.length + index.get(input)!) ?? made.get(input)!,
    );
    made.set(ref, inputs.length === 0 ? ref : graph.atLeast(graph.least[ref]!, inputs));
  }
  return made.get(root)!;
}

/** Inputs that always stand together, below gates of one kind, become one gate of that kind. */
function joined(graph: GateGraph, root: Ref): Ref {
  const refs = below(graph, root);
  const parents = new Map<Ref, Ref[]>();
  for (const ref of refs) {
    for (const input of graph.inputs[ref]!) {
      const known = parents.get(input);
      if (known) known.push(ref);
      else parents.set(input, [ref]);
    }
  }
  const groups = new Map<string, Ref[]>();
  for (const [input, above] of parents) {
    const kind = kindOf(graph, above[0]!);
    if (above.length < 2 || kind === 'some' || above.some((ref) => kindOf(graph, ref) !== kind)) continue;
    const key = above.join();
    const group = groups.get(key);
    if (group) group.push(input);
    else groups.set(key, [input]);
  }
  const groupOf = new Map<Ref, readonly Ref[]>();
  for (const group of groups.values()) if (group.length > 1) for (const input of group) groupOf.set(input, group);
  if (groupOf.size === 0) return root;
  const made = new Map<Ref, Ref>();
  const makeGroup = new Map<readonly Ref[], Ref>();
  for (const ref of refs) {
    const kind = kindOf(graph, ref);
    if (kind === 'leaf') {
      made.set(ref, ref);
      continue;
    }
    const inputs: Ref[] = [];
    for (const input of graph.inputs[ref]!) {
      const group = groupOf.get(input);
      if (!group) {
        inputs.push(made.get(input)!);
        continue;
      }
      let gate = makeGroup.get(group);
      if (gate === undefined) {
        const members = group.map((one) => made.get(one)!);
        gate = graph.atLeast(kind === 'all' ? members.length : 1, members);
        makeGroup.set(group, gate);
      }
      inputs.push(gate);
    }
    made.set(ref, graph.atLeast(kind === 'all' ? inputs.length : graph.least[ref]!, inputs));
  }
  return made.get(root)!;
}
