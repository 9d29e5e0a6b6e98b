import type {Call, Topology} from '../topology/topology.ts';
import {calleeGains} from './callee-gains.ts';
import {type Harm, harms} from './harm.ts';
import type {OperationAnalysis} from './operation.ts';

/** What the failures of one callee cost the operation that they hit worst. */
export interface CallCost {
  /** Availability that it would win if the callee always answered, as a share; 0: no operation comes to the call. */
  readonly gain: number;
  readonly worstOperation: string | undefined;
  readonly birnbaum: number;
  /** Over all operations. */
  readonly harm: Harm;
}

/** One callee of a call: a target, or the fallback. */
export interface CalledNode {
  readonly call: Call;
  readonly target: number;
}

/** An operation with everything that its requests may come to. */
export interface Cone {
  readonly name: string;
  readonly entry: number;
  readonly order: Int32Array;
}

const worse: readonly Harm[] = ['never', 'sometimes', 'always'];

/**
 * The cost of each of `calls`, which stand in the order of their callers. Operation by operation, so that what one of
 * them was worked out from is let go before the next.
 */
export function callCosts(
  topology: Topology,
  calls: readonly CalledNode[],
  cones: readonly Cone[],
  analyzed: Readonly<Record<string, OperationAnalysis>>,
  down: ReadonlySet<string>,
): (position: number) => CallCost {
  const first = new Int32Array(topology.nodes.length + 1);
  for (const {call} of calls) first[call.from + 1]! += 1;
  for (let node = 0; node < topology.nodes.length; node += 1) first[node + 1]! += first[node]!;
  const gains = new Float64Array(calls.length);
  const worst = new Int32Array(calls.length).fill(-1);
  const birnbaum = new Float64Array(calls.length);
  const harm = new Uint8Array(calls.length);
  for (const [position, {name, entry, order}] of cones.entries()) {
    const gain = calleeGains(topology, entry, {down});
    const harmOf = harms(topology, entry, {down});
    const importance = new Map(analyzed[name]!.dependencies.map((d) => [d.service, d.birnbaum]));
    for (const from of order) {
      for (let at = first[from]!; at < first[from + 1]!; at += 1) {
        const {target} = calls[at]!;
        harm[at] = Math.max(harm[at]!, worse.indexOf(harmOf(target)));
        const own = Math.max(0, gain(target));
        if (worst[at] !== -1 && gains[at]! >= own) continue;
        worst[at] = position;
        gains[at] = own;
        birnbaum[at] = importance.get(topology.nodes[target]!.service) ?? 0;
      }
    }
  }
  return (position) => ({
    gain: gains[position]!,
    worstOperation: cones[worst[position]!]?.name,
    birnbaum: birnbaum[position]!,
    harm: worse[harm[position]!]!,
  });
}
