import type {Chance} from '../topology/quantity.ts';
import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import type {Circumstances} from './availability.ts';
import {components} from './call-graph.ts';
import {selfChance} from './self-chance.ts';

/** Something that is up or down by itself: a service, broker or shared fate, or the draw whether a call or publish is made. */
export interface Variable {
  readonly kind: 'service' | 'broker' | 'sharedFate' | 'draw';
  readonly name: string;
  readonly chance: Chance;
}

/** How a failure formula is turned into something: a diagram, or a pair of bounds. */
export interface Algebra<T> {
  readonly never: T;
  readonly always: T;
  readonly variable: (variable: Variable) => T;
  readonly or: (a: T, b: T) => T;
  readonly and: (a: T, b: T) => T;
  readonly atLeast: (least: number, items: readonly T[]) => T;
  /** Has a round over a call cycle changed nothing? */
  readonly same: (a: T, b: T) => boolean;
}

/** A failure that is not certain to matter: a call that may fail in part, or a publish that is made at times. */
export type Gate =
  | {readonly kind: 'call'; readonly call: Call}
  | {readonly kind: 'publish'; readonly draw: Variable; readonly broker: Variable};

/**
 * When a request to one entry fails: when any `certain` variable is down, or when any gate of any part fails. Parts
 * share no variables, so their failures are independent.
 */
export interface Formula {
  readonly entry: Variable;
  readonly certain: readonly Variable[];
  /** Nodes that must answer in any case, the entry first, with what each needs. */
  readonly certainNodes: ReadonlyMap<number, Needs>;
  readonly parts: readonly (readonly Gate[])[];
  /** Everything that the failure of a gate looks at; nodes that are certain are named, not entered. */
  touched(gate: Gate): {readonly nodes: ReadonlySet<number>; readonly variables: ReadonlySet<Variable>};
  /** The failure of `gates`, given that every certain variable is up and that `granted` never fails. */
  evaluate<T>(gates: readonly Gate[], algebra: Algebra<T>, granted?: CallTarget): T;
}

/** A call to one of its targets, or to its fallback. */
export interface CallTarget {
  readonly call: Call;
  readonly target: number;
}

/** Failures below one node, by variable and by what else it needs. */
export interface Needs {
  readonly variables: readonly Variable[];
  /** Calls without which it fails in any case. */
  readonly calls: readonly CallTarget[];
  readonly gates: readonly Gate[];
}

/** The failure of requests to `entry` as a formula over variables; linear in the size of the entry's cone. */
export function formulaOf(topology: Topology, entry: number, circumstances: Circumstances): Formula {
  const variables = variablesOf(topology, circumstances.down ?? new Set());
  const needs = new Map<number, Needs>();
  const needsOf = (index: number): Needs => {
    let known = needs.get(index);
    if (!known) {
      known = needsOfNode(topology, topology.nodes[index]!, variables, circumstances);
      needs.set(index, known);
    }
    return known;
  };
  const {granted: assumed} = circumstances;
  const isSame = (a: CallTarget | undefined, call: Call, target: number) => a?.call === call && a.target === target;
  const certainNodes = new Map([[entry, needsOf(entry)]]);
  const certain = new Set<Variable>();
  const gates: Gate[] = [];
  for (const own of certainNodes.values()) {
    for (const variable of own.variables) certain.add(variable);
    for (const {call, target} of own.calls) {
      if (!isSame(assumed, call, target) && !certainNodes.has(target)) certainNodes.set(target, needsOf(target));
    }
    gates.push(...own.gates);
  }

  // Everything certain is taken as up below: if it is not, the request has failed already.
  const below = (index: number): readonly number[] =>
    certainNodes.has(index)
      ? []
      : [...needsOf(index).calls.map(({target}) => target), ...needsOf(index).gates.flatMap(gateNodes)];
  const gateNodes = (gate: Gate): readonly number[] => {
    if (gate.kind === 'publish') return [];
    const {targets, onFailure} = gate.call;
    return onFailure.kind === 'fallback' ? [...targets, onFailure.node] : targets;
  };

  const evaluate = <T>(roots: readonly Gate[], algebra: Algebra<T>, granted = assumed): T => {
    const values = new Map<number, T>();
    const failureOf = (index: number): T =>
      certainNodes.has(index) ? algebra.never : (values.get(index) ?? algebra.never);
    const variableOf = (variable: Variable): T => {
      if (certain.has(variable)) return algebra.never;
      return variable.kind === 'draw' && variable.chance.up === 0 ? algebra.always : algebra.variable(variable);
    };
    const gateOf = (gate: Gate): T => {
      if (gate.kind === 'publish') return algebra.and(variableOf(gate.draw), variableOf(gate.broker));
      const {call} = gate;
      const target = (index: number) => (isSame(granted, call, index) ? algebra.never : failureOf(index));
      let failure = algebra.atLeast(call.targets.length - call.required + 1, call.targets.map(target));
      if (call.onFailure.kind === 'fallback') failure = algebra.and(failure, target(call.onFailure.node));
      return algebra.and(variableOf(variables.made(call)), failure);
    };
    const nodeOf = (index: number): T => {
      const own = needsOf(index);
      let failure = algebra.never;
      for (const variable of own.variables) failure = algebra.or(failure, variableOf(variable));
      for (const {call, target} of own.calls) {
        if (!isSame(granted, call, target)) failure = algebra.or(failure, failureOf(target));
      }
      for (const gate of own.gates) failure = algebra.or(failure, gateOf(gate));
      return failure;
    };
    for (const component of components(roots.flatMap(gateNodes), below)) {
      // The least fixpoint of failure: on a call cycle nothing fails only because something on it would.
      const cyclic = component.length > 1 || below(component[0]!).includes(component[0]!);
      for (let round = 0, changed = true; changed && round <= component.length; round += 1) {
        changed = false;
        for (const index of component) {
          if (certainNodes.has(index)) continue;
          const value = nodeOf(index);
          const old = values.get(index) ?? algebra.never;
          if (!algebra.same(old, value)) changed = cyclic;
          values.set(index, value);
        }
      }
    }
    return roots.reduce((failure, gate) => algebra.or(failure, gateOf(gate)), algebra.never);
  };

  const touched = (gate: Gate) => {
    const nodes = new Set(gateNodes(gate));
    const found = new Set<Variable>();
    const collect = (g: Gate) => {
      if (g.kind === 'publish') found.add(g.draw).add(g.broker);
      else found.add(variables.made(g.call));
    };
    collect(gate);
    for (const index of nodes) {
      if (certainNodes.has(index)) continue;
      for (const node of below(index)) nodes.add(node);
      for (const variable of needsOf(index).variables) found.add(variable);
      for (const g of needsOf(index).gates) collect(g);
    }
    return {nodes, variables: found};
  };
  return {
    entry: variables.service(topology.nodes[entry]!.service),
    certain: [...certain],
    certainNodes,
    parts: independentParts(gates, (gate) => touched(gate).variables, certain),
    touched,
    evaluate,
  };
}

function variablesOf(topology: Topology, down: ReadonlySet<string>) {
  const known = new Map<string, Variable>();
  const once = (kind: Variable['kind'], name: string, chance: () => Chance): Variable => {
    const key = `${kind} ${name}`;
    let variable = known.get(key);
    if (!variable) {
      variable = {kind, name, chance: kind !== 'draw' && down.has(name) ? {up: 0, down: 1} : chance()};
      known.set(key, variable);
    }
    return variable;
  };
  const draws = new Map<unknown, Variable>();
  const draw = (key: unknown, name: string, made: Chance): Variable => {
    let variable = draws.get(key);
    if (!variable) {
      // "Down" is the case that can hurt: the call or publish is made.
      variable = {kind: 'draw', name, chance: {up: made.down, down: made.up}};
      draws.set(key, variable);
    }
    return variable;
  };
  return {
    service: (name: string) => once('service', name, () => selfChance(topology.services.get(name)!)),
    broker: (name: string) => once('broker', name, () => topology.brokers.get(name)!.availability),
    sharedFate: (name: string) => once('sharedFate', name, () => topology.sharedFates.get(name)!),
    made: (call: Call) => draw(call, call.name, call.probability),
    published: (node: number, event: string, chance: Chance) => draw(`${node} ${event}`, event, chance),
  };
}

function needsOfNode(
  topology: Topology,
  node: TopologyNode,
  variables: ReturnType<typeof variablesOf>,
  {unknownIgnored}: Circumstances,
): Needs {
  const own = [
    variables.service(node.service),
    ...topology.services.get(node.service)!.sharedFate.map(variables.sharedFate),
  ];
  const calls: CallTarget[] = [];
  const gates: Gate[] = [];
  for (const call of node.calls) {
    const kind = call.onFailure.kind;
    if (kind === 'ignore' || (kind === 'unknown' && unknownIgnored)) continue;
    if (call.probability.up === 0) continue;
    const plain = kind !== 'fallback' && call.required === call.targets.length && call.probability.down === 0;
    if (!plain) gates.push({kind: 'call', call});
    else calls.push(...call.targets.map((target) => ({call, target})));
  }
  for (const name of node.publishes) {
    const event = topology.events.get(name)!;
    if (event.via === undefined || event.outbox || event.probability.up === 0) continue;
    const broker = variables.broker(event.via);
    if (event.probability.down === 0) own.push(broker);
    else gates.push({kind: 'publish', draw: variables.published(node.index, name, event.probability), broker});
  }
  return {variables: own, calls, gates};
}

/** Groups gates that share a variable (other than the certain ones): union-find over variables. */
function independentParts(
  gates: readonly Gate[],
  touched: (gate: Gate) => ReadonlySet<Variable>,
  certain: ReadonlySet<Variable>,
): Gate[][] {
  const parent = gates.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    parent[i] = root;
    return root;
  };
  const firstWith = new Map<Variable, number>();
  for (const [i, gate] of gates.entries()) {
    for (const variable of touched(gate)) {
      if (certain.has(variable)) continue;
      const other = firstWith.get(variable);
      if (other === undefined) firstWith.set(variable, i);
      else parent[find(i)] = find(other);
    }
  }
  const parts = new Map<number, Gate[]>();
  for (const [i, gate] of gates.entries()) {
    const root = find(i);
    parts.set(root, [...(parts.get(root) ?? []), gate]);
  }
  return [...parts.values()];
}

/**
 * Bounds of the chance that any gate fails, for formulas too entangled for a diagram. Failures of a monotone system
 * are positively associated (Esary, Proschan and Walkup 1967): P(A and B) >= P(A)P(B), P(A or B) <= 1-(1-P(A))(1-P(B)).
 */
export function bounds(formula: Formula): readonly [number, number] {
  type Range = readonly [number, number];
  const or = (a: Range, b: Range): Range => [Math.max(a[0], b[0]), a[1] + b[1] - a[1] * b[1]];
  const and = (a: Range, b: Range): Range => [a[0] * b[0], Math.min(a[1], b[1])];
  const algebra: Algebra<Range> = {
    never: [0, 0],
    always: [1, 1],
    variable: ({chance}) => [chance.down, chance.down],
    or,
    and,
    atLeast: (least, items) => {
      let row: Range[] = [[1, 1], ...new Array<Range>(least).fill([0, 0])];
      for (const item of items) row = row.map((range, k) => (k === 0 ? [1, 1] : or(range, and(item, row[k - 1]!))));
      return row[least]!;
    },
    same: () => false,
  };
  return formula.parts
    .map((gates) => formula.evaluate(gates, algebra))
    .reduce<Range>((a, b) => [a[0] + b[0] - a[0] * b[0], a[1] + b[1] - a[1] * b[1]], [0, 0]);
}
