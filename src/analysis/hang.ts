import type {Topology} from '../topology/topology.ts';
import {type CallGraph, components, descent} from './call-graph.ts';
import {type Held, heldAt, hung} from './held.ts';
import {nodeSteps} from './node-steps.ts';
import type {Traffic} from './traffic.ts';

/** Services whose pool fills, and after how many seconds. */
export type FullAfter = ReadonlyMap<string, number>;

/**
 * Services whose pool fills when a service or a broker never answers, and after how many seconds: busy requests are rate
 * x time held (Little's law), the held time is timeout x attempts (without a timeout: for ever), and the pool of C is
 * full after C / rate seconds, rate being that of the requests that meet the hang. Retries of callers count in whether
 * it fills, not in when: an attempt follows the one before it. `normalMs` is the mean time held otherwise. The hang is
 * followed to all direct callers and, with these, to the `most` nearest nodes above it.
 */
export function fullAfterSeconds(
  topology: Topology,
  graph: CallGraph,
  traffic: Traffic,
  normalMs: (node: number) => number,
  most = Infinity,
): (hanging: string) => FullAfter {
  const stepsOf = nodeSteps(topology, normalMs);
  // By node, and empty between two hangs.
  const held = new Array<Held | undefined>(topology.nodes.length).fill(undefined);
  const more = new Float64Array(topology.nodes.length);
  const callees = {held: (node: number) => held[node], normalMs};
  const rateOf = (index: number) => Math.max(0, traffic.node[index]! + more[index]!);
  return (hanging) => {
    const origin = topology.services.get(hanging)?.nodes;
    const reached = [...(origin ?? [])];
    for (const index of reached) held[index] = hung;
    const upwards = upwardsFrom(graph, origin ?? publishersOf(topology, hanging), most);
    for (const index of upwards) {
      if (held[index] !== undefined) continue;
      held[index] = heldAt(topology, index, stepsOf(index), callees, reached, hanging);
      reached.push(index);
    }
    // Callers first: what they ask for again comes on top of what arrives on a normal day.
    for (const index of upwards.toReversed()) {
      for (const {target, now, normal} of held[index]!.sent)
        more[target]! += rateOf(index) * now - traffic.node[index]! * normal;
    }
    const full = new Map<string, number>();
    for (const name of new Set(reached.map((index) => topology.nodes[index]!.service))) {
      const {concurrency, nodes} = topology.services.get(name)!;
      if (name === hanging || concurrency === undefined) continue;
      let busy = 0;
      let meeting = 0;
      let meetingFirst = 0;
      for (const index of nodes) {
        const rate = rateOf(index);
        if (rate === 0) continue;
        const here = held[index];
        busy += (rate * (here?.ms ?? normalMs(index))) / 1000;
        meeting += rate * (here?.met ?? 0);
        meetingFirst += traffic.node[index]! * (here?.met ?? 0);
      }
      if (busy > concurrency && meeting > 0) full.set(name, concurrency / (meetingFirst || meeting));
    }
    for (const index of reached) {
      for (const {target} of held[index]!.sent) more[target] = 0;
      held[index] = undefined;
    }
    return full.size === 0 ? none : full;
  };
}

const none: FullAfter = new Map();

/** What is above `starts`, these first, callees before their callers but for call cycles; no more than `most` and the direct callers. */
function upwardsFrom({callers, cycles}: CallGraph, starts: readonly number[], most: number): readonly number[] {
  const near = most < Infinity ? nearest(callers, starts, most) : undefined;
  const [start, ...others] = starts;
  if (start !== undefined && others.length === 0 && cycles.length === 0) {
    return descent(callers, start, near && ((index) => near.has(index))).order.toReversed();
  }
  const above = (index: number) => (near ? callers[index]!.filter((caller) => near.has(caller)) : callers[index]!);
  return components(starts, above).reverse().flat();
}

/** The nodes above `starts`, these included: their direct callers, and of those further up the nearest, `most` in all. */
function nearest(callers: CallGraph['callers'], starts: readonly number[], most: number): ReadonlySet<number> {
  const found = new Set(starts);
  for (const node of starts) for (const caller of callers[node]!) found.add(caller);
  for (const node of found) {
    for (const caller of callers[node]!) {
      if (found.size >= most) return found;
      found.add(caller);
    }
  }
  return found;
}

/** Nodes that wait for this broker when they publish. */
function publishersOf(topology: Topology, broker: string): readonly number[] {
  return [...topology.events.values()].flatMap(({via, outbox, producers}) =>
    via === broker && !outbox ? producers : [],
  );
}
