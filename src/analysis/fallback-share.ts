import type {Call, Topology} from '../topology/topology.ts';
import {availability} from './availability.ts';
import type {NodeLatency} from './latency.ts';

/**
 * Share of the requests making a call that come to its fallback: too few of its targets answer, or too late. The targets
 * of a group are taken as independent here.
 */
export function fallbackShare(topology: Topology, call: Call, fallback: number, caller: NodeLatency): number {
  // answering[n]: chance that n of the targets so far answer
  let answering = [1];
  for (const target of call.targets) {
    const {up, down} = availability(topology, target).chance;
    answering = [...answering, 0].map((chance, n) => chance * down + (n > 0 ? answering[n - 1]! * up : 0));
  }
  const down = answering.slice(0, call.required).reduce((sum, chance) => sum + chance, 0);
  const asked = caller.requests.find((sent) => sent.call === call && sent.target === fallback)?.perRequest ?? 0;
  const late = Math.min(1, asked / (call.probability.up * call.count));
  return down + (1 - down) * late;
}
