import type {Topology} from '../topology/topology.ts';
import {type CallGraph, components} from './call-graph.ts';
import {type Held, heldAt, hung} from './held.ts';
import type {Traffic} from './traffic.ts';

/**
 * Services whose pool fills when `hanging` (a service or a broker) never answers, and after how many seconds: busy
 * requests are rate x time held (Little's law), the held time is timeout x attempts (without a timeout: for ever), and
 * the pool of C is full after C / rate seconds, rate being that of the requests that meet the hang. Retries of callers
 * count in whether it fills, not in when: an attempt follows the one before it. `normalMs` is the mean time held otherwise.
 */
export function fullAfterSeconds(
  topology: Topology,
  graph: CallGraph,
  traffic: Traffic,
  normalMs: (node: number) => number,
  hanging: string,
): ReadonlyMap<string, number> {
  const origin = topology.services.get(hanging)?.nodes;
  const held = new Map<number, Held>(origin?.map((index) => [index, hung]));
  const starts = origin ?? publishersOf(topology, hanging);
  const upwards = components(starts, (index) => graph.callers[index]!)
    .reverse()
    .flat();
  const callees = {held: (node: number) => held.get(node), normalMs};
  for (const index of upwards) if (!held.has(index)) held.set(index, heldAt(topology, index, callees, hanging));
  // Callers first: what they ask for again comes on top of what arrives on a normal day.
  const more = new Map<number, number>();
  const rateOf = (index: number) => Math.max(0, traffic.node[index]! + (more.get(index) ?? 0));
  for (const index of upwards.toReversed()) {
    for (const {target, now, normal} of held.get(index)!.sent) {
      const extra = rateOf(index) * now - traffic.node[index]! * normal;
      more.set(target, (more.get(target) ?? 0) + extra);
    }
  }
  const full = new Map<string, number>();
  const services = new Set([...held.keys()].map((index) => topology.nodes[index]!.service));
  for (const name of services) {
    const {concurrency, nodes} = topology.services.get(name)!;
    if (name === hanging || concurrency === undefined) continue;
    let busy = 0;
    let meeting = 0;
    let meetingFirst = 0;
    for (const index of nodes) {
      const rate = rateOf(index);
      if (rate === 0) continue;
      const here = held.get(index);
      busy += (rate * (here?.ms ?? normalMs(index))) / 1000;
      meeting += rate * (here?.met ?? 0);
      meetingFirst += traffic.node[index]! * (here?.met ?? 0);
    }
    if (busy > concurrency && meeting > 0) full.set(name, concurrency / (meetingFirst || meeting));
  }
  return full;
}

/** Nodes that wait for this broker when they publish. */
function publishersOf(topology: Topology, broker: string): readonly number[] {
  return [...topology.events.values()].flatMap(({via, outbox, producers}) =>
    via === broker && !outbox ? producers : [],
  );
}
