import type {Edit} from '../topology/edit.ts';
import type {Call, Topology} from '../topology/topology.ts';
import type {Analysis} from './analysis.ts';
import {availability} from './availability.ts';
import {callGraph} from './call-graph.ts';
import {type Alternative, alternativeText} from './comparison.ts';
import {within} from './composition.ts';
import {anyEnd, latencies} from './latency.ts';
import {percentile} from './percentile.ts';
import {traffic} from './traffic.ts';

const secondsPerYear = 31_536_000;

/**
 * Cheaper alternatives to converting `calls` of one caller, each computed: `analyzed` gives the analysis of the topology
 * with edits. Figures are those of the operation that the calls cost most.
 */
export function alternatives(
  topology: Topology,
  calls: readonly Call[],
  before: Analysis,
  analyzed: (edits: readonly Edit[]) => Analysis,
): Alternative[] {
  const graph = callGraph(topology);
  const latency = latencies(graph, topology, new Set());
  const flow = traffic(topology, latency.below);
  const operation = worstHit(before, topology, calls);
  if (operation === undefined) return [];

  // A quarter above the callee's 99th percentile, in round figures, or what the call has if that is shorter.
  const timeoutMs = (call: Call): number => {
    const slowest = Math.max(...call.targets.map((target) => percentile(anyEnd(latency.of(target).outcome), 0.99)));
    const wanted = Number.isFinite(slowest) ? Math.max(10, Math.ceil((slowest * 1.25) / 10) * 10) : 1000;
    return Math.min(wanted, call.timeoutMs ?? wanted);
  };
  const priced = (kind: Alternative['kind'], edits: readonly Edit[], lostPerYear: number | null): Alternative => {
    const {availability: up, latency: after} = analyzed(edits).operations[operation]!;
    return {
      kind,
      text: alternativeText(kind, up, after.typicalMs, lostPerYear),
      availability: up,
      typicalMs: after.typicalMs,
      lostPerYear,
    };
  };
  const impatient = calls.flatMap((call): Edit[] => [
    {path: [...call.path, 'onFailure'], value: 'ignore'},
    {path: [...call.path, 'timeout'], value: `${timeoutMs(call)}ms`},
  ]);
  // An effect is lost when its callee is down, or answers later than the timeout allows.
  const lost = calls.reduce((sum, call) => {
    const [target = call.from] = call.targets;
    const {up, down} = availability(topology, target).chance;
    const {late} = within(anyEnd(latency.of(target).outcome), timeoutMs(call));
    return sum + flow.node[call.from]! * call.probability.up * call.count * (down + up * late) * secondsPerYear;
  }, 0);
  const apart = calls.filter((call) => call.parallel === undefined);
  const together = apart.map((call): Edit => ({path: [...call.path, 'parallel'], value: 'at-once'}));
  return [
    priced('timeout-and-ignore', impatient, calls.every((call) => flow.known(call.from)) ? lost : null),
    ...(apart.length > 1 ? [priced('parallel', together, 0)] : []),
  ];
}

/** The operation that loses most to these calls. */
function worstHit({couplings, operations}: Analysis, topology: Topology, calls: readonly Call[]): string | undefined {
  const lines = new Set(calls.map((call) => `${topology.nodes[call.from]!.service} ${call.name}`));
  const own = couplings.filter((c) => lines.has(`${c.from} ${c.name}`));
  const names = [...new Set(own.flatMap((c) => c.operations))];
  return names.reduce<string | undefined>(
    (worst, name) =>
      worst !== undefined && operations[worst]!.unavailability >= operations[name]!.unavailability ? worst : name,
    undefined,
  );
}
