import {percent} from '../../figures.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';

/** A request of an operation needs somebody else's system, which nobody here can repair. */
export const thirdPartyInPath: Rule = {
  id: 'third-party-in-path',
  source: 'AWS Well-Architected, REL05-BP01: transform hard dependencies into soft dependencies',
  judge: ({topology, couplings}) => ({
    findings: topology.nodes.flatMap((node) =>
      node.calls.flatMap((call) => {
        const soft =
          call.onFailure.kind === 'ignore' || call.onFailure.kind === 'fallback' || call.required < call.targets.length;
        if (soft) return [];
        return call.targets
          .filter((target) => topology.services.get(topology.nodes[target]!.service)!.kind === 'external')
          .flatMap((target) => {
            const {subject, text} = callSubject(topology, call, target);
            const callee = topology.nodes[target]!;
            const reached = couplings.find(
              (c) => c.line === topology.lineOf(call.path) && c.to === callee.service && c.operations.length > 0,
            );
            if (!reached) return [];
            const {up} = topology.services.get(callee.service)!.availability;
            return [
              {
                severity: 'warning' as const,
                subject,
                message: `${text} puts a third party (${percent(up)}) into every request of ${reached.operations.join(', ')}.`,
                advice:
                  call.needsResult === false
                    ? 'Its answer is not needed: convert the call that leads here, or accept first and deliver later.'
                    : 'If the answer is needed: timeout, circuit breaker, and a fallback or a cached answer; if not, accept first and deliver later.',
                line: topology.lineOf(call.path),
              },
            ];
          });
      }),
    ),
    blindSpots: [],
  }),
};
