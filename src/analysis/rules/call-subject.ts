import type {Call, Topology} from '../../topology/topology.ts';
import type {Subject} from './rule.ts';

/** How a finding names a call (to its first target, or to `target`), and how a sentence does. */
export function callSubject(
  topology: Topology,
  call: Call,
  target: number = call.targets[0]!,
): {readonly subject: Subject; readonly text: string} {
  const from = topology.nodes[call.from]!;
  const to = topology.nodes[target]!;
  return {subject: {from: from.label, to: to.label, name: call.name}, text: `The call ${from.label} -> ${to.label}`};
}
