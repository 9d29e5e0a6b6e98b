import type {Call, Operation, Topology} from '../../topology/topology.ts';
import {availability} from '../availability.ts';
import {bottomUp} from '../bottom-up.ts';
import {callGraph, reachable} from '../call-graph.ts';
import {latencies, type NodeLatency, nodeLatency} from '../latency.ts';
import {once} from '../once.ts';
import {availabilityMet, p99Met} from '../targets.ts';
import {type Typical, typicalLatencies, typicalLatency} from '../typical-latency.ts';
import {convertedTopology} from './converted-topology.ts';

/** What one operation would be like after some conversions. */
export interface Outlook {
  readonly unavailability: number;
  readonly typicalMs: number;
  /** Are all of its targets met? */
  readonly met: () => boolean;
}

/** How operations fare under conversions of `candidates`, each worked out once for what concerns it. */
export interface Outlooks {
  /** Candidates that requests of an operation come to. */
  readonly concerning: (operation: Operation) => readonly Call[];
  /** Operations whose requests come to any of these candidates, in file order. */
  readonly meeting: (calls: readonly Call[]) => readonly Operation[];
  /** The operation with `converted` as events and `gone` calls no longer made. */
  readonly of: (operation: Operation, converted: ReadonlySet<Call>, gone: ReadonlySet<Call>) => Outlook;
}

/** Answers for sets of conversions without writing files: only what a change can reach is worked out anew. */
export function outlooks(topology: Topology, candidates: readonly Call[], broker: string): Outlooks {
  const graph = callGraph(topology);
  const distributions = latencies(graph, topology, new Set());
  const typical = typicalLatencies(graph, topology, new Set());
  const concerned = new Map<Operation, readonly Call[]>();
  const place = new Map(candidates.map((call, at) => [call, at]));
  const made = Map.groupBy(candidates, (call) => call.from);
  const concerning = (operation: Operation) => {
    let own = concerned.get(operation);
    if (!own) {
      const cone = reachable(graph.next, [operation.entry]);
      own = [...cone].flatMap((node) => made.get(node) ?? []).sort((a, b) => place.get(a)! - place.get(b)!);
      concerned.set(operation, own);
    }
    return own;
  };
  const meetingEach = once(() => {
    const all = new Map<Call, number[]>();
    for (const [position, operation] of [...topology.operations.values()].entries()) {
      for (const call of concerning(operation)) {
        const own = all.get(call);
        if (own) own.push(position);
        else all.set(call, [position]);
      }
    }
    return {all, operations: [...topology.operations.values()]};
  });
  const meeting = (calls: readonly Call[]) => {
    const {all, operations} = meetingEach();
    const positions = new Set(calls.flatMap((call) => all.get(call) ?? []));
    return [...positions].sort((a, b) => a - b).map((position) => operations[position]!);
  };
  const known = new Map<Operation, Map<string, Outlook>>();
  const worked = ({entry, target}: Operation, converted: ReadonlySet<Call>, gone: ReadonlySet<Call>): Outlook => {
    const changed = convertedTopology(topology, converted, gone, broker);
    // With a call less a cycle may be none: then everything below is another tree.
    const cyclic = graph.reachesCycle.has(entry);
    const touched = reachable(
      graph.callers,
      [...converted, ...gone].map((call) => call.from),
    );
    const anew = cyclic ? callGraph(changed) : graph;
    const isAsBefore = (index: number) => !cyclic && !touched.has(index);
    const {down, up} = availability(changed, entry).chance;
    const outcome = () =>
      bottomUp<NodeLatency>(anew, (index, callee) =>
        isAsBefore(index)
          ? distributions.of(index)
          : nodeLatency(changed, changed.nodes[index]!, (to) => callee(to)?.outcome, new Set()),
      ).of(entry).outcome;
    return {
      unavailability: down,
      typicalMs: bottomUp<Typical>(anew, (index, callee) =>
        isAsBefore(index) ? typical.of(index) : typicalLatency(changed, changed.nodes[index]!, callee, new Set()),
      ).of(entry).ms,
      met: once(
        () =>
          (!target?.availability || availabilityMet(up, target.availability.up)) &&
          (target?.p99 === undefined || p99Met(outcome(), target.p99)),
      ),
    };
  };
  return {
    concerning,
    meeting,
    of(operation, converted, gone) {
      const own = concerning(operation);
      const key = own.map((call) => (converted.has(call) ? 'e' : gone.has(call) ? 'g' : 'c')).join('');
      const outlookOf = known.get(operation) ?? new Map<string, Outlook>();
      known.set(operation, outlookOf);
      let outlook = outlookOf.get(key);
      if (!outlook) {
        const among = (calls: ReadonlySet<Call>) => new Set(own.filter((call) => calls.has(call)));
        outlook = worked(operation, among(converted), among(gone));
        outlookOf.set(key, outlook);
      }
      return outlook;
    },
  };
}
