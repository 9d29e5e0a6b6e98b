import type {Chance} from '../topology/quantity.ts';

/** A node of the diagram; 0 is "works whatever happens", 1 is "fails whatever happens". */
export type Ref = number;
export const works: Ref = 0;
export const fails: Ref = 1;

/** Thrown where a diagram would need more nodes than allowed; the caller then answers with bounds. */
export class BudgetExceeded extends Error {}

/**
 * Reduced ordered binary decision diagrams (Bryant 1986) over failures: in every node, `high` is what follows when the
 * variable failed. Only AND, OR and at-least-k are built, so that every function is monotone. Variables are numbered
 * in diagram order. Nothing recurses: diagrams may be as deep as there are variables.
 */
export function failureDiagram(nodeBudget: number) {
  let capacity = 1024;
  let variables = new Int32Array(capacity);
  let lows = new Int32Array(capacity);
  let highs = new Int32Array(capacity);
  let size = 2;
  const deepest = 0x7fffffff;
  variables[0] = deepest;
  variables[1] = deepest;
  const unique = new Map<number, number[]>();
  const conjunctions = new Map<number, Ref>();
  const disjunctions = new Map<number, Ref>();

  const grow = () => {
    capacity *= 2;
    const wider = (old: Int32Array<ArrayBuffer>) => {
      const next = new Int32Array(capacity);
      next.set(old);
      return next;
    };
    variables = wider(variables);
    lows = wider(lows);
    highs = wider(highs);
  };

  const node = (variable: number, low: Ref, high: Ref): Ref => {
    if (low === high) return low;
    const hash = (Math.imul(variable, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35)) >>> 0;
    const bucket = unique.get(hash);
    for (const ref of bucket ?? []) {
      if (variables[ref] === variable && lows[ref] === low && highs[ref] === high) return ref;
    }
    if (size >= nodeBudget) throw new BudgetExceeded();
    if (size === capacity) grow();
    variables[size] = variable;
    lows[size] = low;
    highs[size] = high;
    if (bucket) bucket.push(size);
    else unique.set(hash, [size]);
    size += 1;
    return size - 1;
  };

  // f AND g and f OR g differ only in which terminal decides.
  const combine = (decides: Ref, memo: Map<number, Ref>, f0: Ref, g0: Ref): Ref => {
    const neutral = decides === fails ? works : fails;
    const tasks: number[] = [f0, g0, -1];
    const results: Ref[] = [];
    while (tasks.length > 0) {
      const variable = tasks.pop()!;
      const g = tasks.pop()!;
      const f = tasks.pop()!;
      if (variable >= 0) {
        // Both cofactors are done: f and g carry the memo key here.
        const high = results.pop()!;
        const low = results.pop()!;
        const ref = node(variable, low, high);
        memo.set(f * 0x4000000 + g, ref);
        results.push(ref);
        continue;
      }
      if (f === decides || g === decides) results.push(decides);
      else if (f === neutral || f === g) results.push(g);
      else if (g === neutral) results.push(f);
      else {
        const [a, b] = f < g ? [f, g] : [g, f];
        const known = memo.get(a * 0x4000000 + b);
        if (known !== undefined) {
          results.push(known);
          continue;
        }
        const va = variables[a]!;
        const vb = variables[b]!;
        const top = Math.min(va, vb);
        const [aLow, aHigh] = va === top ? [lows[a]!, highs[a]!] : [a, a];
        const [bLow, bHigh] = vb === top ? [lows[b]!, highs[b]!] : [b, b];
        tasks.push(a, b, top, aHigh, bHigh, -1, aLow, bLow, -1);
      }
    }
    return results[0]!;
  };
  const or = (f: Ref, g: Ref): Ref => combine(fails, disjunctions, f, g);
  const and = (f: Ref, g: Ref): Ref => combine(works, conjunctions, f, g);

  return {
    /** Fails when this one variable fails. */
    variable: (index: number): Ref => node(index, works, fails),
    or,
    and,
    /** Fails when at least `least` of `items` fail. */
    atLeast(least: number, items: readonly Ref[]): Ref {
      if (least <= 0) return fails;
      // row[k]: at least k of the items seen so far (from the last) fail.
      let row: Ref[] = [fails, ...new Array<Ref>(least).fill(works)];
      for (const item of [...items].reverse()) {
        row = row.map((ref, k) => (k === 0 ? fails : or(ref, and(item, row[k - 1]!))));
      }
      return row[least]!;
    },
    /** Exact chances of one function, and by how much its failure grows with each variable's (one forward, one backward pass). */
    evaluate(root: Ref, chances: readonly Chance[]): {readonly chance: Chance; readonly slopes: Float64Array} {
      const down = new Float64Array(root + 2);
      const up = new Float64Array(root + 2);
      up[works] = 1;
      down[fails] = 1;
      for (let ref = 2; ref <= root; ref += 1) {
        const {up: p, down: q} = chances[variables[ref]!]!;
        // Sums of positive terms on both sides: neither figure is one minus the other, so both keep all digits.
        down[ref] = q * down[highs[ref]!]! + p * down[lows[ref]!]!;
        up[ref] = q * up[highs[ref]!]! + p * up[lows[ref]!]!;
      }
      const slopes = new Float64Array(chances.length);
      const weight = new Float64Array(root + 2);
      weight[root] = 1;
      for (let ref = root; ref >= 2; ref -= 1) {
        const w = weight[ref]!;
        if (w === 0) continue;
        const low = lows[ref]!;
        const high = highs[ref]!;
        const v = variables[ref]!;
        // The same difference on either side; the side with the smaller figures loses fewer digits.
        const difference = down[high]! < 0.5 ? down[high]! - down[low]! : up[low]! - up[high]!;
        slopes[v] = slopes[v]! + w * difference;
        weight[high] = weight[high]! + w * chances[v]!.down;
        weight[low] = weight[low]! + w * chances[v]!.up;
      }
      return {chance: {up: up[root]!, down: down[root]!}, slopes};
    },
  };
}
