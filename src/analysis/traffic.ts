import type {Topology} from '../topology/topology.ts';
import type {Below} from './bottom-up.ts';
import {components} from './call-graph.ts';
import type {NodeLatency} from './latency.ts';

/** How often what happens, in times a second. Operations without a rate add nothing. */
export interface Traffic {
  /** Requests to each node. */
  readonly node: Float64Array;
  /** Is a rate known for a node: does an operation with a rate, or an event of known rate, lead to it? */
  readonly known: (node: number) => boolean;
  /** Messages of each event that is known to be published. */
  readonly event: ReadonlyMap<string, number>;
}

/**
 * Requests of every operation, spread over the calls they make, then the events they publish and what their consumers
 * call and publish in turn. A consumer's own work is no request: it has handlers of its own. Events that lead back to
 * themselves are followed once.
 */
export function traffic(topology: Topology, latencyBelow: (entry: number) => Below<NodeLatency>): Traffic {
  const node = new Float64Array(topology.nodes.length);
  const known = new Uint8Array(topology.nodes.length);
  const event = new Map<string, number>();
  const publish = (name: string, rate: number) => event.set(name, (event.get(name) ?? 0) + rate);
  const record = (entry: number, rate: number, isRequest: boolean) => {
    const spread = spreadFrom(entry, latencyBelow(entry));
    for (const [index, share] of spread.nodes) {
      if (index === entry && !isRequest) continue;
      node[index]! += rate * share;
      known[index] = 1;
    }
    if (isRequest) for (const [name, share] of spread.events) publish(name, rate * share);
  };
  for (const {entry, rate} of topology.operations.values()) if (rate !== undefined) record(entry, rate, true);
  for (const {name, rate} of topology.events.values()) if (rate !== undefined) event.set(name, rate);

  // What publishes first comes first, so that every event's rate is complete when its consumers pass it on.
  const names = [...topology.events.keys()];
  const follows = topology.events.size === 0 ? [] : names.map((name) => followUps(topology, name, latencyBelow));
  const position = new Map(names.map((name, i) => [name, i]));
  const order = components(names.keys(), (i) => [...follows[i]!.keys()].map((name) => position.get(name)!));
  const done = new Set<number>();
  const follow = (index: number) => {
    done.add(index);
    const type = topology.events.get(names[index]!)!;
    const rate = event.get(type.name)!;
    for (const consumer of type.consumers) {
      const [only, ...others] = consumer.nodes;
      if (only !== undefined && others.length === 0) record(only, rate, false);
    }
    for (const [name, share] of follows[index]!) {
      if (!done.has(position.get(name)!) && topology.events.get(name)!.rate === undefined) publish(name, rate * share);
    }
  };
  for (const circle of order.reverse()) {
    // Around a circle of events it goes from where a rate comes in.
    const left = [...circle].sort((a, b) => a - b);
    for (;;) {
      const at = left.findIndex((index) => event.has(names[index]!));
      if (at === -1) break;
      follow(left.splice(at, 1)[0]!);
    }
  }
  return {node, event, known: (index) => known[index] === 1};
}

/** Events that the consumers of one message publish, themselves or by what they call, with how many each. */
function followUps(
  topology: Topology,
  name: string,
  latencyBelow: (entry: number) => Below<NodeLatency>,
): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const {nodes} of topology.events.get(name)!.consumers) {
    const [only, ...others] = nodes;
    if (only === undefined || others.length > 0) continue;
    for (const [event, share] of spreadFrom(only, latencyBelow(only)).events) {
      result.set(event, (result.get(event) ?? 0) + share);
    }
  }
  return result;
}

/** What one request to `entry` brings about below it. */
function spreadFrom(entry: number, {order, get}: Below<NodeLatency>) {
  const nodes = new Map<number, number>([[entry, 1]]);
  const events = new Map<string, number>();
  const done = new Set<number>();
  // Callees stand before their callers: backwards, every caller comes first. Steps back into a cycle add nothing.
  for (const index of order.toReversed()) {
    const latency = get(index);
    const here = nodes.get(index) ?? 0;
    done.add(index);
    for (const {target, perRequest} of latency.requests) {
      if (done.has(target)) continue;
      nodes.set(target, (nodes.get(target) ?? 0) + here * perRequest);
    }
    for (const {event, perRequest} of latency.publishes)
      events.set(event, (events.get(event) ?? 0) + here * perRequest);
  }
  return {nodes, events};
}
