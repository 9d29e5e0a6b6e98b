import type {Topology} from '../topology/topology.ts';
import {once} from './once.ts';
import type {Traffic} from './traffic.ts';

/** How busy one service is with the requests of all operations. */
export interface ServiceLoad {
  readonly service: string;
  /** Requests held at once: rate x calls a request x mean time held (Little's law). Infinity: without end. null: no rate is known. */
  readonly busy: number | null;
  readonly concurrency: number | null;
  /** Share of evenly spaced requests that find no free place: 1 - concurrency / busy. null: not known. */
  readonly refusedShare: number | null;
  /** For each callee: seconds until this service is full if that callee hangs; null: it does not fill. Worked out when it is read. */
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
  const hanging = once(() => {
    const seconds: Record<string, number | null> = Object.create(null);
    if (concurrency === undefined || !known) return seconds;
    for (const {calls} of nodes.map((index) => topology.nodes[index]!)) {
      for (const target of calls.flatMap(({targets}) => targets)) {
        const callee = topology.nodes[target]!.service;
        seconds[callee] = fullAfter(callee).get(name) ?? null;
      }
    }
    return seconds;
  });
  const refused = concurrency === undefined ? null : busy > concurrency ? 1 - concurrency / busy : 0;
  return {
    service: name,
    busy: known ? busy : null,
    concurrency: concurrency ?? null,
    refusedShare: known ? refused : null,
    get fullAfterSecondsIfHanging() {
      return hanging();
    },
  };
}
