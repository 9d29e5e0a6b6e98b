import type {KialiGraph, KialiNode} from './graph.ts';

/** Nodes under the name of the service that they are part of; nodes without a name (boxes, traffic of unknown origin) have none. */
export interface Folded {
  readonly nameOf: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, KialiNode>;
}

/**
 * Folds versions and workloads to their app, and a Service that leads to one app alone (Kiali draws it between caller and
 * app) to that app. The namespace, and if need be the cluster, joins the name where two parts would else have the same.
 */
export function folded(graph: KialiGraph): Folded {
  const nodes = new Map(graph.nodes.filter(({box}) => !box).map((node) => [node.id, node]));
  const targets = new Map<string, Set<string>>();
  for (const {source, target} of graph.edges) {
    if (!nodes.has(target)) continue;
    const known = targets.get(source);
    if (known) known.add(target);
    else targets.set(source, new Set([target]));
  }
  const partOf = new Map<string, KialiNode>();
  for (const start of nodes.values()) {
    const path = new Set<KialiNode>();
    let node = start;
    while (node.between && !path.has(node) && !partOf.has(node.id)) {
      path.add(node);
      const next = [...(targets.get(node.id) ?? [])].map((id) => nodes.get(id)!);
      if (next.length === 0 || new Set(next.map(identity)).size > 1) break;
      node = next[0]!;
    }
    const end = partOf.get(node.id) ?? node;
    for (const one of path) partOf.set(one.id, end);
    partOf.set(start.id, end);
  }
  const names = distinctNames([...partOf.values()]);
  const nameOf = new Map<string, string>();
  for (const [id, node] of partOf) {
    const name = names.get(identity(node));
    if (name !== undefined) nameOf.set(id, name);
  }
  return {nameOf, nodes};
}

/** What Kiali calls a part whose name the mesh does not know. */
const nameless = new Set(['', 'unknown']);

function baseName({type, app, workload, service}: KialiNode): string | undefined {
  if (type === 'unknown') return undefined;
  const names = type === 'service' ? [service, app, workload] : [app, workload, service];
  return names.find((name) => !nameless.has(name));
}

function identity(node: KialiNode): string {
  return JSON.stringify([baseName(node), node.namespace, node.cluster]);
}

/** The shortest name that tells each identity from the others. */
function distinctNames(nodes: readonly KialiNode[]): ReadonlyMap<string, string> {
  const kinds = new Map<string, {readonly node: KialiNode; readonly base: string}>();
  for (const node of nodes) {
    const base = baseName(node);
    if (base !== undefined) kinds.set(identity(node), {node, base});
  }
  const names = new Map<string, string>();
  let left = [...kinds];
  const spellings: readonly ((one: {node: KialiNode; base: string}) => string)[] = [
    ({base}) => base,
    ({base, node}) => `${base}.${node.namespace}`,
    ({base, node}) => `${base}.${node.namespace}.${node.cluster}`,
  ];
  for (const [i, spelling] of spellings.entries()) {
    const uses = new Map<string, number>();
    for (const [, one] of left) uses.set(spelling(one), (uses.get(spelling(one)) ?? 0) + 1);
    left = left.filter(([id, one]) => {
      const alone = uses.get(spelling(one)) === 1 || i === spellings.length - 1;
      if (alone) names.set(id, spelling(one));
      return !alone;
    });
  }
  return names;
}
