import type {Call, Service, Topology} from '../../topology/topology.ts';

/** The calls that one service makes to one datastore, with all its endpoints. */
export interface DatastoreUse {
  readonly caller: Service;
  readonly calls: readonly Call[];
}

/** For every datastore that is called, who calls it, in file order. */
export function datastoreUses(topology: Topology): ReadonlyMap<Service, readonly DatastoreUse[]> {
  const uses = new Map<Service, Map<Service, Call[]>>();
  for (const node of topology.nodes) {
    const caller = topology.services.get(node.service)!;
    for (const call of node.calls) {
      for (const target of call.targets) {
        const store = topology.services.get(topology.nodes[target]!.service)!;
        if (store.kind !== 'datastore' || store === caller) continue;
        const callers = uses.get(store) ?? new Map<Service, Call[]>();
        const own = callers.get(caller);
        if (own === undefined) callers.set(caller, [call]);
        else if (own.at(-1) !== call) own.push(call);
        uses.set(store, callers);
      }
    }
  }
  return new Map(
    [...uses].map(([store, callers]) => [store, [...callers].map(([caller, calls]) => ({caller, calls}))]),
  );
}

/** Does a call change what it is sent to? undefined: the file does not say. */
export function writes({kind}: Call): boolean | undefined {
  return kind === undefined ? undefined : kind !== 'query';
}
