import type {Call} from '../../topology/topology.ts';
import {callees} from '../call-graph.ts';
import type {Coupling} from '../couplings.ts';
import type {Evidence} from './rule.ts';

/** The couplings of every call, one for each target; what a call couples to its fallback is left out. */
export function couplingsByCall({
  topology,
  couplings,
}: Pick<Evidence, 'topology' | 'couplings'>): ReadonlyMap<Call, readonly Coupling[]> {
  const result = new Map<Call, readonly Coupling[]>();
  let at = 0;
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      const own = couplings.slice(at, at + callees(call).length);
      at += own.length;
      result.set(
        call,
        own.filter(({role}) => role === undefined),
      );
    }
  }
  return result;
}
