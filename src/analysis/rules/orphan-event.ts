import {count} from '../../figures.ts';
import type {EventType} from '../../topology/topology.ts';
import type {Reported, Rule} from './rule.ts';

/**
 * An event that nobody reads, or that consumers wait for and nobody publishes. Only info: who is outside this file cannot
 * be seen.
 */
export const orphanEvent: Rule = {
  id: 'orphan-event',
  source: 'EventCatalog linter, rule refs/orphan-messages',
  judge: ({topology}) => ({
    findings: [...topology.events.values()].flatMap((event) => {
      const said = orphaned(event);
      return said === undefined ? [] : [{...said, subject: {event: event.name}, line: topology.lineOf(event.path)}];
    }),
    blindSpots: [],
  }),
};

function orphaned({
  name,
  producer,
  consumers,
}: EventType): Pick<Reported, 'severity' | 'message' | 'advice'> | undefined {
  if (consumers.length === 0) {
    return {
      severity: 'info',
      message:
        producer === undefined
          ? `Nobody publishes ${name}, and nobody reads it.`
          : `${producer} publishes ${name}, and nobody here reads it.`,
      advice: 'Name its consumers, also those outside (kind: external), or remove the event.',
    };
  }
  if (producer !== undefined) return undefined;
  const [first, ...others] = consumers;
  return {
    severity: 'info',
    message: `${first!.label}${others.length > 0 ? ` and ${count(others.length)} more wait` : ' waits'} for ${name}, and nobody here publishes it.`,
    advice: 'Name its producer, also one outside (kind: external), or remove the event.',
  };
}
