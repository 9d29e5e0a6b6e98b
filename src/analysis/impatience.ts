import type {Edit} from '../topology/edit.ts';
import type {Call, Topology} from '../topology/topology.ts';
import {availability} from './availability.ts';
import {callGraph} from './call-graph.ts';
import {within} from './composition.ts';
import {anyEnd, latencies} from './latency.ts';
import {percentile} from './percentile.ts';
import {unstatedBelow} from './stated-times.ts';
import {traffic} from './traffic.ts';

const secondsPerYear = 31_536_000;

/**
 * The cheapest fix of calls that nobody waits for: a timeout, and go on without the answer. The timeout is a quarter
 * above the callee's 99th percentile in round figures (a second where that has no end or is not known), or the call's own
 * if shorter; in `timeoutsMs` null stands for one that nothing is known for.
 * An effect is lost when its callee is down or answers too late; `lostPerYear` counts them, null where no rate is known.
 */
export function impatience(
  topology: Topology,
  calls: readonly Call[],
): {
  readonly edits: readonly Edit[];
  readonly lostPerYear: number | null;
  readonly timeoutsMs: readonly (number | null)[];
} {
  const graph = callGraph(topology);
  const latency = latencies(graph, topology, new Set());
  const silent = unstatedBelow(topology, graph);
  const flow = traffic(topology, latency.below);
  const ends = (target: number) => anyEnd(latency.of(target).outcome);
  const slowestOf = (call: Call) => Math.max(...call.targets.map((target) => percentile(ends(target), 0.99)));
  const isUnknown = (call: Call) =>
    call.timeoutMs === undefined && slowestOf(call) === 0 && call.targets.some((target) => silent.has(target));
  const timeoutMs = (call: Call): number => {
    const slowest = slowestOf(call);
    const wanted =
      Number.isFinite(slowest) && !isUnknown(call) ? Math.max(10, Math.ceil((slowest * 1.25) / 10) * 10) : 1000;
    return Math.min(wanted, call.timeoutMs ?? wanted);
  };
  const lost = calls.reduce((sum, call) => {
    const [target = call.from] = call.targets;
    const {up, down} = availability(topology, target).chance;
    const {late} = within(ends(target), timeoutMs(call));
    return sum + flow.node[call.from]! * call.probability.up * call.count * (down + up * late) * secondsPerYear;
  }, 0);
  return {
    edits: calls.flatMap((call): Edit[] => [
      {path: [...call.path, 'onFailure'], value: 'ignore'},
      {path: [...call.path, 'timeout'], value: `${timeoutMs(call)}ms`},
    ]),
    timeoutsMs: calls.map((call) => (isUnknown(call) ? null : timeoutMs(call))),
    lostPerYear: calls.every((call) => flow.known(call.from)) ? lost : null,
  };
}
