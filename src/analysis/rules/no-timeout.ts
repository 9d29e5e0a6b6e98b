import {callSubject} from './call-subject.ts';
import type {Rule, Severity} from './rule.ts';

/**
 * A synchronous call with neither timeout nor circuit breaker: when the callee hangs, so does the caller. The smell's own
 * rule leaves datastores out; here they are a remark. Retries without a timeout never come: an error, breaker or not.
 */
export const noTimeout: Rule = {
  id: 'no-timeout',
  source:
    'Michael T. Nygard, Release It!, 2nd ed., "Timeouts" and "Circuit Breaker"; the "wobbly service interaction" smell of MicroFreshener',
  judge: ({topology}) => ({
    findings: topology.nodes.flatMap((node) =>
      node.calls
        .filter((call) => call.timeoutMs === undefined && (!call.circuitBreaker || call.attempts > 1))
        .map((call) => {
          const {subject, text} = callSubject(topology, call);
          const retried = call.attempts > 1;
          const callee = topology.services.get(topology.nodes[call.targets[0]!]!.service)!;
          const severity: Severity = retried ? 'error' : callee.kind === 'datastore' ? 'info' : 'warning';
          return {
            severity,
            subject,
            message: retried
              ? `${text} is retried but has no timeout: the first attempt may wait for ever, and no retry follows.`
              : `${text} has neither a timeout nor a circuit breaker: if the callee hangs, the caller hangs with it.`,
            advice:
              'Set a timeout a little above the 99th percentile of the callee; a circuit breaker spares the wait while it is down.',
            line: topology.lineOf(call.path),
          };
        }),
    ),
    blindSpots: [],
  }),
};
