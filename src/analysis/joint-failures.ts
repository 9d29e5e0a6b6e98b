import type {Call, Topology} from '../topology/topology.ts';
import {isNeeded} from './reach.ts';

/** A call that fails its caller only when several nodes fail: a group with a target to spare, or a call with a fallback. */
interface Joint {
  readonly call: Call;
  readonly fallback: number | undefined;
}

/**
 * For nodes that fail, further nodes that fail with them because nothing is left of what they could fall back on. What
 * fails because a call that it needs fails is followed, up to `most` nodes, and not listed. Nodes from which no such
 * call can be reached cost nothing.
 */
export function jointFailures(topology: Topology, most: number): (failing: readonly number[]) => readonly number[] {
  const callers: number[][] = topology.nodes.map(() => []);
  const jointsAt = new Map<number, Joint[]>();
  const at = (node: number, joint: Joint) => {
    const own = jointsAt.get(node);
    if (own) own.push(joint);
    else jointsAt.set(node, [joint]);
  };
  for (const node of topology.nodes) {
    for (const call of node.calls) {
      if (call.probability.up === 0 || call.onFailure.kind === 'ignore') continue;
      if (isNeeded(call)) {
        for (const target of call.targets) callers[target]!.push(node.index);
        continue;
      }
      const fallback = call.onFailure.kind === 'fallback' ? call.onFailure.node : undefined;
      const joint = {call, fallback};
      for (const target of call.targets) at(target, joint);
      if (fallback !== undefined && !call.targets.includes(fallback)) at(fallback, joint);
    }
  }
  if (jointsAt.size === 0) return () => [];
  const leading = leadingTo(topology, [...jointsAt.keys()], isNeeded);
  return (failing) => {
    const failed = new Set(failing.filter((node) => leading.has(node)));
    const missing = new Map<Joint, number>();
    const found: number[] = [];
    for (const node of failed) {
      for (const joint of jointsAt.get(node) ?? []) {
        const {call, fallback} = joint;
        const gone = (missing.get(joint) ?? 0) + Number(call.targets.includes(node));
        missing.set(joint, gone);
        const fails = gone > call.targets.length - call.required && (fallback === undefined || failed.has(fallback));
        if (!fails || failed.has(call.from)) continue;
        failed.add(call.from);
        found.push(call.from);
      }
      if (failed.size > most) continue;
      for (const caller of callers[node]!) if (leading.has(caller)) failed.add(caller);
    }
    return found;
  };
}

/** Nodes whose failure can come to one of `goals`: everything that these call and need, themselves included. */
function leadingTo(topology: Topology, goals: readonly number[], needs: (call: Call) => boolean): ReadonlySet<number> {
  const nodes = new Set(goals);
  for (const node of nodes) {
    for (const call of topology.nodes[node]!.calls) {
      if (call.probability.up > 0 && needs(call)) for (const target of call.targets) nodes.add(target);
    }
  }
  return nodes;
}
