import {timeSpan} from '../../figures.ts';
import type {Call, TopologyNode} from '../../topology/topology.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/**
 * A caller gives up on its callee while that still tries: timeout(u -> v) < attempts x timeout(v -> w) + back-offs for
 * some call of v. Where it is one long attempt, only a remark; a call without a timeout has a rule of its own.
 */
export const timeoutInversion: Rule = {
  id: 'timeout-inversion',
  source:
    'Beyer, Jones, Petoff and Murphy, Site Reliability Engineering, ch. 22 "Addressing Cascading Failures": deadline propagation',
  judge: ({topology}) => {
    const longest = topology.nodes.map(longestTry);
    const found: Weighed[] = [];
    for (const node of topology.nodes) {
      for (const call of node.calls) {
        if (call.timeoutMs === undefined) continue;
        for (const target of call.targets) {
          const below = longest[target];
          if (below === undefined || call.timeoutMs >= below.ms) continue;
          const {subject} = callSubject(topology, call, target);
          const child = topology.nodes[below.call.targets[0]!]!.label;
          const retried = below.call.attempts > 1;
          found.push({
            weight: below.ms / call.timeoutMs,
            finding: {
              severity: retried ? 'warning' : 'info',
              subject,
              message: `${subject.from} gives up on ${subject.to} after ${timeSpan(call.timeoutMs)}, but ${subject.to} tries ${child} for ${timeSpan(below.ms)}${retried ? ` in ${below.call.attempts} attempts` : ''}: what it does after that is for nobody.`,
              advice: `Give ${subject.to} -> ${child} ${retried ? 'a shorter timeout or fewer attempts' : 'a shorter timeout'}, so that it ends within ${timeSpan(call.timeoutMs)}, or pass the time that is left on with the request.`,
              line: topology.lineOf(call.path),
            },
          });
        }
      }
    }
    return {findings: worstFirst(found), blindSpots: []};
  },
};

/** The call that a node may try longest, and for how long. */
function longestTry({calls}: TopologyNode): {readonly call: Call; readonly ms: number} | undefined {
  return calls
    .filter((call) => call.timeoutMs !== undefined)
    .map((call) => ({call, ms: call.attempts * call.timeoutMs! + (call.attempts - 1) * call.backoffMs}))
    .reduce<{readonly call: Call; readonly ms: number} | undefined>((a, b) => (a && a.ms >= b.ms ? a : b), undefined);
}
