/** A gate or leaf by number; what it looks at has smaller numbers. */
export type Ref = number;
/** Never fails, and always does. */
export const never: Ref = 0;
export const always: Ref = 1;

/**
 * Monotone failure functions that share what they have in common: every gate fails when at least `least` of its inputs
 * do (1: any of them, all: only together). Equal gates are one, constants are worked in, and no gate has one input.
 */
export interface GateGraph {
  /** Of a gate how many inputs must fail; 0 for leaves and constants. */
  readonly least: readonly number[];
  /** Ascending, each once. */
  readonly inputs: readonly (readonly Ref[])[];
  /** Gates that stand for a part of another one, which no one asked for. */
  readonly inner: ReadonlySet<Ref>;
  readonly leaf: () => Ref;
  readonly atLeast: (least: number, inputs: readonly Ref[]) => Ref;
}

const none: readonly Ref[] = [];

/** An input of a gate, and in how many of its places it stands. */
type Places = readonly [ref: Ref, places: number];

/** An empty graph of gates. */
export function gateGraph(): GateGraph {
  const least: number[] = [0, 0];
  const inputs: (readonly Ref[])[] = [none, none];
  const inner = new Set<Ref>();
  const known = new Map<string, Ref>();
  const add = (count: number, from: readonly Ref[]): Ref => {
    least.push(count);
    inputs.push(from);
    return least.length - 1;
  };
  const gate = (count: number, from: readonly Ref[]): Ref => {
    const key = `${count}:${from.join()}`;
    let ref = known.get(key);
    if (ref === undefined) {
      ref = add(count, from);
      known.set(key, ref);
    }
    return ref;
  };
  const atLeast = (count: number, from: readonly Ref[]): Ref => {
    let open = count;
    const times = new Map<Ref, number>();
    for (const ref of from) {
      if (ref === always) open -= 1;
      else if (ref !== never) times.set(ref, (times.get(ref) ?? 0) + 1);
    }
    if (open <= 0) return always;
    // What stands several times fails at all its places at once; the others come last.
    const items: readonly Places[] = [...times].sort(([a, m], [b, n]) => n - m || a - b);
    const left = items.map(([, weight]) => weight);
    for (let i = left.length - 2; i >= 0; i -= 1) left[i] = left[i]! + left[i + 1]!;
    const all = left[0] ?? 0;
    if (open > all) return never;
    if (open === 1 || open === all) return gateOf(open === 1 ? 1 : items.length, items);
    return weighed(open, items, left);
  };
  /** At least `count` of these, each once. */
  const gateOf = (count: number, items: readonly Places[]): Ref => {
    if (count <= 0) return always;
    if (count > items.length) return never;
    return items.length === 1
      ? items[0]![0]
      : gate(
          count,
          items.map(([ref]) => ref).sort((a, b) => a - b),
        );
  };
  /**
   * At least `open` places fail, where `left` places are those of an item and of all that follow. What may be open behind
   * an item is worked out first, so that there are no more gates than items times places; items with equally many places
   * at the end are one gate.
   */
  const weighed = (open: number, items: readonly Places[], left: readonly number[]): Ref => {
    const places = items.at(-1)![1];
    const alike = items.findIndex(([, own]) => own === places);
    const isOpen = [new Set([open])];
    for (const [i, [, own]] of items.slice(0, alike).entries()) {
      const possible = [...isOpen[i]!].filter((k) => k > 0 && k <= left[i]!);
      isOpen.push(new Set(possible.flatMap((k) => [k, k - own])));
    }
    const last = items.slice(alike);
    let below = new Map([...isOpen[alike]!].map((k) => [k, gateOf(Math.ceil(k / places), last)]));
    for (let i = alike - 1; i >= 0; i -= 1) {
      const [item, own] = items[i]!;
      const here = new Map<number, Ref>();
      for (const k of isOpen[i]!) {
        if (k <= 0 || k > left[i]!) {
          here.set(k, k <= 0 ? always : never);
          continue;
        }
        const [without, fewer] = [below.get(k)!, below.get(k - own)!];
        const together = atLeast(2, [item, fewer]);
        for (const ref of [without, fewer, together]) inner.add(ref);
        here.set(k, atLeast(1, [without, together]));
      }
      below = here;
    }
    return below.get(open)!;
  };
  return {least, inputs, inner, leaf: () => add(0, none), atLeast};
}

/** Everything below `root`, itself included, what others look at first. */
export function below(graph: GateGraph, root: Ref): Ref[] {
  const seen = new Set([root]);
  for (const ref of seen) for (const input of graph.inputs[ref]!) seen.add(input);
  return [...seen].sort((a, b) => a - b);
}

/** Do all inputs of this gate have to fail, or is any of them enough? Else it is a true k of n. */
export function kindOf(graph: GateGraph, ref: Ref): 'leaf' | 'any' | 'all' | 'some' {
  const least = graph.least[ref]!;
  if (least === 0) return 'leaf';
  if (least === 1) return 'any';
  return least === graph.inputs[ref]!.length ? 'all' : 'some';
}
