import type {Call, Topology} from '../../topology/topology.ts';
import {callSubject, callText} from './call-subject.ts';
import {couplingsByCall} from './couplings-by-call.ts';
import type {Evidence, Reported, Rule, Severity} from './rule.ts';

/**
 * A synchronous call with neither timeout nor circuit breaker: when the callee hangs, so does the caller. The smell's own
 * rule leaves datastores out; here they are a remark. Retries without a timeout never come: an error, breaker or not.
 * Where a call was imported, silence says nothing of the code that makes it: a blind spot, the call to check first first.
 */
export const noTimeout: Rule = {
  id: 'no-timeout',
  source:
    'Michael T. Nygard, Release It!, 2nd ed., "Timeouts" and "Circuit Breaker"; the "wobbly service interaction" smell of MicroFreshener',
  judge: (evidence) => {
    const {topology} = evidence;
    const calls = topology.nodes.flatMap((node) =>
      node.calls.filter((call) => call.timeoutMs === undefined && (!call.circuitBreaker || call.attempts > 1)),
    );
    return {
      findings: calls.filter((call) => !call.imported).map((call) => endless(topology, call)),
      blindSpots: firstToCheck(
        evidence,
        calls.filter((call) => call.imported),
      ).map((call) => ({field: 'timeout', subject: callText(topology, call)})),
    };
  },
};

function endless(topology: Topology, call: Call): Reported {
  const {subject, text} = callSubject(topology, call);
  const retried = call.attempts > 1;
  const severity: Severity = retried ? 'error' : kindOf(topology, call) === 'datastore' ? 'info' : 'warning';
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
}

function kindOf(topology: Topology, call: Call) {
  return topology.services.get(topology.nodes[call.targets[0]!]!.service)!.kind;
}

/** What others run, then services, then datastores, whose drivers mostly have a timeout of their own; of each the costliest first. */
function firstToCheck(evidence: Pick<Evidence, 'topology' | 'couplings'>, calls: readonly Call[]): readonly Call[] {
  if (calls.length === 0) return calls;
  const costs = couplingsByCall(evidence);
  const kinds = ['external', 'service', 'datastore'];
  const rank = (call: Call) => kinds.indexOf(kindOf(evidence.topology, call));
  const minutes = new Map(
    calls.map((call) => [call, Math.max(...costs(call).map(({availability}) => availability.minutesPerYear))]),
  );
  return calls.toSorted((a, b) => rank(a) - rank(b) || minutes.get(b)! - minutes.get(a)!);
}
