import type {Call, Topology} from '../topology/topology.ts';

/**
 * What every call is named by: `FROM:TO` as typed after --call, with `#NAME` where one caller has several calls to that
 * target. Calls that only their place tells apart are numbered in file order, `a:b#n (2)`; --call takes those together.
 * No two calls have the same.
 */
export function callSpecs(topology: Topology): ReadonlyMap<Call, string> {
  const specs = new Map<Call, string>();
  const taken = new Set<string>();
  for (const node of topology.nodes) {
    const callsTo = new Map<number, number>();
    for (const call of node.calls) {
      for (const target of new Set(call.targets)) callsTo.set(target, (callsTo.get(target) ?? 0) + 1);
    }
    const copies = new Map<string, number>();
    for (const call of node.calls) {
      const [target = 0] = call.targets;
      const pair = `${node.label}:${topology.nodes[target]!.label}`;
      const wanted = callsTo.get(target) === 1 ? pair : `${pair}#${call.name}`;
      let copy = copies.get(wanted) ?? 0;
      let spec: string;
      do {
        copy += 1;
        spec = copy === 1 ? wanted : `${wanted} (${copy})`;
      } while (taken.has(spec));
      copies.set(wanted, copy);
      taken.add(spec);
      specs.set(call, spec);
    }
  }
  return specs;
}
