import type {Topology} from '../topology/topology.ts';
import {type BlastRadius, failingFirst} from './blast-radius.ts';
import {jointFailures} from './joint-failures.ts';
import {callees, closure, isNeeded, type Reach} from './reach.ts';
import {reachedBy} from './reached-by.ts';

/**
 * `blastRadius` of each service and broker alone, for all of them: operations are looked up from what is down, instead of
 * being asked one by one. Of failures that only several calls together bring about, those among the `most` nearest
 * callers are found. `fullAfter` is only asked where an operation that does not fail could notice it.
 */
export function outages(
  topology: Topology,
  operations: readonly Reach[],
  fullAfter: (down: string) => ReadonlyMap<string, number>,
  most: number,
): (name: string) => BlastRadius {
  const count = topology.nodes.length;
  const calledBy = reachedBy(
    count,
    operations.map(({called}) => called),
  );
  const neededBy = reachedBy(
    count,
    operations.map(({needed}) => needed),
  );
  const noticedBy = reachedBy(count, noticing(topology, operations));
  const lateWith = followers(topology, operations);
  const jointly = jointFailures(topology, most);
  // Most outages do the same to the same one operation, or nothing.
  const none: readonly string[] = [];
  const never: BlastRadius['starvesAfterSeconds'] = Object.create(null);
  const alone = new Map<string, readonly string[]>();
  const shared = (names: readonly string[]) => {
    const [only] = names;
    if (only === undefined) return none;
    if (names.length > 1) return names;
    const same = alone.get(only) ?? names;
    alone.set(only, same);
    return same;
  };
  return (name) => {
    const first = failingFirst(topology, name);
    const failing = [...first, ...jointly(first)];
    const fails = new Set(failing.flatMap((node) => [...neededBy(node)]));
    const others = (positions: Iterable<number>) => [...positions].filter((position) => !fails.has(position));
    const degrades = new Set(first.flatMap((node) => others(calledBy(node))));
    const starves = new Map<number, number>();
    if (first.some((node) => others(noticedBy(node)).length > 0)) {
      for (const [service, seconds] of fullAfter(name)) {
        for (const node of topology.services.get(service)!.nodes) {
          const needing = new Set(others(neededBy(node)));
          for (const position of needing) starves.set(position, Math.min(seconds, starves.get(position) ?? Infinity));
          for (const position of others(calledBy(node))) if (!needing.has(position)) degrades.add(position);
        }
      }
    }
    const late = others(lateWith(name, failing));
    const inOrder = (positions: Iterable<number>) => [...positions].sort((a, b) => a - b);
    const named = (positions: Iterable<number>) =>
      shared(inOrder(positions).map((position) => operations[position]!.operation));
    const starvesAfterSeconds: Record<string, number> = Object.create(null);
    for (const position of inOrder(starves.keys()))
      starvesAfterSeconds[operations[position]!.operation] = starves.get(position)!;
    return {
      fails: named(fails),
      starves: named(starves.keys()),
      degrades: named(degrades),
      late: named(late),
      starvesAfterSeconds: starves.size === 0 ? never : starvesAfterSeconds,
    };
  };
}

/** For each operation the nodes whose hang may fill a pool that its requests come to: below any endpoint of such a service. */
function noticing(topology: Topology, operations: readonly Reach[]): readonly Iterable<number>[] {
  const plain = topology.nodes.every(
    ({endpoint, calls}) =>
      endpoint === undefined &&
      calls.every(({onFailure, probability}) => onFailure.kind !== 'fallback' && probability.up > 0),
  );
  if (plain) return operations.map(({called}) => called);
  const next = topology.nodes.map(({service, calls}) => [
    ...topology.services.get(service)!.nodes,
    ...calls.flatMap(({targets, onFailure}) =>
      onFailure.kind === 'fallback' ? [...targets, onFailure.node] : targets,
    ),
  ]);
  return operations.map(({called}) => closure(called, (node) => next[node]!));
}

/** The operations that are late: a consumer of what follows from them fails, or the broker between is down. */
function followers(topology: Topology, operations: readonly Reach[]) {
  const withEvent = new Map<string, number[]>();
  for (const [position, {events}] of operations.entries()) {
    for (const name of events) {
      const own = withEvent.get(name);
      if (own) own.push(position);
      else withEvent.set(name, [position]);
    }
  }
  const followed = [...topology.events.values()].filter(({name}) => withEvent.has(name));
  const consumers = new Map<number, Set<string>>();
  const over = new Map<string, string[]>();
  for (const {name, via, consumers: all} of followed) {
    if (via !== undefined && all.length > 0) {
      const own = over.get(via);
      if (own) own.push(name);
      else over.set(via, [name]);
    }
    for (const node of all.flatMap(({nodes}) => nodes))
      consumers.set(node, (consumers.get(node) ?? new Set()).add(name));
  }
  const needed = callees(topology, isNeeded);
  const nodes = [...consumers.keys()];
  const consumersBy = reachedBy(
    topology.nodes.length,
    nodes.map((node) => closure([node], needed)),
  );
  return (down: string, failing: readonly number[]): ReadonlySet<number> => {
    const late = new Set(over.get(down));
    for (const node of failing) {
      for (const position of consumersBy(node)) for (const name of consumers.get(nodes[position]!)!) late.add(name);
    }
    return new Set([...late].flatMap((name) => withEvent.get(name)!));
  };
}
