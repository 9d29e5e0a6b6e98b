import {callSubject, callText} from './call-subject.ts';
import type {Rule} from './rule.ts';

/** A call that is retried although the callee may not get it twice. Reading twice does no harm. */
export const retriedNotIdempotent: Rule = {
  id: 'retried-not-idempotent',
  source: "Malcolm Featonby, Making Retries Safe with Idempotent APIs, Amazon Builders' Library",
  judge: ({topology}) => {
    const retried = topology.nodes.flatMap((node) =>
      node.calls.filter((call) => call.attempts > 1 && call.kind !== 'query'),
    );
    return {
      findings: retried
        .filter((call) => call.idempotent === false)
        .map((call) => {
          const {subject, text} = callSubject(topology, call);
          return {
            severity: call.kind === 'command' ? ('error' as const) : ('warning' as const),
            subject,
            message: `${text} is retried but not idempotent: when only the answer is lost, ${subject.to} does it again, up to ${call.attempts} times.`,
            advice: `Send a key with the request by which ${subject.to} knows what it has done already; until it does, do not retry.`,
            line: topology.lineOf(call.path),
          };
        }),
      blindSpots: retried
        .filter((call) => call.idempotent === undefined)
        .map((call) => ({field: 'idempotent', subject: callText(topology, call)})),
    };
  },
};
