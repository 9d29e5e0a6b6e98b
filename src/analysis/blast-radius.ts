import type {Call, Topology} from '../topology/topology.ts';
import type {CallGraph} from './call-graph.ts';
import type {Reach} from './reach.ts';

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
  const fullAt = (index: number) => fullAfter.get(topology.nodes[index]!.service) ?? Infinity;
  for (const {operation, entry, called, needed, events} of operations) {
    if (failed.has(entry)) {
      fails.push(operation);
      continue;
    }
    const starving = needed.reduce((soonest, index) => Math.min(soonest, fullAt(index)), Infinity);
    if (starving < Infinity) {
      starves.push(operation);
      starvesAfterSeconds[operation] = starving;
    }
    const own = new Set(needed);
    if (called.some((index) => failed.has(index) || (!own.has(index) && fullAt(index) < Infinity)))
      degrades.push(operation);
    if (isLate(topology, events, failed, down)) late.push(operation);
  }
  return {fails, starves, degrades, late, starvesAfterSeconds};
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
  for (const name of down) for (const index of failingFirst(topology, name)) failed.add(index);
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

/** Nodes that an outage of a service takes by itself, or of a broker: those that publish to it in the request. */
export function failingFirst(topology: Topology, name: string): readonly number[] {
  const {nodes} = topology.services.get(name) ?? {};
  if (nodes) return nodes;
  return [...topology.events.values()].flatMap(({via, outbox, probability, producers}) =>
    via === name && !outbox && probability.up > 0 ? producers : [],
  );
}
