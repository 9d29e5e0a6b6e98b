import type {Call, Topology} from '../topology/topology.ts';
import type {NodeLatency} from './latency.ts';

/** How often what happens, in times a second. Operations without a rate add nothing. */
export interface Traffic {
  /** Requests to each node. */
  readonly node: Float64Array;
  /** Requests that a call sends to one of its targets, attempts and repetitions included. */
  readonly call: (call: Call, target: number) => number;
  readonly event: ReadonlyMap<string, number>;
  /** Does any operation below which this node lies state a rate? */
  readonly known: boolean;
}

/**
 * Requests of every operation, spread over the calls they make, then the events they publish and what their consumers
 * call in turn. Events that lead to themselves are followed once.
 */
export function traffic(
  topology: Topology,
  latencyBelow: (entry: number) => ReadonlyMap<number, NodeLatency>,
): Traffic {
  const node = new Float64Array(topology.nodes.length);
  const calls = new Map<Call, Map<number, number>>();
  const event = new Map<string, number>();
  const followed = new Set<string>();
  const pending: {readonly entry: number; readonly rate: number}[] = [];
  const fromOperations = [...topology.operations.values()].filter((o) => o.rate !== undefined);
  for (const {entry, rate} of fromOperations) pending.push({entry, rate: rate!});

  const spread = (entry: number, rate: number, published: Map<string, number>) => {
    const below = latencyBelow(entry);
    const share = new Map<number, number>([[entry, rate]]);
    // The map lists callees before their callers: backwards, every caller comes first. Steps back into a cycle add nothing.
    const done = new Set<number>();
    for (const [index, latency] of [...below].reverse()) {
      const here = share.get(index) ?? 0;
      done.add(index);
      if (here === 0) continue;
      node[index]! += here;
      for (const {call, target, perRequest} of latency.requests) {
        if (done.has(target)) continue;
        share.set(target, (share.get(target) ?? 0) + here * perRequest);
        const byTarget = calls.get(call) ?? new Map<number, number>();
        calls.set(call, byTarget.set(target, (byTarget.get(target) ?? 0) + here * perRequest));
      }
      for (const {event: name, perRequest} of latency.publishes) {
        published.set(name, (published.get(name) ?? 0) + here * perRequest);
      }
    }
  };

  let wave = pending;
  while (wave.length > 0) {
    const published = new Map<string, number>();
    for (const {entry, rate} of wave) spread(entry, rate, published);
    wave = [];
    for (const [name, rate] of published) {
      const type = topology.events.get(name)!;
      event.set(name, type.rate ?? (event.get(name) ?? 0) + rate);
      if (followed.has(name)) continue;
      followed.add(name);
      for (const consumer of type.consumers) {
        const [only, ...others] = consumer.nodes;
        if (only !== undefined && others.length === 0) wave.push({entry: only, rate: type.rate ?? rate});
      }
    }
  }
  for (const type of topology.events.values()) if (type.rate !== undefined) event.set(type.name, type.rate);
  return {node, event, call: (call, target) => calls.get(call)?.get(target) ?? 0, known: fromOperations.length > 0};
}
