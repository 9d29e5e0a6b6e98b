import type {Call, Topology} from '../../topology/topology.ts';

/**
 * Candidates by kind: two of one kind change every operation alike, so that a search need not try both. Of one kind are
 * calls of one caller, made alike, to services that nobody else calls, that call nobody and that are alike. Everything
 * else is a kind of its own.
 */
export function interchangeable(topology: Topology, calls: readonly Call[]): ReadonlyMap<Call, unknown> {
  const callers = new Map<string, number>();
  for (const call of topology.nodes.flatMap((node) => node.calls)) {
    for (const target of call.targets) {
      const {service} = topology.nodes[target]!;
      callers.set(service, (callers.get(service) ?? 0) + 1);
    }
    if (call.onFailure.kind === 'fallback') callers.set(topology.nodes[call.onFailure.node]!.service, Infinity);
  }
  const entries = new Set([...topology.operations.values()].map(({entry}) => topology.nodes[entry]!.service));
  return new Map(
    calls.map((call): [Call, unknown] => {
      const [target, ...more] = call.targets;
      const node = topology.nodes[target!]!;
      const service = topology.services.get(node.service)!;
      const isLeaf =
        more.length === 0 &&
        node.calls.length === 0 &&
        node.publishes.length === 0 &&
        service.nodes.length === 1 &&
        service.sharedFate.length === 0 &&
        callers.get(service.name) === 1 &&
        !entries.has(service.name) &&
        call.parallel === undefined &&
        call.onFailure.kind !== 'fallback';
      if (!isLeaf) return [call, call];
      const {probability, count, onFailure, timeoutMs, attempts, backoffMs, from} = call;
      const {availability, replicas, deploys} = service;
      const alike = [from, probability, count, onFailure.kind, timeoutMs, attempts, backoffMs];
      return [call, JSON.stringify([...alike, availability, replicas, deploys, node.latency])];
    }),
  );
}
