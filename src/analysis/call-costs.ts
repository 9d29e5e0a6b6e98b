import type {Call, Topology} from '../topology/topology.ts';
import {gainsOf} from './callee-gains.ts';
import {failureOf} from './failure/failure-of.ts';
import {type Harm, harms} from './harm.ts';
import type {OperationAnalysis} from './operation.ts';

/** What the failures of one callee cost the operation that they hit worst. */
export interface CallCost {
  /** Availability that it would win if the callee always answered, as a share; 0: no operation comes to the call. */
  readonly gain: number;
  /** Otherwise it wins at most `gain`. */
  readonly exact: boolean;
  readonly worstOperation: string | undefined;
  /** null: it took too long to work out. */
  readonly birnbaum: number | null;
  /** Over all operations. */
  readonly harm: Harm;
}

/** One callee of a call: a target, or the fallback. */
export interface CalledNode {
  readonly call: Call;
  /** Which of its caller's calls it is. */
  readonly at: number;
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
  const bounded = new Uint8Array(calls.length);
  const harm = new Uint8Array(calls.length);
  for (const [position, {name, entry, order}] of cones.entries()) {
    const failure = failureOf(topology, entry, {down});
    const gain = gainsOf(failure, entry);
    const harmOf = harms(failure.formula);
    const {dependencies, dependenciesComplete = true, entry: service} = analyzed[name]!;
    const importance = new Map(dependencies.map((d) => [d.service, d.birnbaum]));
    // Where some are left out, one that is missing is not known; else it does not matter.
    const missing = dependenciesComplete ? 0 : Number.NaN;
    for (const from of order) {
      for (let at = first[from]!; at < first[from + 1]!; at += 1) {
        const {target} = calls[at]!;
        harm[at] = Math.max(harm[at]!, worse.indexOf(harmOf(target)));
        const {share, exact} = gain(target);
        const own = Math.max(0, share);
        if (worst[at] !== -1 && gains[at]! >= own) continue;
        worst[at] = position;
        gains[at] = own;
        bounded[at] = exact ? 0 : 1;
        const callee = topology.nodes[target]!.service;
        birnbaum[at] = importance.get(callee) ?? (callee === service ? 0 : missing);
      }
    }
  }
  return (position) => ({
    gain: gains[position]!,
    worstOperation: cones[worst[position]!]?.name,
    exact: bounded[position] === 0,
    birnbaum: Number.isNaN(birnbaum[position]!) ? null : birnbaum[position]!,
    harm: worse[harm[position]!]!,
  });
}
