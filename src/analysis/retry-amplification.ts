import type {Call, Topology} from '../topology/topology.ts';
import {type CallGraph, descent} from './call-graph.ts';

/** How many requests one request to an operation can become when everything below keeps failing. */
export interface Amplification {
  /** The largest M(v): M(entry) = 1, M(v) = sum of M(u) x attempts x count. "unbounded" on a cycle with retries or above 1e15. */
  readonly factor: number | 'unbounded';
  /** The call with retries that leads to the most amplified node; undefined where no call is retried. */
  readonly call: Call | undefined;
  readonly target: number | undefined;
}

/** The worst case of retries on every layer below `entry`. A call back into a cycle without retries adds nothing. */
export function retryAmplification(topology: Topology, graph: CallGraph, entry: number): Amplification {
  const {order, back} = descent(graph.next, entry);
  const requests = new Map<number, number>([[entry, 1]]);
  let worst: {factor: number; call: Call | undefined; target: number | undefined} = {
    factor: 1,
    call: undefined,
    target: undefined,
  };
  for (const index of [...order].reverse()) {
    const here = requests.get(index) ?? 0;
    for (const call of topology.nodes[index]!.calls) {
      for (const target of call.targets) {
        const circular = graph.cycleOf[index] !== -1 && graph.cycleOf[index] === graph.cycleOf[target];
        if (circular && call.attempts > 1) return {factor: 'unbounded', call, target};
        if (back.has(index * graph.next.length + target)) continue;
        requests.set(target, (requests.get(target) ?? 0) + here * call.attempts * call.count);
      }
    }
  }
  for (const index of order) {
    for (const call of topology.nodes[index]!.calls) {
      for (const target of call.targets) {
        const factor = requests.get(target) ?? 0;
        if (factor > worst.factor || (factor === worst.factor && call.attempts > 1 && worst.call === undefined)) {
          worst = {factor, call: call.attempts > 1 ? call : worst.call, target};
        }
      }
    }
  }
  return worst.factor > 1e15 ? {...worst, factor: 'unbounded'} : worst;
}
