import type {Topology} from '../topology/topology.ts';
import {callees} from './call-graph.ts';

const counts = new WeakMap<Topology, Int32Array>();

/** Distinct services that call this node. */
export function callerCount(topology: Topology, node: number): number {
  let known = counts.get(topology);
  if (known === undefined) {
    known = new Int32Array(topology.nodes.length);
    // The endpoints of a service stand behind one another, so that its own calls come one after the other.
    const last = new Array<string | undefined>(known.length).fill(undefined);
    for (const {service, calls} of topology.nodes) {
      for (const call of calls) {
        for (const target of callees(call)) {
          if (last[target] !== service) known[target]! += 1;
          last[target] = service;
        }
      }
    }
    counts.set(topology, known);
  }
  return known[node]!;
}
