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
    const rest: Ref[] = [];
    for (const ref of from) {
      if (ref === always) open -= 1;
      else if (ref !== never) rest.push(ref);
    }
    if (open <= 0) return always;
    if (open > rest.length) return never;
    rest.sort((a, b) => a - b);
    const each = rest.filter((ref, i) => ref !== rest[i - 1]);
    if (each.length === 1) return each[0]!;
    if (each.length === rest.length || open === 1) return gate(open, each);
    if (open === rest.length) return gate(each.length, each);
    // One input stands several times: it fails them all at once, or none of them.
    const twice = rest.find((ref, i) => ref === rest[i - 1])!;
    const others = rest.filter((ref) => ref !== twice);
    const fewer = atLeast(open - (rest.length - others.length), others);
    const without = atLeast(open, others);
    const together = atLeast(2, [twice, fewer]);
    for (const ref of [fewer, without, together]) inner.add(ref);
    return atLeast(1, [without, together]);
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
