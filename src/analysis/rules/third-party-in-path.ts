import {listed, percent} from '../../figures.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';

/** A request of an operation needs somebody else's system, which nobody here can repair. */
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
        return external.map((target) => {
          const {subject, text} = callSubject(topology, call, target);
          const {up} = topology.services.get(topology.nodes[target]!.service)!.availability;
          const share = call.probability.down > 0 ? `${percent(call.probability.up)} of the requests` : 'requests';
          return {
            severity: 'warning' as const,
            subject,
            message: `${text} puts a third party (${percent(up)}) into ${share} of ${listed(operations)}.`,
            advice:
              call.needsResult === false
                ? 'Its answer is not needed: accept first and deliver later, from a service that reads events.'
                : 'If the answer is needed: timeout, circuit breaker, and a fallback or a cached answer; if not, accept first and deliver later.',
            line: topology.lineOf(call.path),
          };
        });
      }),
    ),
    blindSpots: [],
  }),
};
