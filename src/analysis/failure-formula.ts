import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import {callees, components} from './call-graph.ts';
import {independentParts, type Part} from './independent-parts.ts';
import {type Variable, type Variables, variables} from './variables.ts';

/** A state or a question about one: services and brokers that are down, a node taken to answer always. */
export interface Circumstances {
  readonly down?: ReadonlySet<string>;
  /** `onFailure: unknown` counts as `ignore` instead of `fail`. */
  readonly unknownIgnored?: boolean;
  /** This node always answers, whatever it is and needs. */
  readonly granted?: number;
}

/** How a failure formula is turned into something: gates, or numbers. */
export interface Algebra<T> {
  readonly never: T;
  readonly always: T;
  readonly variable: (variable: Variable) => T;
  readonly atLeast: (least: number, items: readonly T[]) => T;
  /** Has a round over a call cycle changed nothing? */
  readonly same: (a: T, b: T) => boolean;
  /** Told of the node whose failure is worked out next; undefined: what the roots themselves look at. */
  readonly begin?: (node: number | undefined) => void;
  /** Told of the failure of a node that is on no circle. */
  readonly end?: (node: number, failure: T) => void;
  /**
   * Asked for a start where a circle takes too many rounds, of which few are gone then: from `always` on what comes out
   * fails at least as often as the circle, from `never` on at most. Without it all are gone, however many.
   */
  readonly cut?: () => T;
  /** What stands for the failure of such a node where others look at it. */
  readonly instead?: (node: number, failure: T) => T;
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
  readonly parts: readonly Part[];
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

/** Nodes of a circle that are looked at, over all rounds, before it is cut; and rounds that any circle has. */
const circleWork = 4_000;
const leastRounds = 3;

/** The failure of requests to `entry` as a formula over variables; linear in the size of the entry's cone. */
export function formulaOf(
  topology: Topology,
  entry: number,
  circumstances: Circumstances,
  known: Variables = variables(topology, circumstances.down ?? new Set()),
): Formula {
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
    for (const gate of own.gates) gates.push(gate);
  }

  const variablesOf = (gate: Gate): readonly Variable[] =>
    gate.kind === 'publish' ? [gate.draw, gate.broker] : [known.made(gate.call)];

  const evaluate = <T>(roots: readonly Gate[], algebra: Algebra<T>, granted = assumed): T => {
    const {never, always, atLeast, begin, end, instead, cut} = algebra;
    // Everything certain is taken as up: if it is not, the request has failed already.
    const isUp = (index: number) => index === granted || certainNodes.has(index);
    const values = new Map<number, T>();
    const failureOf = (index: number): T => (isUp(index) ? never : (values.get(index) ?? never));
    const variableOf = (variable: Variable): T => {
      if (certain.has(variable)) return never;
      return variable.kind === 'draw' && variable.chance.up === 0 ? always : algebra.variable(variable);
    };
    const both = (a: T, b: T) => (a === always ? b : atLeast(2, [a, b]));
    const gateOf = (gate: Gate): T => {
      if (gate.kind === 'publish') return both(variableOf(gate.draw), variableOf(gate.broker));
      const {call} = gate;
      const failure = atLeast(call.targets.length - call.required + 1, call.targets.map(failureOf));
      const {onFailure} = call;
      const unhelped = onFailure.kind === 'fallback' ? atLeast(2, [failure, failureOf(onFailure.node)]) : failure;
      return both(variableOf(known.made(call)), unhelped);
    };
    const looksAt = (index: number): readonly number[] =>
      [...needsOf(index).nodes, ...needsOf(index).gates.flatMap(gateNodes)].filter((next) => !isUp(next));
    const starts = roots.flatMap(gateNodes).filter((index) => !isUp(index));
    const work = (members: readonly number[], alone = false) => {
      const own = members.map(needsOf);
      begin?.(members.length === 1 ? members[0] : undefined);
      const within = new Set(members);
      const outside = own.flatMap(({nodes}) => nodes).filter((node) => !within.has(node));
      const failure = atLeast(1, [
        ...[...new Set(own.flatMap((needs) => needs.variables))].map(variableOf),
        ...outside.map(failureOf),
        ...own.flatMap((needs) => needs.gates).map(gateOf),
      ]);
      if (alone) end?.(members[0]!, failure);
      const seen = alone && instead ? instead(members[0]!, failure) : failure;
      for (const index of members) values.set(index, seen);
      return seen;
    };
    for (const circle of components(starts, looksAt)) {
      if (circle.length === 1 && !looksAt(circle[0]!).includes(circle[0]!)) {
        work(circle, true);
        continue;
      }
      const inside = new Set(circle);
      // Nodes that need each other in a circle fail together: one failure for all of them.
      const groups = components(circle, (index) =>
        needsOf(index).nodes.filter((node) => inside.has(node) && !isUp(node)),
      );
      // The least fixpoint of failure: on a call cycle nothing fails only because something on it would. A round more
      // than there are nodes that are looked at before they are worked out is enough.
      const place = new Map(groups.flatMap((group, at) => group.map((index) => [index, at] as const)));
      const early = new Set<number>();
      for (const index of circle) {
        for (const next of looksAt(index))
          if (place.has(next) && place.get(next)! >= place.get(index)!) early.add(place.get(next)!);
      }
      const most = Math.max(leastRounds, Math.floor(circleWork / circle.length));
      const start = early.size < most ? undefined : cut?.();
      if (start !== undefined) for (const index of circle) values.set(index, start);
      const last = start === undefined ? early.size : most - 1;
      for (let round = 0, changed = true; changed && round <= last; round += 1) {
        changed = false;
        for (const group of groups) {
          const old = failureOf(group[0]!);
          if (!algebra.same(old, work(group))) changed = true;
        }
      }
    }
    begin?.(undefined);
    return atLeast(1, roots.map(gateOf));
  };
  return {
    entry: known.service(topology.nodes[entry]!.service),
    certain: [...certain],
    certainNodes,
    parts: independentParts(gates, {needsOf, gateNodes, variablesOf, certainNodes, certain}),
    evaluate,
  };
}

function gateNodes(gate: Gate): readonly number[] {
  return gate.kind === 'publish' ? [] : callees(gate.call);
}

function needsOfNode(topology: Topology, node: TopologyNode, known: Variables, {unknownIgnored}: Circumstances): Needs {
  const own = [known.service(node.service), ...topology.services.get(node.service)!.sharedFate.map(known.sharedFate)];
  const nodes: number[] = [];
  const gates: Gate[] = [];
  for (const call of node.calls) {
    const kind = call.onFailure.kind;
    if (kind === 'ignore' || (kind === 'unknown' && unknownIgnored)) continue;
    if (call.probability.up === 0) continue;
    const plain = kind !== 'fallback' && call.required === call.targets.length && call.probability.down === 0;
    if (!plain) gates.push({kind: 'call', call});
    else for (const target of call.targets) nodes.push(target);
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
