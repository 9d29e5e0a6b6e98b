import type {EventType, Topology} from '../../topology/topology.ts';
import type {Reported, Rule} from './rule.ts';

/** A datastore that a node calls, not only to read. */
interface Write {
  readonly node: string;
  readonly datastore: string;
  /** false: the call does not say what kind it is. */
  readonly stated: boolean;
}

/**
 * One node writes to a datastore and publishes an event besides, without an outbox: two writes, and either can fail
 * alone. A call that states no kind counts as a write, but only as a question (info). Of an imported event it is not
 * known whether an outbox is there: a blind spot.
 */
export const dualWrite: Rule = {
  id: 'dual-write',
  source: 'Chris Richardson, "Pattern: Transactional outbox", microservices.io',
  judge: ({topology}) => {
    const writes = topology.nodes.map((node) => writeOf(topology, node.index));
    const written = [...topology.events.values()].flatMap((event) => {
      if (event.outbox) return [];
      const own = event.producers.flatMap((node) => writes[node] ?? []);
      const write = own.find(({stated}) => stated) ?? own[0];
      return write === undefined ? [] : [{event, write}];
    });
    return {
      findings: written.filter(({event}) => event.outboxKnown).map(({event, write}) => found(topology, event, write)),
      blindSpots: written
        .filter(({event}) => !event.outboxKnown)
        .map(({event}) => ({field: 'outbox', subject: event.name})),
    };
  },
};

function writeOf(topology: Topology, node: number): Write | undefined {
  let unstated: Write | undefined;
  for (const call of topology.nodes[node]!.calls) {
    if (call.kind === 'query') continue;
    const target = call.targets.find((t) => topology.services.get(topology.nodes[t]!.service)!.kind === 'datastore');
    if (target === undefined) continue;
    const labels = {node: topology.nodes[node]!.label, datastore: topology.nodes[target]!.label};
    if (call.kind !== undefined) return {...labels, stated: true};
    unstated ??= {...labels, stated: false};
  }
  return unstated;
}

function found(topology: Topology, {name, path}: EventType, {node, datastore, stated}: Write): Reported {
  const outbox = `Write ${name} to an outbox table in the transaction that stores the data and let a relay publish it, or read it from the log of ${datastore} (change data capture); then state outbox: true.`;
  return {
    severity: stated ? 'warning' : 'info',
    subject: {event: name},
    message: stated
      ? `${node} writes to ${datastore} and publishes ${name} in a second step: if one of the two fails, ${name} is lost, or it tells of something that was never stored.`
      : `${node} calls ${datastore} and publishes ${name} without an outbox. The file does not say whether that call writes; if it does, one of the two can fail alone and ${name} is lost or untrue.`,
    advice: stated ? outbox : `If the call only reads, state kind: query. If it writes: ${lowerFirst(outbox)}`,
    line: topology.lineOf([...path, 'outbox']) ?? topology.lineOf(path),
  };
}

const lowerFirst = (text: string) => text[0]!.toLowerCase() + text.slice(1);
