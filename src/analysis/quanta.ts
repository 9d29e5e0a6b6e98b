import type {Topology} from '../topology/topology.ts';
import type {CallGraph} from './call-graph.ts';

/**
 * Architecture quanta (Ford and Richards): among the services reachable from `entry` over calls and events, the
 * components that calls connect. A datastore that two services call keeps them in one. What a quantum holds can only
 * be up together; events connect nothing.
 */
export function quanta(topology: Topology, graph: CallGraph, entry: number): number {
  const nodes = new Set([entry]);
  for (const index of nodes) {
    for (const to of graph.next[index]!) nodes.add(to);
    for (const name of topology.nodes[index]!.publishes) {
      for (const consumer of topology.events.get(name)!.consumers) for (const to of consumer.nodes) nodes.add(to);
    }
  }
  const parent = new Map<string, string>();
  const find = (name: string): string => {
    let at = name;
    // Halving the path: without it a caller of a hundred thousand others makes a chain as long.
    for (let above = parent.get(at)!; above !== at; above = parent.get(at)!) {
      parent.set(at, parent.get(above)!);
      at = above;
    }
    return at;
  };
  for (const index of nodes) parent.set(topology.nodes[index]!.service, topology.nodes[index]!.service);
  for (const index of nodes) {
    const from = topology.nodes[index]!.service;
    for (const to of graph.next[index]!) parent.set(find(from), find(topology.nodes[to]!.service));
  }
  return new Set([...parent.keys()].map(find)).size;
}
