import type {Complain} from './complaint.ts';
import {chanceOf, type Defaults, instant, latencyOf, threeNines} from './figures.ts';
import type {TopologyFile} from './schema.ts';
import type {Broker} from './topology.ts';

type BrokerEntry = NonNullable<TopologyFile['brokers']> extends ReadonlyMap<string, infer B> ? B : never;

/** The brokers of a file; replicas that cannot all be placed or acknowledged are complained of. */
export function brokersOf(file: TopologyFile, defaults: Defaults, complain: Complain): Map<string, Broker> {
  const result = new Map<string, Broker>();
  for (const [name, entry] of file.brokers ?? []) result.set(name, broker(name, entry, defaults, complain));
  return result;
}

function broker(name: string, entry: BrokerEntry, defaults: Defaults, complain: Complain): Broker {
  const path = ['brokers', name];
  const {nodes, replicationFactor, minInsyncReplicas} = entry;
  if (replicationFactor !== undefined && nodes !== undefined && replicationFactor > nodes) {
    complain(
      [...path, 'replicationFactor'],
      `replicationFactor ${replicationFactor} is above nodes ${nodes}`,
      'A copy needs a node of its own.',
    );
  }
  if (minInsyncReplicas !== undefined && replicationFactor !== undefined && minInsyncReplicas > replicationFactor) {
    complain(
      [...path, 'minInsyncReplicas'],
      `minInsyncReplicas ${minInsyncReplicas} is above replicationFactor ${replicationFactor}`,
      'With these figures no write is ever accepted; lower minInsyncReplicas.',
    );
  }
  return {
    name,
    availability: entry.availability
      ? chanceOf(entry.availability, [...path, 'availability'], complain)
      : (defaults.availability ?? threeNines),
    availabilityStated: entry.availability !== undefined || defaults.availability !== undefined,
    latency: entry.latency === undefined ? instant : latencyOf(entry.latency, [...path, 'latency'], complain),
    latencyStated: entry.latency !== undefined,
    retentionMs: entry.retention,
    nodes,
    replicationFactor,
    minInsyncReplicas,
    zones: entry.zones,
    path,
  };
}
