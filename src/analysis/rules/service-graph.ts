import type {Call, Topology} from '../../topology/topology.ts';
import {callees} from '../call-graph.ts';

/** A call as an edge between services. */
export interface ServiceCall {
  readonly call: Call;
  /** Node that is called. */
  readonly target: number;
  readonly from: string;
  readonly to: string;
}

/** The synchronous calls that are ever made, by calling service, in file order; endpoints count for their service. */
export function callsByService(topology: Topology): ReadonlyMap<string, readonly ServiceCall[]> {
  const result = new Map<string, ServiceCall[]>();
  for (const name of topology.services.keys()) result.set(name, []);
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      if (call.probability.up === 0) continue;
      for (const target of callees(call)) {
        result.get(node.service)!.push({call, target, from: node.service, to: topology.nodes[target]!.service});
      }
    }
  }
  return result;
}
