import type {Broker} from '../../topology/topology.ts';
import type {BlindSpot, Reported, Rule, Severity} from './rule.ts';

interface Weakness {
  readonly severity: Severity;
  readonly text: string;
}

/**
 * A broker that loses events, or refuses them, when one of its nodes or zones fails: fewer than three nodes or copies,
 * one copy that suffices for an acknowledgement, or as many required as there are. (More copies than nodes is no valid
 * file. What a broker without events does not state is no question yet.) That a publish without an outbox needs the broker at all stands in the availability of each operation, and is
 * no finding of its own.
 */
export const fragileBroker: Rule = {
  id: 'fragile-broker',
  source: 'Apache Kafka documentation, design: "Availability and durability guarantees"',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    const used = new Set([...topology.events.values()].map(({via}) => via));
    for (const broker of topology.brokers.values()) {
      const {name, path} = broker;
      // There are at least as many nodes as copies, so nodes is no question of its own; and one node is the whole answer.
      for (const field of ['replicationFactor', 'minInsyncReplicas', 'zones'] as const) {
        if (broker[field] === undefined && used.has(name) && broker.nodes !== 1)
          blindSpots.push({field, subject: name});
      }
      const weak = weaknesses(broker);
      if (weak.length === 0) continue;
      const severity = (['error', 'warning', 'info'] as const).find((s) => weak.some((w) => w.severity === s))!;
      findings.push({
        severity,
        subject: {broker: name},
        message: `${name} has ${weak.map(({text}) => text).join('; ')}.`,
        advice:
          severity === 'info'
            ? 'Spread the nodes over three zones, and tell the broker which node is where, so that copies of one event are not together.'
            : 'Three nodes in three zones, replicationFactor 3, minInsyncReplicas 2, and producers that wait for all in-sync copies (acks=all): then one node may fail, and nothing is lost or refused.',
        line: topology.lineOf(path),
      });
    }
    return {findings, blindSpots};
  },
};

function weaknesses({nodes, replicationFactor: copies, minInsyncReplicas: required, zones}: Broker): Weakness[] {
  const weak: Weakness[] = [];
  const add = (severity: Severity, text: string) => weak.push({severity, text});
  if (nodes === 1) add('error', 'one node, and while it is down nothing can be published or read');
  if (nodes === 2) add('warning', 'two nodes, and while one is down there is one copy of each event at most');
  if (copies === 1 && nodes !== 1)
    add('error', 'one copy of each event, on a node whose loss is the loss of its events');
  if (copies === 2 && nodes !== 2)
    add('warning', 'two copies of each event, and while one is down a single one is left');
  if (required === 1 && copies !== 1 && nodes !== 1) {
    add('warning', 'minInsyncReplicas 1: an event can count as stored while only one node has it');
  }
  if (required !== undefined && required > 1 && required === copies) {
    add('warning', `minInsyncReplicas ${required} of ${copies} copies: no node may be down, or publishing is refused`);
  }
  if (zones === 1 && nodes !== 1) add('info', 'one zone, and when that fails all nodes fail together');
  return weak;
}
