import type {Call} from '../../topology/topology.ts';
import {callees} from '../call-graph.ts';
import type {Coupling} from '../couplings.ts';
import type {Evidence} from './rule.ts';

/** The couplings of a call, one for each target; what it couples to its fallback is left out. */
export function couplingsByCall({
  topology,
  couplings,
}: Pick<Evidence, 'topology' | 'couplings'>): (call: Call) => readonly Coupling[] {
  const first = new Int32Array(topology.nodes.length);
  // Nearly all calls have one callee each, and stand where their place in the file says.
  const elsewhere = new Map<Call, number>();
  let at = 0;
  for (const node of topology.nodes) {
    first[node.index] = at;
    for (const call of node.calls) {
      if (at !== first[node.index]! + call.position) elsewhere.set(call, at);
      at += callees(call).length;
    }
  }
  return (call) => {
    const start = elsewhere.get(call) ?? first[call.from]! + call.position;
    return couplings.slice(start, start + callees(call).length).filter(({role}) => role === undefined);
  };
}
