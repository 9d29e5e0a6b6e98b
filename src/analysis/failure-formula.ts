import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import {components} from './call-graph.ts';
import {independentParts} from './independent-parts.ts';
import {type Variable, variables} from './variables.ts';

/** A state or a question about one: services and brokers that are down, a node taken to answer always. */
export interface Circumstances {
  readonly down?: ReadonlySet<string>;
  /** `onFailure: unknown` counts as `ignore` instead of `fail`. */
  readonly unknownIgnored?: boolean;
  /** This node always answers, whatever it is and needs. */
  readonly granted?: number;
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
  /** The failure of `gates`, given that every certain variable is up and that the node `granted` always answers. */
  evaluate<T>(gates: readonly Gate[], algebra: Algebra<T>, granted?: number): T;
}

/** Failures below one node, by variable and by what else it needs. */
export interface Needs {
  readonly variables: readonly Variable[];
  /** Nodes without which it fails in any case. */
  readonly nodes: readonly number[];
  readonly gates: readonly Gate[];
}

/** The failure of requests to `entry` as a formula over variables; linear in the size of the entry's cone. */
export function formulaOf(topology: Topology, entry: number, circumstances: Circumstances): Formula {
  const known = variables(topology, circumstances.down ?? new Set());
  const needs = new Map<number, Needs>();
  const needsOf = (index: number): Needs => {
    let own = needs.get(index);
    if (!own) {
      own = needsOfNode(topology, topology.nodes[index]!, known, circumstances);
      needs.set(index, own);
    }
    return own;
  };
  const {granted: assumed} = circumstances;
  const certainNodes = new Map([[entry, needsOf(entry)]]);
  const certain = new Set<Variable>();
  const gates: Gate[] = [];
  for (const own of certainNodes.values()) {
    for (const variable of own.variables) certain.add(variable);
    for (const node of own.nodes) {
      if (node !== assumed && !certainNodes.has(node)) certainNodes.set(node, needsOf(node));
    }
    gates.push(...own.gates);
  }

  // Everything certain is taken as up below: if it is not, the request has failed already.
  const below = (index: number): readonly number[] =>
    certainNodes.has(index) ? [] : [...needsOf(index).nodes, ...needsOf(index).gates.flatMap(gateNodes)];
  const gateNodes = (gate: Gate): readonly number[] => {
    if (gate.kind === 'publish') return [];
    const {targets, onFailure} = gate.call;
    return onFailure.kind === 'fallback' ? [...targets, onFailure.node] : targets;
  };

  const evaluate = <T>(roots: readonly Gate[], algebra: Algebra<T>, granted = assumed): T => {
    const values = new Map<number, T>();
    const failureOf = (index: number): T =>
      index === granted || certainNodes.has(index) ? algebra.never : (values.get(index) ?? algebra.never);
    const variableOf = (variable: Variable): T => {
      if (certain.has(variable)) return algebra.never;
      return variable.kind === 'draw' && variable.chance.up === 0 ? algebra.always : algebra.variable(variable);
    };
    const gateOf = (gate: Gate): T => {
      if (gate.kind === 'publish') return algebra.and(variableOf(gate.draw), variableOf(gate.broker));
      const {call} = gate;
      let failure = algebra.atLeast(call.targets.length - call.required + 1, call.targets.map(failureOf));
      if (call.onFailure.kind === 'fallback') failure = algebra.and(failure, failureOf(call.onFailure.node));
      return algebra.and(variableOf(known.made(call)), failure);
    };
    const nodeOf = (index: number): T => {
      const own = needsOf(index);
      let failure = algebra.never;
      for (const variable of own.variables) failure = algebra.or(failure, variableOf(variable));
      for (const node of own.nodes) failure = algebra.or(failure, failureOf(node));
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
      else found.add(known.made(g.call));
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
    entry: known.service(topology.nodes[entry]!.service),
    certain: [...certain],
    certainNodes,
    parts: independentParts(gates, (gate) => touched(gate).variables, certain),
    touched,
    evaluate,
  };
}

function needsOfNode(
  topology: Topology,
  node: TopologyNode,
  known: ReturnType<typeof variables>,
  {unknownIgnored}: Circumstances,
): Needs {
  const own = [known.service(node.service), ...topology.services.get(node.service)!.sharedFate.map(known.sharedFate)];
  const nodes: number[] = [];
  const gates: Gate[] = [];
  for (const call of node.calls) {
    const kind = call.onFailure.kind;
    if (kind === 'ignore' || (kind === 'unknown' && unknownIgnored)) continue;
    if (call.probability.up === 0) continue;
    const plain = kind !== 'fallback' && call.required === call.targets.length && call.probability.down === 0;
    if (!plain) gates.push({kind: 'call', call});
    else nodes.push(...call.targets);
  }
  for (const name of node.publishes) {
    const event = topology.events.get(name)!;
    if (event.via === undefined || event.outbox || event.probability.up === 0) continue;
    const broker = known.broker(event.via);
    if (event.probability.down === 0) own.push(broker);
    else gates.push({kind: 'publish', draw: known.published(node.index, name, event.probability), broker});
  }
  return {variables: own, nodes, gates};
}
