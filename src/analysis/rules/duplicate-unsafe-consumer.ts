import {readers} from './parties.ts';
import type {Rule} from './rule.ts';

/** A consumer that does its work twice when a message comes twice; where the file does not say, a blind spot. */
export const duplicateUnsafeConsumer: Rule = {
  id: 'duplicate-unsafe-consumer',
  source: 'Chris Richardson, "Pattern: Idempotent Consumer", microservices.io',
  judge: ({topology}) => {
    const all = readers(topology);
    return {
      findings: all
        .filter(({consumer}) => consumer.idempotent === false)
        .map(({event, consumer, subject, line}) => ({
          severity: 'warning' as const,
          subject,
          message: `${consumer.label} does its work again when ${event.name} comes again, and it will: brokers deliver at least once.`,
          advice: `Store the id of each handled ${event.name} in the transaction that does the work, and skip an id that is there; or make the work an update that gives the same result twice.`,
          line: line('idempotent'),
        })),
      blindSpots: all
        .filter(({consumer}) => consumer.idempotent === undefined)
        .map(({name}) => ({field: 'idempotent', subject: name})),
    };
  },
};
