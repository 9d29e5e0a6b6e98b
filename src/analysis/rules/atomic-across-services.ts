import {listed} from '../../figures.ts';
import type {Call, Topology, TopologyNode} from '../../topology/topology.ts';
import {reachable} from '../call-graph.ts';
import {callText} from './call-subject.ts';
import {writes} from './datastore-calls.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Places that a sentence lists. */
const named = 6;

/**
 * An operation that promises all or nothing but writes in more than one place: several services, or several datastores.
 * A service writes where it calls a datastore other than to read, or takes a command and passes none on.
 */
export const atomicAcrossServices: Rule = {
  id: 'atomic-across-services',
  source:
    'Garcia-Molina and Salem, Sagas, ACM SIGMOD 1987; Bogner, Boceck, Popp, Tschechlov, Wagner and Zimmermann, ICSA-C 2019',
  judge: ({topology, graph}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const {name, entry, consistency, path} of topology.operations.values()) {
      if (consistency === 'eventual') continue;
      const nodes = [...reachable(graph.next, [entry])].map((index) => topology.nodes[index]!);
      const places = placesWritten(topology, nodes, (call) => writes(call) !== false);
      if (consistency === undefined) {
        if (places.length > 1) blindSpots.push({field: 'consistency', subject: name});
        continue;
      }
      const unknown = nodes.flatMap(({calls}) => calls.filter((call) => writes(call) === undefined));
      for (const call of unknown) blindSpots.push({field: 'kind', subject: callText(topology, call)});
      if (places.length < 2) continue;
      const sure = placesWritten(topology, nodes, (call) => writes(call) === true).length > 1;
      const listedPlaces = listed(
        places.length > named ? [...places.slice(0, named), `${places.length - named} more`] : places,
      );
      findings.push({
        severity: sure ? 'error' : 'warning',
        subject: {operation: name},
        message: `${name} promises all or nothing (consistency: atomic) but ${sure ? 'writes' : 'may write'} in ${places.length} places: ${listedPlaces}. When one fails after another has written, half of it is done.`,
        advice:
          'Make it a saga: for every step one that undoes it, and the state in between shown as pending. Or bring what must change together into one service with one datastore.',
        line: topology.lineOf(path),
      });
    }
    return {findings, blindSpots};
  },
};

/** The services that write below an operation, or its datastores where one service writes to several. */
function placesWritten(
  topology: Topology,
  nodes: readonly TopologyNode[],
  changes: (call: Call) => boolean,
): readonly string[] {
  const stores = new Set<string>();
  const writers = new Set<string>();
  const commanded = new Set<string>();
  const passesOn = new Set<string>();
  for (const node of nodes) {
    for (const call of node.calls) {
      for (const target of call.targets) {
        const callee = topology.services.get(topology.nodes[target]!.service)!;
        if (callee.kind === 'datastore' && changes(call)) {
          stores.add(callee.name);
          writers.add(node.service);
        } else if (callee.kind !== 'datastore' && call.kind === 'command') {
          commanded.add(callee.name);
          passesOn.add(node.service);
        }
      }
    }
  }
  for (const name of commanded) if (!passesOn.has(name)) writers.add(name);
  return [...(writers.size > 1 ? writers : stores)];
}
