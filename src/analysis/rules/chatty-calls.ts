import {count, listed, timeSpan} from '../../figures.ts';
import type {Call, Topology, TopologyNode} from '../../topology/topology.ts';
import {callSubject} from './call-subject.ts';
import {couplingsByCall} from './couplings-by-call.ts';
import type {Reported, Rule} from './rule.ts';

/** Repetitions of one call, and different calls to one service, from which on they are told: our own thresholds. */
const repeated = 5;
const different = 3;

/**
 * A request makes one call five times or more, or asks one service three different things or more. Different questions
 * to a datastore are no finding: that is what its service is for.
 */
export const chattyCalls: Rule = {
  id: 'chatty-calls',
  source: 'Microsoft Azure Architecture Center, Performance antipatterns: "Chatty I/O" (own thresholds)',
  judge: ({topology, couplings}) => {
    const costs = couplingsByCall({topology, couplings});
    const waitMs = (call: Call) => costs(call)[0]!.temporal.waitMs;
    return {
      findings: topology.nodes.flatMap((node) => [
        ...node.calls
          .filter((call) => call.count >= repeated)
          .map((call): Reported => {
            const {subject, text} = callSubject(topology, call);
            return {
              severity: 'warning',
              subject,
              message: `${text} is made ${count(call.count)} times for one request, one after the other${waited(waitMs(call))}.`,
              advice: `Ask once for all of it: one call that takes a list, or a copy of what is read. An event is seldom the cure.`,
              line: topology.lineOf(call.path),
            };
          }),
        ...conversations(topology, node).map((calls): Reported => {
          const {subject} = callSubject(topology, calls[0]!);
          const callee = topology.nodes[calls[0]!.targets[0]!]!.service;
          const total = calls.reduce((sum, call) => sum + waitMs(call), 0);
          return {
            severity: 'info',
            subject,
            message: `${node.label} asks ${callee} ${calls.length} different things for one request (${listed(calls.slice(0, 6).map(({name}) => name))}${calls.length > 6 ? ', ...' : ''})${waited(total)}.`,
            advice: `Ask for what belongs together in one call, or move the work that needs so much of ${callee} there.`,
            line: topology.lineOf(calls[0]!.path),
          };
        }),
      ]),
      blindSpots: [],
    };
  },
};

const waited = (ms: number) => (ms > 0 ? `: ${timeSpan(ms)} of waiting` : '');

/** The calls of a node to each service that it asks three different things or more; the first call of each name. */
function conversations(topology: Topology, {calls, service}: TopologyNode): Call[][] {
  const byCallee = new Map<string, Map<string, Call>>();
  for (const call of calls) {
    if (call.group) continue;
    const callee = topology.services.get(topology.nodes[call.targets[0]!]!.service)!;
    if (callee.kind === 'datastore' || callee.name === service) continue;
    const named = byCallee.get(callee.name) ?? new Map<string, Call>();
    if (!named.has(call.name)) named.set(call.name, call);
    byCallee.set(callee.name, named);
  }
  return [...byCallee.values()].map((named) => [...named.values()]).filter((named) => named.length >= different);
}
