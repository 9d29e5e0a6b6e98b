import type {Folded} from './fold.ts';
import type {KialiGraph} from './graph.ts';
import {addTraffic, type Traffic} from './traffic.ts';

/** Traffic between two services. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly traffic: Traffic;
}

/** All traffic of a graph, between its services and across its borders. */
export interface Flows {
  readonly calls: readonly Flow[];
  /** From where the mesh does not know, by the service that takes it. */
  readonly entering: ReadonlyMap<string, Traffic>;
  /** From one part of a service to another: no call between services. */
  readonly inside: ReadonlyMap<string, Traffic>;
  /** To nowhere: no route, or blocked at the border of the mesh; by the service that tried. */
  readonly lost: ReadonlyMap<string, Traffic>;
}

/** What Istio's proxies call all hosts that are registered nowhere and that they let through. */
export const outside = 'PassthroughCluster';
/** What they call those that they block. */
const blocked = 'BlackHoleCluster';

/** Adds up the edges of a folded graph. */
export function flows(graph: KialiGraph, {nameOf, nodes}: Folded): Flows {
  const calls = new Map<string, Flow>();
  const entering = new Map<string, Traffic>();
  const inside = new Map<string, Traffic>();
  const lost = new Map<string, Traffic>();
  for (const edge of graph.edges) {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    if (!source || !target) continue;
    const from = nameOf.get(edge.source);
    const to = nameOf.get(edge.target);
    const add = (sums: Map<string, Traffic>, key: string) => {
      const sum = addTraffic(sums.get(key), edge);
      if (sum) sums.set(key, sum);
    };
    if (from === undefined || from === outside) {
      if (to !== undefined && to !== blocked) add(entering, to);
    } else if (to === undefined || to === blocked) add(lost, from);
    else if (from !== to) {
      const key = JSON.stringify([from, to]);
      const traffic = addTraffic(calls.get(key)?.traffic, edge);
      if (traffic) calls.set(key, {from, to, traffic});
    } else if (!source.between) add(inside, from);
  }
  entering.delete(outside);
  return {calls: [...calls.values()], entering, inside, lost};
}

/** Is it a name for what the mesh does not let out? */
export function isBlocked(name: string): boolean {
  return name === blocked;
}
