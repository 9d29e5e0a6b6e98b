import type {EventType} from '../../topology/topology.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/**
 * Consumers need the events of one thing in order (`ordering`), and the event has no key or another one. An event with
 * neither key nor ordering is a blind spot: nobody said whether the order matters.
 */
export const noOrderingKey: Rule = {
  id: 'no-ordering-key',
  source:
    'Apache Kafka documentation, introduction: order holds within a partition, and the key decides the partition; Gregor Hohpe, "The Many Facets of Coupling": order',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const event of topology.events.values()) {
      const {name, key, ordering, consumers, path} = event;
      if (ordering === undefined) {
        if (key === undefined && consumers.length > 0) blindSpots.push({field: 'ordering', subject: name});
      } else if (key !== ordering) {
        findings.push({
          severity: 'warning',
          subject: {event: name},
          ...(key === undefined ? withoutKey(event, ordering) : otherKey(event, ordering, key)),
          line: topology.lineOf([...path, key === undefined ? 'ordering' : 'key']) ?? topology.lineOf(path),
        });
      }
    }
    return {findings, blindSpots};
  },
};

function withoutKey({name}: EventType, ordering: string): Pick<Reported, 'message' | 'advice'> {
  return {
    message: `Consumers need ${name} in order for each ${ordering}, but it has no key: messages about one ${ordering} spread over the partitions and overtake each other.`,
    advice: `Publish it with ${ordering} as its key; or number the messages and let consumers refuse an older one.`,
  };
}

function otherKey({name}: EventType, ordering: string, key: string): Pick<Reported, 'message' | 'advice'> {
  return {
    message: `Consumers need ${name} in order for each ${ordering}, but its key is ${key}: the order holds only if all messages about one ${ordering} have the same ${key}.`,
    advice: `Use ${ordering} as the key. If each ${ordering} belongs to one ${key} for good, order for each ${key} is what you have: state ordering: ${key}.`,
  };
}
