import type {EventType, Operation, Service, TopologyNode} from './topology.ts';

/**
 * The operations of a file that states none: every node of kind service that nobody calls and that consumes no event,
 * and of each call cycle that cannot be reached from one of those (or from a consumer) the first service in file order.
 * Linear in nodes and calls: the last root of a depth-first sweep lies in a component that nothing else reaches.
 */
export function impliedOperations(
  services: ReadonlyMap<string, Service>,
  nodes: readonly TopologyNode[],
  events: ReadonlyMap<string, EventType>,
): Map<string, Operation> {
  const callees = nodes.map((node) =>
    node.calls.flatMap((call) => [
      ...call.targets,
      ...(call.onFailure.kind === 'fallback' ? [call.onFailure.node] : []),
    ]),
  );
  const callers: number[][] = nodes.map(() => []);
  for (const [from, targets] of callees.entries()) for (const to of targets) callers[to]!.push(from);
  const consumes = new Set([...events.values()].flatMap((event) => event.consumers.flatMap((c) => c.nodes)));
  const mayEnter = (node: TopologyNode) => {
    const service = services.get(node.service)!;
    return service.kind === 'service' && !service.telemetry;
  };

  const uncalled = nodes.filter((node) => callers[node.index]!.length === 0);
  const entries = uncalled.filter((node) => mayEnter(node) && !consumes.has(node.index)).map((node) => node.index);
  const seen = new Set<number>();
  spread(callees, [...uncalled.map((node) => node.index), ...consumes], seen);
  const swept = new Set(seen);
  const roots = nodes.map((node) => node.index).filter((index) => spread(callees, [index], swept).length > 0);
  const above = new Set(seen);
  for (const root of roots.reverse()) {
    const below = new Set(spread(callees, [root], seen));
    if (below.size === 0) continue;
    const cycle = spread(callers, [root], above).filter((index) => below.has(index));
    const first = cycle.sort((a, b) => a - b).find((index) => mayEnter(nodes[index]!));
    if (first !== undefined) entries.push(first);
  }
  return new Map(
    entries
      .sort((a, b) => a - b)
      .map((index) => {
        const {label, endpoint, path} = nodes[index]!;
        // A name such as a/b means the service of that name, where there is one beside endpoint b of a.
        const name = endpoint !== undefined && services.has(label) ? `${label} (endpoint)` : label;
        const operation: Operation = {
          name,
          entry: index,
          rate: undefined,
          target: undefined,
          measured: undefined,
          lossPerFailedRequest: undefined,
          consistency: undefined,
          implied: true,
          path,
        };
        return [name, operation];
      }),
  );
}

/** Adds to `seen` everything reachable from `starts` that it lacks, and returns that. */
function spread(next: readonly (readonly number[])[], starts: Iterable<number>, seen: Set<number>): number[] {
  const found: number[] = [];
  const visit = (index: number) => {
    if (seen.has(index)) return;
    seen.add(index);
    found.push(index);
  };
  for (const index of starts) visit(index);
  for (const index of found) for (const to of next[index]!) visit(to);
  return found;
}
