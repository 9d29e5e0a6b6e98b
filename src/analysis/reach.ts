import type {Call, Topology} from '../topology/topology.ts';

/** Nodes below an operation's entry over calls, its publishes followed to their consumers apart. */
export interface Reach {
  readonly operation: string;
  readonly entry: number;
  /** Over calls, fallbacks left out. */
  readonly called: Int32Array;
  /** Over calls whose failure fails their caller. */
  readonly needed: Int32Array;
  /** Events that the request publishes, and those that follow from them through their consumers. */
  readonly events: ReadonlySet<string>;
}

/** For every operation what it touches; worked out once for all outages. */
export function reaches(topology: Topology): readonly Reach[] {
  const made = callees(topology, () => true);
  const needed = callees(topology, isNeeded);
  return [...topology.operations.values()].map(({name, entry}) => {
    const called = closure([entry], made);
    return {
      operation: name,
      entry,
      called: Int32Array.from(called),
      needed: Int32Array.from(closure([entry], needed)),
      events: following(topology, called, made),
    };
  });
}

/** The nodes that a node calls over the calls that are made and chosen; worked out once for each node. */
export function callees(topology: Topology, chosen: (call: Call) => boolean): (node: number) => readonly number[] {
  const known = new Array<readonly number[] | undefined>(topology.nodes.length).fill(undefined);
  return (node) => {
    let own = known[node];
    if (own === undefined) {
      const calls = topology.nodes[node]!.calls.filter((call) => call.probability.up > 0 && chosen(call));
      own = calls.flatMap(({targets}) => targets);
      known[node] = own;
    }
    return own;
  };
}

/** Everything that `next` leads to from `starts`, themselves included, nearest first. */
export function closure(starts: Iterable<number>, next: (node: number) => Iterable<number>): Set<number> {
  const nodes = new Set(starts);
  for (const node of nodes) for (const to of next(node)) nodes.add(to);
  return nodes;
}

/** Does the caller fail whenever any target fails? */
export function isNeeded({onFailure, required, targets}: Call): boolean {
  return (onFailure.kind === 'fail' || onFailure.kind === 'unknown') && required === targets.length;
}

/** Every event that a request brings about: those of the nodes it comes to, and of what their consumers do in turn. */
function following(
  topology: Topology,
  called: Iterable<number>,
  made: (node: number) => readonly number[],
): ReadonlySet<string> {
  const events = new Set<string>();
  for (const index of called) for (const name of topology.nodes[index]!.publishes) events.add(name);
  const done = new Set<number>();
  for (const name of events) {
    for (const {nodes} of topology.events.get(name)!.consumers) {
      const open = nodes.filter((node) => !done.has(node));
      for (const node of open) done.add(node);
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        for (const next of topology.nodes[node]!.publishes) events.add(next);
        for (const to of made(node)) {
          if (done.has(to)) continue;
          done.add(to);
          open.push(to);
        }
      }
    }
  }
  return events;
}
