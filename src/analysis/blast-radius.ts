import type {Call, Topology} from '../topology/topology.ts';
import type {CallGraph} from './call-graph.ts';

/** What one outage does, as names of operations. */
export interface BlastRadius {
  /** Every request fails, or every one that makes the call does. */
  readonly fails: readonly string[];
  /** They do not need what is down, but share a pool with requests that wait for it. */
  readonly starves: readonly string[];
  /** A failure is ignored, a fallback or a spare target answers. */
  readonly degrades: readonly string[];
  /** The request is answered; a consumer of its events catches up later. */
  readonly late: readonly string[];
  /** For operations that starve: after how many seconds. */
  readonly starvesAfterSeconds: Readonly<Record<string, number>>;
}

/** Nodes below an operation's entry over calls, its publishes followed to their consumers apart. */
export interface Reach {
  readonly operation: string;
  readonly entry: number;
  /** Over calls, fallbacks left out. */
  readonly called: ReadonlySet<number>;
  /** Over calls whose failure fails their caller. */
  readonly needed: ReadonlySet<number>;
  /** Events that the request publishes, and those that follow from them through their consumers. */
  readonly events: ReadonlySet<string>;
}

/** For every operation what it touches; worked out once for all outages. */
export function reaches(topology: Topology): readonly Reach[] {
  return [...topology.operations.values()].map(({name, entry}) => {
    const called = below(topology, entry, () => true);
    const needed = below(topology, entry, isNeeded);
    return {
      operation: name,
      entry,
      called,
      needed,
      events: following(topology, called),
    };
  });
}

/**
 * What happens to every operation while all of `down` (services and brokers) are down and nothing else is.
 * `fullAfter` tells which services' pools fill with waiting requests, and when.
 */
export function blastRadius(
  topology: Topology,
  graph: CallGraph,
  operations: readonly Reach[],
  down: ReadonlySet<string>,
  fullAfter: ReadonlyMap<string, number>,
): BlastRadius {
  const failed = failedNodes(topology, graph, down);
  const fails: string[] = [];
  const starves: string[] = [];
  const degrades: string[] = [];
  const late: string[] = [];
  const starvesAfterSeconds: Record<string, number> = Object.create(null);
  for (const {operation, entry, called, needed, events} of operations) {
    if (failed.has(entry)) {
      fails.push(operation);
      continue;
    }
    const fullAt = (index: number) => fullAfter.get(topology.nodes[index]!.service) ?? Infinity;
    const starving = [...needed].reduce((soonest, index) => Math.min(soonest, fullAt(index)), Infinity);
    if (starving < Infinity) {
      starves.push(operation);
      starvesAfterSeconds[operation] = starving;
    }
    const touched = [...called].some((index) => failed.has(index) || (!needed.has(index) && fullAt(index) < Infinity));
    if (touched) degrades.push(operation);
    if (isLate(topology, events, failed, down)) late.push(operation);
  }
  return {fails, starves, degrades, late, starvesAfterSeconds};
}

/** Nodes reached from `entry` over the calls that are made and chosen. */
function below(topology: Topology, entry: number, chosen: (call: Call) => boolean): Set<number> {
  const nodes = new Set([entry]);
  for (const index of nodes) {
    for (const call of topology.nodes[index]!.calls) {
      if (call.probability.up > 0 && chosen(call)) for (const target of call.targets) nodes.add(target);
    }
  }
  return nodes;
}

/** Does the caller fail whenever any target fails? */
function isNeeded({onFailure, required, targets}: Call): boolean {
  return (onFailure.kind === 'fail' || onFailure.kind === 'unknown') && required === targets.length;
}

/** Every event that a request brings about: those of the nodes it comes to, and of what their consumers do in turn. */
function following(topology: Topology, called: ReadonlySet<number>): ReadonlySet<string> {
  const events = new Set([...called].flatMap((index) => topology.nodes[index]!.publishes));
  const done = new Set<number>();
  for (const name of events) {
    for (const node of topology.events.get(name)!.consumers.flatMap((consumer) => consumer.nodes)) {
      if (done.has(node)) continue;
      for (const index of below(topology, node, () => true)) {
        done.add(index);
        for (const next of topology.nodes[index]!.publishes) events.add(next);
      }
    }
  }
  return events;
}

/** Does any of these events wait for something that is down? */
function isLate(
  topology: Topology,
  events: ReadonlySet<string>,
  failed: ReadonlySet<number>,
  down: ReadonlySet<string>,
): boolean {
  return [...events].some((name) => {
    const {via, consumers} = topology.events.get(name)!;
    if (consumers.length > 0 && via !== undefined && down.has(via)) return true;
    return consumers.some(({nodes}) => nodes.some((index) => failed.has(index)));
  });
}

/** Nodes that cannot answer: the least set, so that on a call cycle nothing fails only because something on it would. */
function failedNodes(topology: Topology, graph: CallGraph, down: ReadonlySet<string>): ReadonlySet<number> {
  const failed = new Set<number>();
  for (const name of down) for (const index of topology.services.get(name)?.nodes ?? []) failed.add(index);
  for (const event of topology.events.values()) {
    const needed = event.via !== undefined && down.has(event.via) && !event.outbox && event.probability.up > 0;
    if (needed) for (const index of event.producers) failed.add(index);
  }
  const fails = (call: Call): boolean => {
    const {kind} = call.onFailure;
    if (kind === 'ignore' || call.probability.up === 0) return false;
    if (call.targets.filter((target) => failed.has(target)).length <= call.targets.length - call.required) return false;
    return call.onFailure.kind !== 'fallback' || failed.has(call.onFailure.node);
  };
  for (const index of failed) {
    for (const caller of graph.callers[index]!) {
      if (!failed.has(caller) && topology.nodes[caller]!.calls.some(fails)) failed.add(caller);
    }
  }
  return failed;
}
