import type {Call, Topology} from '../../topology/topology.ts';
import {conversion} from '../conversion.ts';

/** A call as the plan names it; the targets of a group are joined by " | ". */
export interface Named {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

/** A call that stays, and why. */
export interface Kept extends Named {
  readonly because: string;
}

/** Names a call. */
export function named(topology: Topology, call: Call): Named {
  const label = (node: number) => topology.nodes[node]!.label;
  return {from: label(call.from), to: call.targets.map(label).join(' | '), name: call.name};
}

/**
 * The calls that may become events: their result is not needed, and their callees can consume. The others stay, each
 * with the reason; calls of unknown need are neither, they are `open` questions.
 */
export function candidatesOf(topology: Topology): {
  readonly candidates: readonly Call[];
  readonly kept: readonly Kept[];
  readonly open: readonly Call[];
} {
  const candidates: Call[] = [];
  const kept: Kept[] = [];
  const open: Call[] = [];
  for (const call of topology.nodes.flatMap((node) => node.calls)) {
    const because = reason(topology, call);
    if (because !== undefined) kept.push({...named(topology, call), because});
    else if (call.needsResult === false) candidates.push(call);
    else open.push(call);
  }
  return {candidates, kept, open};
}

function reason(topology: Topology, call: Call): string | undefined {
  const kinds = call.targets.map((target) => topology.services.get(topology.nodes[target]!.service)!.kind);
  if (call.needsResult === true) return 'its result is needed';
  if (call.needsResult === undefined) {
    if (kinds.includes('service')) return undefined;
    return kinds.includes('external') ? 'a third party cannot consume an event' : 'a datastore cannot consume an event';
  }
  // The broker and the name do not matter to whether it can be done at all.
  const tried = conversion(topology, {
    calls: [call],
    event: freeName(topology),
    broker: [...topology.brokers.keys()][0] ?? '',
    outbox: false,
    keep: false,
    convertNeeded: false,
  });
  return 'message' in tried ? `${tried.message}. ${tried.hint}` : undefined;
}

function freeName({events}: Topology): string {
  let name = 'event';
  while (events.has(name)) name += "'";
  return name;
}
