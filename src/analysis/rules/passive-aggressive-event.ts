import {listed} from '../../figures.ts';
import {answeredEvents} from './answered-events.ts';
import {producingService} from './parties.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/**
 * An event in form, an order in fact: on a topic, read by exactly one consumer, and addressed to it, with a reply
 * expected, or with another part of the producer (or others as well) reading what that consumer publishes in turn. The last
 * alone is a guess (info).
 */
export const passiveAggressiveEvent: Rule = {
  id: 'passive-aggressive-event',
  source:
    'Martin Fowler, "What do you mean by “Event-Driven”?", martinfowler.com (2017); Oskar Dudycz, "Passive-Aggressive Events", event-driven.io',
  judge: ({topology}) => {
    const answers = answeredEvents(topology);
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const event of topology.events.values()) {
      const [only, ...others] = event.consumers;
      if (only === undefined || others.length > 0 || event.channel === 'queue') continue;
      const {name, addressedTo, expectsReply, producer} = event;
      const back = expectsReply === false ? undefined : answers.get(event);
      // One that a request may wait for is a question in the first place: request-reply-over-events says so.
      const answer = back?.mayBeAwaited ? undefined : back?.event;
      const sender = producer ?? 'its producer';
      const because = [
        ...(addressedTo === undefined ? [] : [`it is addressed to ${addressedTo}`]),
        ...(expectsReply === true ? [`${sender} expects a reply`] : []),
        ...(answer === undefined
          ? []
          : [`${producingService(topology, event)} reads ${answer.name}, which ${only.label} publishes in turn`]),
      ];
      if (because.length === 0) {
        if (producer === undefined && expectsReply !== false) blindSpots.push({field: 'producer', subject: name});
        continue;
      }
      const sure = addressedTo !== undefined || expectsReply === true;
      findings.push({
        severity: sure ? 'warning' : 'info',
        subject: {event: name},
        message: `Only ${only.label} reads ${name}, and ${listed(because)}: ${sure ? 'that is' : 'that may be'} an order to ${only.label} in the form of a fact.`,
        advice: `If ${sender} must know that ${only.label} acts: name it as the command it is and send it through a queue (channel: queue), where it can be refused. If it is a fact for whoever wants it: no address, and expectsReply: false.`,
        line: topology.lineOf(event.path),
      });
    }
    return {findings, blindSpots};
  },
};
