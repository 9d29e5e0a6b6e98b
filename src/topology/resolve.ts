import {assumptionsOf} from './assumptions.ts';
import {brokersOf} from './brokers.ts';
import {callsOf} from './calls.ts';
import type {Complain, Complaint} from './complaint.ts';
import {eventsOf, publishesOf} from './events.ts';
import {defaultsOf} from './figures.ts';
import {impliedOperations} from './implied-operations.ts';
import {names} from './names.ts';
import {operationsOf} from './operations.ts';
import type {TopologyFile} from './schema.ts';
import {servicesOf} from './services.ts';
import {checkNamespace, checkSharedFates, sharedFatesOf} from './shared-fates.ts';
import type {Call, Operation, Topology, TopologyNode} from './topology.ts';

/** A file with every name resolved, and what is wrong with its names and figures. */
export function resolve(
  file: TopologyFile,
  lineOf: Topology['lineOf'],
): {readonly topology: Topology; readonly problems: readonly Complaint[]} {
  const problems: Complaint[] = [];
  const complain: Complain = (path, message, hint, at = 'value') => problems.push({path, message, hint, at});
  const defaults = defaultsOf(file, complain);
  const sharedFates = sharedFatesOf(file, complain);
  const brokers = brokersOf(file, defaults, complain);
  checkNamespace(file, complain);

  const {services, nodes} = servicesOf(file, defaults, complain);
  const lookup = names(services, nodes, brokers, sharedFates);
  checkSharedFates(file, lookup, complain);
  const events = eventsOf(file, lookup, nodes, complain);
  const publishes = publishesOf(events);
  const isTelemetry = (node: number) => services.get(nodes[node]!.service)!.telemetry;
  const hasTelemetry = ({targets}: Call) => targets.some(isTelemetry);
  let telemetryCalls = 0;
  const connected = nodes.map((node): TopologyNode => {
    const all = callsOf(file, node, defaults, lookup, complain);
    const calls = all.some(hasTelemetry) ? all.filter((call) => !hasTelemetry(call)) : all;
    telemetryCalls += all.length - calls.length;
    return {...node, calls, publishes: publishes.get(node.index) ?? []};
  });

  const stated = operationsOf(file, lookup, complain);
  const statesNone = file.operations === undefined || file.operations.size === 0;
  const implied = statesNone ? impliedOperations(services, connected, events) : new Map<string, Operation>();
  const topology: Topology = {
    name: file.name,
    services,
    nodes: connected,
    sharedFates,
    brokers,
    events,
    telemetryCalls,
    operations: statesNone ? implied : stated,
    assumptions: assumptionsOf(file, defaults, implied),
    questions: file.questions ?? [],
    lineOf,
  };
  return {topology, problems};
}
