import type {Topology} from '../topology/topology.ts';
import type {BottomUp} from './bottom-up.ts';
import {type CalledNode, type Cone, callCosts} from './call-costs.ts';
import {callees, isFallback} from './call-graph.ts';
import {type Coupling, coupling} from './couplings.ts';
import {fallbackShare} from './fallback-share.ts';
import type {NodeLatency} from './latency.ts';
import type {OperationAnalysis} from './operation.ts';
import {toldBefore} from './told-before.ts';
import type {Traffic} from './traffic.ts';
import type {Typical} from './typical-latency.ts';

/** What the couplings of all calls are worked out from. */
export interface Couplers {
  readonly topology: Topology;
  readonly cones: readonly Cone[];
  readonly operations: Readonly<Record<string, OperationAnalysis>>;
  readonly down: ReadonlySet<string>;
  readonly latency: BottomUp<NodeLatency>;
  readonly typical: BottomUp<Typical>;
  readonly flow: Traffic;
  readonly silent: ReadonlySet<number>;
  readonly operationsAt: (node: number) => readonly string[];
}

/** The couplings of every call, in file order. Apart from the rest, so that what they were put together from is let go. */
export function couplingsOf(from: Couplers): Coupling[] {
  const {topology, cones, operations, down, latency, typical, flow, silent, operationsAt} = from;
  const calls = allCalls(topology);
  const costs = callCosts(topology, calls, cones, operations, down);
  const before = toldBefore(topology);
  return calls.map(({call, at, target}, position) => {
    const {gain, exact, worstOperation, birnbaum, harm} = costs(position);
    const callee = topology.services.get(topology.nodes[target]!.service)!;
    const spare = isFallback(call, target);
    const seldom = spare && callee.deploys ? fallbackShare(topology, call, target, latency.of(call.from)) : 1;
    const figures = {
      operations: operationsAt(call.from),
      waitStated: !(spare ? [target] : call.targets).some((node) => silent.has(node)),
      waitMs: spare ? typical.of(target).ms : typical.of(call.from).waitMs[at]!,
      rate: flow.known(call.from) ? flow.node[call.from]! * call.probability.up * seldom : null,
      gain,
      exact,
      isBadDay: down.size > 0,
      worstOperation,
      birnbaum,
      harm,
    };
    return coupling(topology, call, target, figures, before);
  });
}

/** Every target and fallback of every call, in file order. */
function allCalls(topology: Topology): CalledNode[] {
  return topology.nodes.flatMap((node) =>
    node.calls.flatMap((call, at) => callees(call).map((target) => ({call, at, target}))),
  );
}
