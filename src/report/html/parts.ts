import type {Topology} from '../../topology/topology.ts';

/**
 * For each of `services` the part that it can only be up together with, counted from 0 in their order: the components
 * that calls and fallbacks connect. The quanta of an operation, asked of the whole system.
 */
export function parts({nodes}: Topology, services: readonly string[]): ReadonlyMap<string, number> {
  const parent = new Map(services.map((name) => [name, name]));
  const find = (name: string): string => {
    let root = name;
    while (parent.get(root) !== root) root = parent.get(root)!;
    for (let step = name; step !== root; ) {
      const next = parent.get(step)!;
      parent.set(step, root);
      step = next;
    }
    return root;
  };
  for (const {service, calls} of nodes) {
    for (const {targets, onFailure} of calls) {
      const callees = onFailure.kind === 'fallback' ? [...targets, onFailure.node] : targets;
      for (const to of callees) parent.set(find(nodes[to]!.service), find(service));
    }
  }
  const numbers = new Map<string, number>();
  return new Map(
    services.map((name) => {
      const root = find(name);
      if (!numbers.has(root)) numbers.set(root, numbers.size);
      return [name, numbers.get(root)!];
    }),
  );
}
