import type {Topology} from '../topology/topology.ts';

/** Steps that may be taken to follow all the outages of a system: about a second's work. */
const allSteps = 2_000_000;
const fewest = 16;

/**
 * How many nodes above something that hangs are followed, so that all outages together cost no more than the size of the
 * system: all of them in systems of some 1,400 nodes; in one of 100,000 the direct callers, and with these the twenty
 * nearest.
 */
export function followed({nodes}: Topology): number {
  const most = Math.max(fewest, Math.floor(allSteps / Math.max(1, nodes.length)));
  return most >= nodes.length ? Infinity : most;
}
