/** A node of the diagram; 0 is "works whatever happens", 1 is "fails whatever happens". */
export type NodeRef = number;
export const works: NodeRef = 0;
export const fails: NodeRef = 1;

/** Thrown where a diagram would cost more than allowed. */
export class BudgetExceeded extends Error {}

/** Sizes of the tables grow from the first to the second. */
const smallest = 1 << 5;
const largestCache = 1 << 20;
/** A node that is looked for costs less than one that is made. */
const stepsPerNode = 4;
const deepest = 0x7fffffff;

const hash = (a: number, b: number, c: number): number => {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
};

/** A copy with room for more. */
function widened(old: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(capacity);
  next.set(old);
  return next;
}

/** The nodes of a diagram as arrays: variable, what follows when it works (low) and when it failed (high). */
export interface Nodes {
  readonly size: number;
  readonly variables: Int32Array;
  readonly lows: Int32Array;
  readonly highs: Int32Array;
}

/**
 * Reduced ordered binary decision diagrams (Bryant 1986) of failures in typed arrays: a node store, an open-addressed
 * table of unique nodes, and a cache of results that forgets. Only monotone functions are built. Variables are numbered
 * in diagram order. Nothing recurses: diagrams may be as deep as there are variables. `budget` is in nodes.
 */
export function diagram(budget: number) {
  let capacity = smallest;
  let variables = new Int32Array(capacity);
  let lows = new Int32Array(capacity);
  let highs = new Int32Array(capacity);
  let size = 2;
  variables[works] = deepest;
  variables[fails] = deepest;
  let unique = new Int32Array(2 * capacity);
  let cache = new Int32Array(4 * smallest);
  let stack = new Int32Array(4 * smallest);
  let steps = 0;

  const grow = () => {
    capacity *= 2;
    variables = widened(variables, capacity);
    lows = widened(lows, capacity);
    highs = widened(highs, capacity);
    unique = new Int32Array(2 * capacity);
    const mask = unique.length - 1;
    for (let ref = 2; ref < size; ref += 1) {
      let slot = hash(variables[ref]!, lows[ref]!, highs[ref]!) & mask;
      while (unique[slot] !== 0) slot = (slot + 1) & mask;
      unique[slot] = ref;
    }
  };

  const node = (variable: number, low: NodeRef, high: NodeRef): NodeRef => {
    if (low === high) return low;
    const mask = unique.length - 1;
    let slot = hash(variable, low, high) & mask;
    for (let ref = unique[slot]!; ref !== 0; ref = unique[slot]!) {
      if (variables[ref] === variable && lows[ref] === low && highs[ref] === high) return ref;
      slot = (slot + 1) & mask;
    }
    if (size >= budget) throw new BudgetExceeded();
    if (size === capacity) {
      grow();
      return node(variable, low, high);
    }
    variables[size] = variable;
    lows[size] = low;
    highs[size] = high;
    unique[slot] = size;
    size += 1;
    return size - 1;
  };

  // f AND g and f OR g differ only in which terminal decides.
  const combine = (decides: NodeRef, f0: NodeRef, g0: NodeRef): NodeRef => {
    let f = f0;
    let g = g0;
    let top = 0;
    for (;;) {
      let result: NodeRef;
      if (f === decides || g === decides) result = decides;
      else if (f <= 1 || f === g) result = g;
      else if (g <= 1) result = f;
      else {
        if (f > g) {
          const other = f;
          f = g;
          g = other;
        }
        const slot = 4 * (hash(f, g, decides) & (cache.length / 4 - 1));
        if (cache[slot] === f && cache[slot + 1] === g && cache[slot + 3] === decides) result = cache[slot + 2]!;
        else {
          steps += 1;
          if (steps > stepsPerNode * budget) throw new BudgetExceeded();
          if (steps > cache.length && cache.length < 4 * largestCache) cache = new Int32Array(2 * cache.length);
          if (top + 3 > stack.length) stack = widened(stack, 2 * stack.length);
          stack[top] = f;
          stack[top + 1] = g;
          stack[top + 2] = -1;
          top += 3;
          const vf = variables[f]!;
          const vg = variables[g]!;
          if (vf <= vg) f = lows[f]!;
          if (vg <= vf) g = lows[g]!;
          continue;
        }
      }
      // Hand the result to whoever waits for it.
      for (;;) {
        if (top === 0) return result;
        const a = stack[top - 3]!;
        const b = stack[top - 2]!;
        const low = stack[top - 1]!;
        const va = variables[a]!;
        const vb = variables[b]!;
        if (low < 0) {
          stack[top - 1] = result;
          f = va <= vb ? highs[a]! : a;
          g = vb <= va ? highs[b]! : b;
          break;
        }
        top -= 3;
        result = node(va < vb ? va : vb, low, result);
        const slot = 4 * (hash(a, b, decides) & (cache.length / 4 - 1));
        cache[slot] = a;
        cache[slot + 1] = b;
        cache[slot + 2] = result;
        cache[slot + 3] = decides;
      }
    }
  };
  const or = (f: NodeRef, g: NodeRef): NodeRef => combine(fails, f, g);
  const and = (f: NodeRef, g: NodeRef): NodeRef => combine(works, f, g);

  return {
    or,
    and,
    /** Fails when this one variable fails. */
    variable: (index: number): NodeRef => node(index, works, fails),
    /** Where a function stands in the diagram: its first variable. */
    top: (ref: NodeRef): number => variables[ref]!,
    /** Fails when at least `least` of `lastFirst` fail, which stand in the diagram from the last to the first. */
    atLeast(least: number, lastFirst: readonly NodeRef[]): NodeRef {
      // row[k]: at least k of the items seen so far fail; one item more is chosen for, or not.
      let row: NodeRef[] = [fails, ...new Array<NodeRef>(least).fill(works)];
      for (const [i, item] of lastFirst.entries()) {
        // Rows that the items to come cannot lift to `least` any more are left out.
        const needed = least - (lastFirst.length - i - 1);
        row = row.map((ref, k) => (k === 0 ? fails : k < needed ? works : or(ref, and(item, row[k - 1]!))));
      }
      return row[least]!;
    },
    /** What has been built; holds until the next node is made. */
    nodes: (): Nodes => ({size, variables, lows, highs}),
    /** What it has cost so far, in nodes. */
    cost: (): number => size + steps / stepsPerNode,
  };
}
