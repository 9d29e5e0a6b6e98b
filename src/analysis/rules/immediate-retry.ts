import {callSubject, callText} from './call-subject.ts';
import type {Rule} from './rule.ts';

/**
 * A call that is retried more than once without a pause: it hits a failing callee when that can bear it least. Where an
 * imported call states no back-off, what retries may still pause: a blind spot.
 */
export const immediateRetry: Rule = {
  id: 'immediate-retry',
  source:
    'Microsoft Azure Architecture Center, Transient fault handling: no more than one immediate retry; "Retry Storm" antipattern',
  judge: ({topology}) => {
    const calls = topology.nodes.flatMap((node) =>
      node.calls.filter((call) => call.attempts > 2 && call.backoffMs === 0),
    );
    return {
      findings: calls
        .filter((call) => !call.imported)
        .map((call) => {
          const {subject, text} = callSubject(topology, call);
          return {
            severity: 'warning' as const,
            subject,
            message: `${text} is retried ${call.attempts - 1} times without a pause: a callee that fails is asked ${call.attempts} times at once.`,
            advice:
              'Wait before each retry, longer each time and never all callers at the same moment (back-off with jitter), and state it: retries: {max, backoff}.',
            line: topology.lineOf(call.path),
          };
        }),
      blindSpots: calls
        .filter((call) => call.imported)
        .map((call) => ({field: 'retries.backoff', subject: callText(topology, call)})),
    };
  },
};
