import type {Call, Topology} from '../../topology/topology.ts';
import type {Subject} from './rule.ts';

/** How a finding names a call (to its first target, or to `target`), and how a sentence does. */
export function callSubject(
  topology: Topology,
  call: Call,
  target: number = call.targets[0]!,
): {readonly subject: Extract<Subject, {readonly from: string}>; readonly text: string} {
  const from = topology.nodes[call.from]!;
  const to = topology.nodes[target]!;
  return {subject: {from: from.label, to: to.label, name: call.name}, text: `The call ${from.label} -> ${to.label}`};
}

/** A call as a blind spot names it. */
export function callText(topology: Topology, call: Call): string {
  const to = call.targets.map((target) => topology.nodes[target]!.label);
  return `${topology.nodes[call.from]!.label} -> ${to.join(' | ')}`;
}
