import type {Gate, Needs} from './failure-formula.ts';
import type {Variable} from './variables.ts';

/** Gates that share variables with each other and with no others, and everything that they look at. */
export interface Part {
  readonly gates: readonly Gate[];
  /** Nodes and variables that are not certain. */
  readonly nodes: readonly number[];
  readonly variables: readonly Variable[];
  /** The certain ones among what they look at. */
  readonly certainNodes: readonly number[];
  readonly certain: readonly Variable[];
}

/** What is known of a formula's gates. */
interface Looks {
  readonly needsOf: (node: number) => Needs;
  readonly gateNodes: (gate: Gate) => readonly number[];
  readonly variablesOf: (gate: Gate) => readonly Variable[];
  readonly certainNodes: ReadonlyMap<number, unknown>;
  readonly certain: ReadonlySet<Variable>;
}

/** Groups gates by what they share but for what is certain: union-find over everything below them, nearly linear. */
export function independentParts(gates: readonly Gate[], looks: Looks): Part[] {
  const {needsOf, gateNodes, variablesOf, certainNodes, certain} = looks;
  const parent: number[] = gates.map((_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const ids = new Map<number | Variable, number>();
  const idOf = (thing: number | Variable): number => {
    let id = ids.get(thing);
    if (id === undefined) {
      id = parent.length;
      parent.push(id);
      ids.set(thing, id);
    }
    return id;
  };
  const isCertain = (thing: number | Variable) =>
    typeof thing === 'number' ? certainNodes.has(thing) : certain.has(thing);
  const open: number[] = [];
  const seenCertain: {readonly thing: number | Variable; readonly from: number}[] = [];
  const join = (from: number, things: readonly (number | Variable)[]) => {
    for (const thing of things) {
      if (isCertain(thing)) {
        seenCertain.push({thing, from});
        continue;
      }
      if (typeof thing === 'number' && !ids.has(thing)) open.push(thing);
      parent[find(idOf(thing))] = find(from);
    }
  };
  for (const [i, gate] of gates.entries()) join(i, [...gateNodes(gate), ...variablesOf(gate)]);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const {variables, nodes, gates: own} = needsOf(node);
    join(idOf(node), variables);
    join(idOf(node), nodes);
    for (const gate of own) join(idOf(node), [...gateNodes(gate), ...variablesOf(gate)]);
  }

  const parts = new Map<number, ReturnType<typeof emptyPart>>();
  const partOf = (id: number) => {
    const root = find(id);
    let part = parts.get(root);
    if (!part) {
      part = emptyPart();
      parts.set(root, part);
    }
    return part;
  };
  for (const [i, gate] of gates.entries()) partOf(i).gates.push(gate);
  for (const [thing, id] of ids) {
    const part = partOf(id);
    if (typeof thing === 'number') part.nodes.push(thing);
    else part.variables.push(thing);
  }
  for (const {thing, from} of seenCertain) {
    const part = partOf(from);
    if (typeof thing === 'number') part.certainNodes.push(thing);
    else part.certain.push(thing);
  }
  return [...parts.values()];
}

function emptyPart() {
  return {
    gates: [] as Gate[],
    nodes: [] as number[],
    variables: [] as Variable[],
    certainNodes: [] as number[],
    certain: [] as Variable[],
  };
}
