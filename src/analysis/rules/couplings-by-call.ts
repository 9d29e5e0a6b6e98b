import type {Call} from '../../topology/topology.ts';
import {callees} from '../call-graph.ts';
import type {Coupling} from '../couplings.ts';
import type {Evidence} from './rule.ts';

/** The couplings of a call, one for each target; what it couples to its fallback is left out. */
export function couplingsByCall({
  topology,
  couplings,
}: Pick<Evidence, 'topology' | 'couplings'>): (call: Call) => readonly Coupling[] {
  const first = new Map<Call, number>();
  let at = 0;
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      first.set(call, at);
      at += callees(call).length;
    }
  }
  return (call) => {
    const start = first.get(call)!;
    return couplings.slice(start, start + callees(call).length).filter(({role}) => role === undefined);
  };
}
