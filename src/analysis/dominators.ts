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
 * Dominators of everything reachable from node 0 (Lengauer and Tarjan, A Fast Algorithm for Finding Dominators in a
 * Flowgraph, 1979, with simple path compression). Every node must be reachable.
 */
export function dominators(next: readonly (readonly number[])[]): Dominators {
  const {preorder, postorder, above} = walk(next);
  const parent = immediate(next, preorder, above);
  const children: number[][] = next.map(() => []);
  for (const node of postorder.reverse()) if (node !== 0) children[parent[node]!]!.push(node);
  const enter = new Int32Array(next.length);
  const leave = new Int32Array(next.length);
  const {preorder: topDown} = walk(children);
  for (const [position, node] of topDown.entries()) enter[node] = position;
  // Below a node stands what follows it until as many have followed as it dominates.
  const size = new Int32Array(next.length).fill(1);
  for (const node of topDown.toReversed()) {
    leave[node] = enter[node]! + size[node]!;
    if (node !== 0) size[parent[node]!]! += size[node]!;
  }
  return {parent, enter, leave, topDown};
}

/** Depth first from node 0: all nodes as they are met and as they are left, and the node from which each is met. */
function walk(next: readonly (readonly number[])[]) {
  const above = new Int32Array(next.length).fill(-1);
  const step = new Int32Array(next.length);
  const preorder = [0];
  const postorder: number[] = [];
  above[0] = 0;
  for (let node = 0; ; ) {
    const to = next[node]![step[node]!];
    step[node]! += 1;
    if (to === undefined) {
      postorder.push(node);
      if (node === 0) return {preorder, postorder, above};
      node = above[node]!;
    } else if (above[to] === -1) {
      above[to] = node;
      preorder.push(to);
      node = to;
    }
  }
}

/** The nearest dominator of each node. All numbers inside are positions in `preorder`. */
function immediate(next: readonly (readonly number[])[], preorder: readonly number[], above: Int32Array): Int32Array {
  const count = preorder.length;
  const position = new Int32Array(next.length);
  for (const [at, node] of preorder.entries()) position[node] = at;
  const previous: number[][] = preorder.map(() => []);
  for (const [from, targets] of next.entries())
    for (const to of targets) previous[position[to]!]!.push(position[from]!);
  const semi = Int32Array.from({length: count}, (_, at) => at);
  const best = semi.slice();
  const forest = new Int32Array(count).fill(-1);
  const found = new Int32Array(count);
  const waiting: number[][] = preorder.map(() => []);
  // The node with the smallest semidominator on the way up through what is linked; the way is made shorter for the next.
  const smallest = (start: number): number => {
    const path: number[] = [];
    for (let at = start; forest[at] !== -1 && forest[forest[at]!] !== -1; at = forest[at]!) path.push(at);
    for (const at of path.reverse()) {
      const up = forest[at]!;
      if (semi[best[up]!]! < semi[best[at]!]!) best[at] = best[up]!;
      forest[at] = forest[up]!;
    }
    return best[start]!;
  };
  for (let at = count - 1; at > 0; at -= 1) {
    const up = position[above[preorder[at]!]!]!;
    for (const from of previous[at]!) semi[at] = Math.min(semi[at]!, semi[smallest(from)]!);
    waiting[semi[at]!]!.push(at);
    forest[at] = up;
    for (const node of waiting[up]!) {
      const least = smallest(node);
      found[node] = semi[least]! < semi[node]! ? least : up;
    }
    waiting[up] = [];
  }
  const parent = new Int32Array(next.length);
  for (let at = 1; at < count; at += 1) {
    if (found[at] !== semi[at]) found[at] = found[found[at]!]!;
    parent[preorder[at]!] = preorder[found[at]!]!;
  }
  return parent;
}
