import {count, short, timeSpan} from '../../figures.ts';
import {callSubject, callText} from './call-subject.ts';
import type {BlindSpot, Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/** A hanging callee fills its caller's pool: rate x timeout x attempts is above the concurrency (Little's law). */
export const poolExhaustion: Rule = {
  id: 'pool-exhaustion',
  source: 'John D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)',
  judge: ({topology, traffic}) => {
    const found: Weighed[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const node of topology.nodes) {
      if (node.calls.length === 0) continue;
      const pool = topology.services.get(node.service)!.concurrency;
      const rate = traffic.node[node.index]!;
      if (pool === undefined) blindSpots.push({field: 'concurrency', subject: node.service});
      if (rate === 0) blindSpots.push({field: 'rate of an operation', subject: node.label});
      if (pool === undefined || rate === 0) continue;
      for (const call of node.calls) {
        // A spare target answers in the place of one that hangs.
        if (call.required < call.targets.length) continue;
        if (call.timeoutMs === undefined && call.imported) {
          blindSpots.push({field: 'timeout', subject: callText(topology, call)});
          continue;
        }
        const made = rate * call.probability.up;
        // Where a failure ends the request, the first of several calls in a row is the last.
        const times = call.onFailure.kind === 'fail' || call.onFailure.kind === 'unknown' ? 1 : call.count;
        const heldMs =
          call.timeoutMs === undefined
            ? Infinity
            : (call.timeoutMs * call.attempts + call.backoffMs * (call.attempts - 1)) * times;
        const busy = made * (heldMs / 1000);
        if (!(busy > pool)) continue;
        const {subject, text} = callSubject(topology, call);
        const attempts = call.attempts > 1 ? ` in ${call.attempts} attempts` : '';
        found.push({
          weight: busy / pool,
          finding: {
            severity: 'warning',
            subject,
            message: `${text}: if the callee hangs, each request is held ${timeSpan(heldMs)}${attempts}; at ${short(made)}/s that takes ${Number.isFinite(busy) ? count(busy) : 'every one'} of ${count(pool)} places, and ${node.service} is full after ${timeSpan((pool / made) * 1000)}.`,
            advice: `A timeout x attempts below ${timeSpan((pool / made) * 1000)} keeps the pool from filling; so does a pool of its own for this call.`,
            line: topology.lineOf(call.path),
          },
        });
      }
    }
    return {findings: worstFirst(found), blindSpots: unique(blindSpots)};
  },
};

function unique(spots: readonly Omit<BlindSpot, 'rule'>[]): Omit<BlindSpot, 'rule'>[] {
  return [...new Map(spots.map((spot) => [`${spot.field} ${spot.subject}`, spot])).values()];
}
