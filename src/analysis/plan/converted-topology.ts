import type {Call, EventType, Topology, TopologyNode} from '../../topology/topology.ts';

/**
 * The topology as its request paths are once `converted` calls have become one event a caller via `broker` (published
 * when any of them would have been made, without an outbox) and the calls of `gone` are simply no longer made. What
 * the edits of `convert` make of the file, but in memory: consumers are left out, nobody on a request path sees them.
 */
export function convertedTopology(
  topology: Topology,
  converted: ReadonlySet<Call>,
  gone: ReadonlySet<Call>,
  broker: string,
): Topology {
  const nodes: TopologyNode[] = [...topology.nodes];
  const events = new Map(topology.events);
  for (const from of new Set([...converted, ...gone].map((call) => call.from))) {
    const node = topology.nodes[from]!;
    const own = node.calls.filter((call) => converted.has(call));
    const calls = node.calls.filter((call) => !converted.has(call) && !gone.has(call));
    if (own.length === 0) {
      nodes[from] = {...node, calls};
      continue;
    }
    const name = `calls of ${from}`;
    events.set(name, published(name, node, own, broker));
    nodes[from] = {...node, calls, publishes: [...node.publishes, name]};
  }
  return {...topology, nodes, events};
}

function published(name: string, node: TopologyNode, calls: readonly Call[], broker: string): EventType {
  const never = calls.reduce((chance, call) => chance * call.probability.down, 1);
  return {
    name,
    producer: node.label,
    producers: [node.index],
    via: broker,
    topic: undefined,
    key: undefined,
    payload: undefined,
    schema: undefined,
    outbox: false,
    outboxKnown: true,
    probability: {up: 1 - never, down: never},
    rate: undefined,
    ordering: undefined,
    channel: undefined,
    addressedTo: undefined,
    expectsReply: undefined,
    maxBytes: undefined,
    consumers: [],
    path: [],
  };
}
