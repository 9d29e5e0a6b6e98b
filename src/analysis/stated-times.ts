import type {Topology, TopologyNode} from '../topology/topology.ts';
import {type CallGraph, reachable} from './call-graph.ts';

/** How many of the parts that a request can reach state no latency, and so count as 0 ms. */
export interface Unstated {
  readonly parts: number;
  readonly of: number;
  /** Is the entry one of them? */
  readonly entry: boolean;
}

/** What states no latency among `nodes`, all that a request to `entry` can reach, and the brokers that they publish to in the request. */
export function unstatedTimes(topology: Topology, entry: number, nodes: Iterable<number>): Unstated {
  const brokers = new Set<string>();
  let [parts, of] = [0, 0];
  for (const index of nodes) {
    const node = topology.nodes[index]!;
    of += 1;
    if (!node.latencyStated) parts += 1;
    for (const name of brokersOf(topology, node)) brokers.add(name);
  }
  const silent = [...brokers].filter((name) => !topology.brokers.get(name)!.latencyStated);
  return {parts: parts + silent.length, of: of + brokers.size, entry: !topology.nodes[entry]!.latencyStated};
}

/** Nodes whose time is a lower bound: they, or something that their requests can reach, state no latency. */
export function unstatedBelow(topology: Topology, {callers}: CallGraph): ReadonlySet<number> {
  const silent = topology.nodes.filter(
    (node) =>
      !node.latencyStated || brokersOf(topology, node).some((name) => !topology.brokers.get(name)!.latencyStated),
  );
  return reachable(
    callers,
    silent.map(({index}) => index),
  );
}

/** Brokers that a request to the node waits for. */
function brokersOf({events}: Topology, {publishes}: TopologyNode): string[] {
  return publishes.flatMap((name) => {
    const {via, outbox} = events.get(name)!;
    return via === undefined || outbox ? [] : [via];
  });
}
