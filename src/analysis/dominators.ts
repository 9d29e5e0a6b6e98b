/** For every node of a graph the nearest one that all paths from the start lead through; the start has itself. */
export interface Dominators {
  readonly parent: Int32Array;
  /** Position in a walk down the tree of dominators: x is below y when enter[y] <= enter[x] < leave[y]. */
  readonly enter: Int32Array;
  readonly leave: Int32Array;
  /** Nodes in an order in which each stands before all that it dominates. */
  readonly topDown: readonly number[];
}

/**
 * Dominators of everything reachable from node 0 (Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm, 2001).
 * Every node must be reachable.
 */
export function dominators(next: readonly (readonly number[])[]): Dominators {
  const postorder: number[] = [];
  const number = new Int32Array(next.length).fill(-1);
  const seen = new Uint8Array(next.length);
  seen[0] = 1;
  const stack: {readonly node: number; step: number}[] = [{node: 0, step: 0}];
  while (stack.length > 0) {
    const frame = stack.at(-1)!;
    const to = next[frame.node]![frame.step];
    frame.step += 1;
    if (to === undefined) {
      number[frame.node] = postorder.length;
      postorder.push(frame.node);
      stack.pop();
    } else if (seen[to] === 0) {
      seen[to] = 1;
      stack.push({node: to, step: 0});
    }
  }
  const previous: number[][] = next.map(() => []);
  for (const [from, targets] of next.entries()) for (const to of targets) previous[to]!.push(from);

  const parent = new Int32Array(next.length).fill(-1);
  parent[0] = 0;
  const common = (a: number, b: number): number => {
    let [x, y] = [a, b];
    while (x !== y) {
      while (number[x]! < number[y]!) x = parent[x]!;
      while (number[y]! < number[x]!) y = parent[y]!;
    }
    return x;
  };
  const order = postorder.toReversed();
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of order) {
      if (node === 0) continue;
      const known = previous[node]!.filter((p) => parent[p] !== -1);
      const nearest = known.reduce((a, b) => common(a, b));
      if (parent[node] !== nearest) {
        parent[node] = nearest;
        changed = true;
      }
    }
  }

  const children: number[][] = next.map(() => []);
  for (const node of order) if (node !== 0) children[parent[node]!]!.push(node);
  const enter = new Int32Array(next.length);
  const leave = new Int32Array(next.length);
  const topDown: number[] = [];
  const open: {readonly node: number; step: number}[] = [{node: 0, step: 0}];
  while (open.length > 0) {
    const frame = open.at(-1)!;
    if (frame.step === 0) {
      enter[frame.node] = topDown.length;
      topDown.push(frame.node);
    }
    const child = children[frame.node]![frame.step];
    frame.step += 1;
    if (child !== undefined) open.push({node: child, step: 0});
    else {
      leave[frame.node] = topDown.length;
      open.pop();
    }
  }
  return {parent, enter, leave, topDown};
}
