import {answeredEvents} from './answered-events.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/**
 * A call in two halves: the producer expects a reply (warning); or, unless expectsReply is stated, two nodes talk in
 * private: A publishes X for B alone, and B publishes Y for A alone (info: whether a request of A waits for Y is not
 * known). Where another endpoint of A's service reads Y, no request waits.
 */
export const requestReplyOverEvents: Rule = {
  id: 'request-reply-over-events',
  source: 'Kai Waehner, "When to use Request-Response with Apache Kafka?", kai-waehner.de (2022)',
  judge: ({topology}) => {
    const answers = answeredEvents(topology);
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const event of topology.events.values()) {
      const {name, producer = 'its producer', expectsReply, via = 'a broker'} = event;
      const answer = answers.get(event);
      if (expectsReply === true) {
        findings.push({
          severity: 'warning',
          subject: {event: name},
          message: `${producer} publishes ${name} and expects a reply: that is a call in two halves, and ${via} has to be up for both. Whoever waits for the reply still needs the other side at that moment.`,
          advice:
            'If a request needs the answer, call and set a timeout. If not, answer the request with "accepted" and a place to ask how it went, and let the outcome come as a fact of its own (expectsReply: false).',
          line: topology.lineOf([...event.path, 'expectsReply']) ?? topology.lineOf(event.path),
        });
        continue;
      }
      if (expectsReply === false) continue;
      if (event.producer === undefined && event.consumers.length === 1) {
        blindSpots.push({field: 'producer', subject: name});
      }
      if (!answer?.mayBeAwaited) continue;
      const reader = event.consumers[0]!.label;
      const back = answer.event;
      findings.push({
        severity: 'info',
        subject: {event: name},
        message: `${producer} publishes ${name} for ${reader} alone, and ${reader} publishes ${back.name} for ${back.consumers[0]!.label} alone: a question and its answer, if a request waits for ${back.name}.`,
        advice: `If one waits, call ${reader} instead, or answer the request with "accepted" before ${back.name} is there. If none waits, state expectsReply: false.`,
        line: topology.lineOf(event.path),
      });
    }
    return {findings, blindSpots};
  },
};
