import {count} from '../../figures.ts';
import {retryAmplification} from '../retry-amplification.ts';
import {callSubject} from './call-subject.ts';
import type {Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/** Retries on several layers multiply: one request becomes more than ten (warning) or fifty (error) further down. */
export const retryStorm: Rule = {
  id: 'retry-storm',
  source: 'Beyer, Jones, Petoff and Murphy, Site Reliability Engineering, ch. 22 "Addressing Cascading Failures"',
  judge: ({topology, graph}) => {
    const worst = new Map<string, Weighed>();
    for (const operation of topology.operations.values()) {
      const {factor, call, target} = retryAmplification(topology, graph, operation.entry);
      if (call === undefined || target === undefined || (factor !== 'unbounded' && factor <= 10)) continue;
      const {subject, text} = callSubject(topology, call);
      const key = JSON.stringify(subject);
      const weight = factor === 'unbounded' ? Infinity : factor;
      if ((worst.get(key)?.weight ?? 0) >= weight) continue;
      const amplified = topology.nodes[target]!.label;
      worst.set(key, {
        weight,
        finding: {
          severity: factor === 'unbounded' || factor > 50 ? 'error' : 'warning',
          subject,
          message:
            factor === 'unbounded'
              ? `${text} is retried on a cycle of calls: one request of ${operation.name} can become any number.`
              : `${text} is retried below other repeated calls: one request of ${operation.name} can become ${count(factor)} requests to ${amplified}.`,
          advice:
            'Retry on one layer only, with back-off and a retry budget of about 10 %; let the layers above pass the error on.',
          line: topology.lineOf(call.path),
        },
      });
    }
    return {findings: worstFirst([...worst.values()]), blindSpots: []};
  },
};
