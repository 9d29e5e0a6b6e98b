import {at, list, wholeNumber, word, words} from '../manifest/fields.ts';
import {hostsIn} from '../manifest/hosts.ts';
import {isSetUpJob, kindOf, type Nature, toolOf} from '../manifest/kinds.ts';
import type {Workload as Part} from '../manifest/workload.ts';
import type {Component} from './components.ts';
import type {Trust} from './environment.ts';
import type {External} from './externals.ts';
import type {Resolve} from './names.ts';
import type {Managed} from './operators.ts';
import {originOf} from './resources.ts';
import type {SettingsOf} from './settings.ts';
import {settingsFor} from './workload-settings.ts';
import type {Workload} from './workloads.ts';

const plain: Nature = {kind: 'service', confidence: 'sure', by: 'nothing'};

/** What the configuration of workloads is read with. */
export interface Reading {
  readonly settings: SettingsOf;
  readonly trust: Trust;
  readonly resolve: Resolve;
}

/** A component as the part of a manifest that the shared reading of configurations works on. */
export function partOf(component: Component, name: string, reading: Reading): Part {
  const {workloads, services} = component;
  const [workload] = workloads;
  const [service] = services;
  const image = workload?.containers[0]?.image;
  const subject = {name: component.name, image, ports: portsOf(component)};
  const described = workload
    ? originOf(workload.resource, [], `${workload.resource.kind} ${workload.resource.name}`)
    : originOf(service!.resource, [], `Service ${service!.name}, whose pods no manifest here describes`, 'likely');
  return {
    name,
    nature: kindOf(subject),
    tool: toolOf(subject),
    replicas: replicasOf(workloads),
    team: workload && teamOf(workload),
    names: [],
    settings: workloads.flatMap((one) => settingsFor(one, reading)),
    origin: described,
  };
}

/** Does it only prepare a store or broker and end? Such jobs are no part of the system that runs. */
export function isPreparation({resource, name, containers}: Workload): boolean {
  return resource.kind === 'Job' && isSetUpJob({name, image: containers[0]?.image});
}

/** A store or broker of an operator. */
export function managedPart({kind, technology, nodes, resource}: Managed, name: string): Part {
  const origin = originOf(resource, [], `${resource.kind} ${resource.name}`);
  return {
    name,
    nature: {kind, technology, confidence: 'sure', by: 'image'},
    replicas: nodes,
    names: [],
    settings: [],
    origin,
  };
}

/** Something outside the cluster. Whatever it is, it is external, except a broker. */
export function externalPart({name, resource, rule, confidence}: External): Part {
  const nature = kindOf({name});
  return {
    name,
    nature: nature.kind === 'broker' ? nature : plain,
    names: [],
    settings: [],
    origin: originOf(resource, [], rule, confidence),
  };
}

/** Who it belongs to, where a label says so. */
function teamOf({labels, resource}: Workload): string | undefined {
  return labels.get('team') ?? words(at(resource.data, 'metadata', 'labels')).get('team');
}

/** Versions of one thing run side by side: together they are as many. */
function replicasOf(workloads: readonly Workload[]): number | undefined {
  if (workloads.every(({replicas}) => replicas === undefined)) return undefined;
  const running = workloads.reduce((sum, {replicas}) => sum + (replicas ?? 1), 0);
  return running > 0 ? running : undefined;
}

function portsOf({workloads, services}: Component): number[] {
  const declared = workloads.flatMap(({containers}) =>
    containers.slice(0, 1).flatMap(({data}) => list(at(data, 'ports')).map((port) => at(port, 'containerPort'))),
  );
  const served = services.flatMap(({resource}) =>
    list(at(resource.data, 'spec', 'ports')).map((port) => at(port, 'port')),
  );
  return (workloads.length > 0 ? declared : served).flatMap((port) => wholeNumber(port) ?? []);
}

/** The settings of a part without those that only name brokers, for who is known to use them. */
export function withoutBrokers(part: Part, isBroker: (host: string, from: Part) => boolean): Part {
  const settings = part.settings.filter((setting) => {
    const hosts = hostsIn(setting.name, setting.value);
    return hosts.length === 0 || !hosts.every(({host}) => isBroker(host, part));
  });
  return {...part, settings};
}

/** The names by which Dapr knows a component's workloads. */
export function daprNames({workloads}: Component): string[] {
  return workloads.flatMap(({annotations}) => word(annotations.get('dapr.io/app-id')) ?? []);
}
