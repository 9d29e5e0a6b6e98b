import type {Topology} from '../topology/topology.ts';
import type {Coupling} from './couplings.ts';
import {reaches} from './reach.ts';

/**
 * The part of a topology that a drawing of one operation shows: what its requests come to, over `couplings` (those of
 * the operation), the events that follow from them, and who publishes and reads those. Nodes are left as they are, for
 * others refer to them by their index.
 */
export function operationPart(topology: Topology, operation: string, couplings: readonly Coupling[]): Topology {
  const wanted = topology.operations.get(operation)!;
  const operations = new Map([[operation, wanted]]);
  const following = new Set(reaches({...topology, operations}).flatMap(({events}) => [...events]));
  const serviceOf = (index: number) => topology.nodes[index]!.service;
  const events = [...topology.events.values()].filter(({name}) => following.has(name));
  const services = new Set([
    serviceOf(wanted.entry),
    ...couplings.flatMap(({from, to}) => [from, to]),
    ...events.flatMap(({producers, consumers}) => [...producers.map(serviceOf), ...consumers.map((c) => c.service)]),
  ]);
  const brokers = new Set(events.map(({via}) => via));
  return {
    ...topology,
    operations,
    services: new Map([...topology.services].filter(([name]) => services.has(name))),
    events: new Map(events.map((event) => [event.name, event])),
    brokers: new Map([...topology.brokers].filter(([name]) => brokers.has(name))),
  };
}
