import type {Topology} from '../topology/topology.ts';
import type {Traffic} from './traffic.ts';

/** How busy one service is with the requests of all operations. */
export interface ServiceLoad {
  readonly service: string;
  /** Requests held at once: rate x calls a request x mean time held (Little's law). Infinity: without end. null: no rate is known. */
  readonly busy: number | null;
  readonly concurrency: number | null;
  /** Share of evenly spaced requests that find no free place: 1 - concurrency / busy. null: not known. */
  readonly refusedShare: number | null;
  /** For each callee: seconds until this service is full if that callee hangs; null: it does not fill. */
  readonly fullAfterSecondsIfHanging: Readonly<Record<string, number | null>>;
}

/** The load of one service. `heldMs` is the mean time that a request to a node is held. */
export function serviceLoad(
  topology: Topology,
  traffic: Traffic,
  name: string,
  heldMs: (node: number) => number,
  fullAfter: (hanging: string) => ReadonlyMap<string, number>,
): ServiceLoad {
  const {nodes, concurrency} = topology.services.get(name)!;
  const known = nodes.some(traffic.known);
  let busy = 0;
  for (const index of nodes) {
    const rate = traffic.node[index]!;
    if (rate > 0) busy += (rate * heldMs(index)) / 1000;
  }
  const hanging: Record<string, number | null> = Object.create(null);
  for (const index of nodes) {
    for (const call of topology.nodes[index]!.calls) {
      for (const target of call.targets) {
        const callee = topology.nodes[target]!.service;
        if (concurrency !== undefined && known) hanging[callee] = fullAfter(callee).get(name) ?? null;
      }
    }
  }
  const refused = concurrency === undefined ? null : busy > concurrency ? 1 - concurrency / busy : 0;
  return {
    service: name,
    busy: known ? busy : null,
    concurrency: concurrency ?? null,
    refusedShare: known ? refused : null,
    fullAfterSecondsIfHanging: hanging,
  };
}
