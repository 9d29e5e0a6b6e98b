import {count, roughPercent} from '../../figures.ts';
import type {Call} from '../../topology/topology.ts';
import {steps} from '../latency.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/** Answers to wait for at once from which on a fan-out is told: our own threshold. */
const wide = 5;

/**
 * A request waits for five answers at once or more: a parallel group, or a target group that needs all of its targets.
 * Calls that less than half of the requests make do not count; a target group with a target to spare counts once.
 */
export const wideFanOut: Rule = {
  id: 'wide-fan-out',
  source: 'Jeffrey Dean and Luiz André Barroso, The Tail at Scale, Communications of the ACM 56 (2013) (own threshold)',
  judge: ({topology}) => {
    const found: Weighed[] = [];
    for (const node of topology.nodes) {
      for (const step of steps(node.calls)) {
        const made = step.filter((call) => call.probability.up >= 0.5);
        const answers = made.reduce((total, call) => total + waitedFor(call), 0);
        const first = made[0];
        if (answers < wide || first === undefined) continue;
        const needless = made.find((call) => call.needsResult === false);
        const open = made.find((call) => call.needsResult === undefined);
        const call = needless ?? open ?? first;
        const {subject} = callSubject(topology, call);
        const slow = roughPercent(1 - 0.99 ** answers);
        found.push({
          weight: answers,
          finding: {
            severity: 'warning',
            subject,
            message: `${node.label} waits for ${count(answers)} answers at once: if each is slow in 1 % of the cases, ${slow} of the requests meet a slow one.`,
            advice: needless
              ? `The answer of ${subject.to} is not needed: take this call out of the group, by an event.`
              : open
                ? `Is the answer of ${subject.to} needed (needsResult)? Take out what is not; answer without what comes late; ask for several things in one call.`
                : 'Answer without what comes late (a short timeout and a fallback), or ask for several things in one call.',
            line: topology.lineOf(call.path),
          },
        });
      }
    }
    return {findings: worstFirst(found), blindSpots: []};
  },
};

/** Answers that a call cannot do without. */
function waitedFor({targets, required}: Call): number {
  return required === targets.length ? required : 1;
}
