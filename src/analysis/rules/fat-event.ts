import {count} from '../../figures.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Default of a Kafka producer's max.request.size; a broker's message.max.bytes is 12 bytes above it (Kafka 4.x). */
const largestByDefault = 1_048_576;
/** Own threshold. */
const mostFields = 20;

/**
 * An event that is too big for a broker as it comes (above 1,048,576 bytes), or carries more fields than a contract with
 * every consumer should have (more than 20, own threshold, info). Without either figure it is a blind spot.
 */
export const fatEvent: Rule = {
  id: 'fat-event',
  source:
    'Apache Kafka documentation, producer configuration, max.request.size; Azure Architecture Center, "Claim-Check pattern"; number of fields: own threshold',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const {name, maxBytes, payload, path} of topology.events.values()) {
      if (maxBytes === undefined && payload === undefined) blindSpots.push({field: 'payload', subject: name});
      const line = (field: string) => topology.lineOf([...path, field]) ?? topology.lineOf(path);
      if (maxBytes !== undefined && maxBytes > largestByDefault) {
        findings.push({
          severity: 'warning',
          subject: {event: name},
          message: `${name} can have ${count(maxBytes)} bytes; Kafka takes ${count(largestByDefault)} at most, unless the producer (max.request.size) and the topic (max.message.bytes) are set to more.`,
          advice: `Put the bulk into object storage and carry a reference and a checksum in ${name}; or send only what changed.`,
          line: line('maxBytes'),
        });
      } else if (payload !== undefined && payload.size > mostFields) {
        findings.push({
          severity: 'info',
          subject: {event: name},
          message: `${name} carries ${payload.size} fields (more than ${mostFields}, own threshold): each is a promise to every consumer, and changing one means asking them all.`,
          advice:
            'Ask which fields a consumer uses and leave out the others; or publish several events, one for each thing that happens.',
          line: line('payload'),
        });
      }
    }
    return {findings, blindSpots};
  },
};
