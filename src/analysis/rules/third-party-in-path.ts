import {listed, percent} from '../../figures.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';

/**
 * A request of an operation needs somebody else's system, which nobody here can repair. A remark where the answer is
 * needed and a timeout and a circuit breaker are there already, and where a needless wait is told anyway.
 */
export const thirdPartyInPath: Rule = {
  id: 'third-party-in-path',
  source: 'AWS Well-Architected, REL05-BP01: transform hard dependencies into soft dependencies',
  judge: ({topology, operationsOf}) => ({
    findings: topology.nodes.flatMap((node) =>
      node.calls.flatMap((call) => {
        const soft =
          call.onFailure.kind === 'ignore' || call.onFailure.kind === 'fallback' || call.required < call.targets.length;
        const operations = operationsOf(call);
        if (soft || call.probability.up === 0 || operations.length === 0) return [];
        const external = call.targets.filter(
          (target) => topology.services.get(topology.nodes[target]!.service)!.kind === 'external',
        );
        const guarded = call.needsResult === true && call.timeoutMs !== undefined && call.circuitBreaker === true;
        return external.map((target) => {
          const {subject, text} = callSubject(topology, call, target);
          const {availability, guessed} = topology.services.get(topology.nodes[target]!.service)!;
          const {up} = availability;
          const share = call.probability.down > 0 ? `${percent(call.probability.up)} of the requests` : 'requests';
          return {
            severity: guarded || guessed || call.needsResult === false ? ('info' as const) : ('warning' as const),
            subject,
            message: guessed
              ? `${text} may put a third party into ${share} of ${listed(operations)}: the import found ${subject.to} described nowhere, and took it for somebody else's.`
              : `${text} puts a third party (${percent(up)}) into ${share} of ${listed(operations)}.`,
            advice: guessed
              ? `Say what ${subject.to} is: with its kind (service, datastore or external) and without "confidence: guess" the question is settled.`
              : call.needsResult === false
                ? `Its answer is not needed: whoever asks need not fail because ${subject.to} does.`
                : guarded
                  ? 'Timeout and circuit breaker are there; what is left is a fallback, a cached answer, or a state "pending" until it answers.'
                  : 'If the answer is needed: timeout, circuit breaker, and a fallback or a cached answer; if not, accept first and deliver later.',
            line: topology.lineOf(call.path),
          };
        });
      }),
    ),
    blindSpots: [],
  }),
};
