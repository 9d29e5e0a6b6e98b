import type {EventType} from '../../topology/topology.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/**
 * An event that several consumers read, and nothing stops its producer from breaking them: no schema registry, or
 * compatibility `none` (for one consumer: info). What a registry checks is named as in Confluent's, in small letters.
 */
export const schemaWithoutRule: Rule = {
  id: 'schema-without-rule',
  source:
    'Confluent documentation, "Schema Evolution and Compatibility for Schema Registry"; Gregor Hohpe, "The Many Facets of Coupling": data format and type',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const event of topology.events.values()) {
      const {name, schema, consumers, path} = event;
      const several = consumers.length > 1;
      const unchecked = schema?.compatibility === 'none' && consumers.length > 0;
      const unregistered = schema?.registry === false && several;
      if (unchecked || unregistered) {
        findings.push({
          severity: several ? 'warning' : 'info',
          subject: {event: name},
          message: `${readers(event)}, and ${unregistered ? 'its schema is in no registry' : 'its schema may change in any way (compatibility: none)'}: a change that breaks ${several ? 'one of them' : 'it'} is noticed when that consumer fails.`,
          advice: `${unregistered ? 'Register the schema' : 'Choose a rule'} and let the build of the producer check it: backward_transitive if consumers deploy first, forward_transitive if the producer does, full_transitive if nobody waits for anybody.`,
          line: topology.lineOf([...path, 'schema']) ?? topology.lineOf(path),
        });
      } else if (several) {
        const missing =
          schema === undefined
            ? 'schema'
            : schema.registry === undefined
              ? 'schema.registry'
              : schema.compatibility === undefined
                ? 'schema.compatibility'
                : undefined;
        if (missing !== undefined) blindSpots.push({field: missing, subject: name});
      }
    }
    return {findings, blindSpots};
  },
};

function readers({name, consumers}: EventType): string {
  return consumers.length === 1 ? `${consumers[0]!.label} reads ${name}` : `${consumers.length} consumers read ${name}`;
}
