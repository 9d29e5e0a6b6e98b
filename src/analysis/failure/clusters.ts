import type {Ref} from './gate-graph.ts';
import type {Walk} from './order.ts';

/** Gates that more look at than this hold no more together than those. */
const mostParents = 12;
/** Places of what several clusters look at, and of what belongs to none. */
const front = -1;
const unknown = -2;

/**
 * Which cluster of a tangled module each end belongs to, as a number to sort by: trains of a plant, zones, regions.
 * Whatever stands below one gate that several others look at belongs together; the gates that few look at, which tie
 * the clusters to each other, are left out until none holds more than half of the ends. What several clusters look at
 * comes before them all. Undefined where there are no such clusters. A heuristic for orders, found by trial.
 */
export function clusterOf(walk: Walk): ((end: Ref) => number) | undefined {
  const ends = walk.refs.filter(walk.isEnd);
  for (let least = 2; least <= mostParents; least += 1) {
    const home = homes(walk, least);
    const sizes = new Map<number, number>();
    for (const end of ends) sizes.set(home.get(end)!, (sizes.get(home.get(end)!) ?? 0) + 1);
    const clusters = [...sizes].filter(([cluster]) => cluster !== front && cluster !== Infinity);
    if (clusters.length === 0) return undefined;
    if (clusters.every(([, size]) => size <= ends.length / 2)) return (end) => home.get(end)!;
  }
  return undefined;
}

/** The cluster of everything, where gates that at least `least` others look at hold together what is below them. */
function homes({graph, refs, isEnd, parents}: Walk, least: number): Map<Ref, number> {
  const leader = new Map<Ref, Ref>();
  const find = (ref: Ref): Ref => {
    let top = ref;
    while (leader.get(top) !== top) top = leader.get(top)!;
    for (let at = ref; at !== top; ) {
      const next = leader.get(at)!;
      leader.set(at, top);
      at = next;
    }
    return top;
  };
  // The cluster below each gate: none (undefined), one of its members, or several (Infinity).
  const below = new Map<Ref, Ref>();
  const gates = refs.filter((ref) => !isEnd(ref));
  for (const gate of gates) {
    const held = parents.get(gate)! >= least;
    if (held) leader.set(gate, gate);
    let cluster: Ref | undefined = held ? gate : undefined;
    for (const input of graph.inputs[gate]!) {
      const other = below.get(input);
      if (other === undefined) continue;
      if (cluster === undefined) cluster = other;
      else if (held && other !== Infinity) leader.set(find(other), find(cluster));
      else if (other === Infinity || cluster === Infinity || find(other) !== find(cluster)) cluster = Infinity;
    }
    if (cluster !== undefined) below.set(gate, cluster);
  }
  const home = new Map<Ref, number>();
  for (const ref of refs.toReversed()) {
    const cluster = below.get(ref);
    const own = cluster === undefined ? (home.get(ref) ?? unknown) : cluster === Infinity ? Infinity : find(cluster);
    home.set(ref, own);
    if (isEnd(ref)) continue;
    for (const input of graph.inputs[ref]!) {
      const known = home.get(input);
      home.set(input, known === undefined || known === own ? own : front);
    }
  }
  return home;
}
