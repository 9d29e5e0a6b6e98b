import type {Consumer} from '../../topology/topology.ts';
import {readers} from './parties.ts';
import type {Rule} from './rule.ts';

/** A consumer with no place for messages that it cannot handle; where the file does not say, a blind spot. */
export const noDeadLetter: Rule = {
  id: 'no-dead-letter',
  source:
    'Hohpe and Woolf, Enterprise Integration Patterns, "Dead Letter Channel"; Amazon Builders\' Library, "Avoiding insurmountable queue backlogs"',
  judge: ({topology}) => {
    const all = readers(topology);
    return {
      findings: all
        .filter(({consumer}) => consumer.deadLetter === false)
        .map(({event, consumer, subject, line}) => ({
          severity: 'warning' as const,
          subject,
          message: `No dead letter takes what ${consumer.label} cannot handle of ${event.name}: ${fate(consumer)}.`,
          advice: `Try a few times with back-off, then park the message on a dead-letter topic, raise an alarm there, and name who looks after it and plays it again.`,
          line: line('deadLetter'),
        })),
      blindSpots: all
        .filter(({consumer}) => consumer.deadLetter === undefined)
        .map(({name}) => ({field: 'deadLetter', subject: name})),
    };
  },
};

function fate({retries}: Consumer): string {
  if (retries === undefined) {
    return 'how often it tries is not stated, so one bad message either holds up all behind it for ever, or is skipped and nobody learns of it';
  }
  const tries = retries.max + 1;
  return `after ${tries === 1 ? 'one try' : `${tries} tries`} a bad message is skipped, and nobody learns of it, or it holds up all behind it`;
}
