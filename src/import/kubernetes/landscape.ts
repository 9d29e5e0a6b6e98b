import {at, list, mapping, word} from '../manifest/fields.ts';
import {type Component, componentsOf, displayNames, type Homed} from './components.ts';
import {type External, externalsOf} from './externals.ts';
import {isWithinMesh} from './mesh.ts';
import {type Names, namesTable} from './names.ts';
import {type Managed, managedOf} from './operators.ts';
import {daprNames, isPreparation} from './parts.ts';
import type {Resource} from './resources.ts';
import {type PodSelection, podSelection, type ServiceName, serviceNames} from './selection.ts';
import {type Workload, workloadsOf} from './workloads.ts';

/** Everything in the manifests that has a name, and the names. */
export interface Landscape {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceName[];
  readonly select: PodSelection;
  readonly components: readonly Component[];
  readonly managed: readonly Managed[];
  readonly externals: readonly External[];
  /** The name in the topology of a component or of what an operator runs. */
  readonly display: (thing: Homed) => string;
  /** The service of the topology that a workload belongs to. */
  readonly serviceOf: (workload: Workload) => string | undefined;
  readonly names: Names;
  readonly notes: readonly string[];
}

/** What the resources describe, and by which names it is known. */
export function landscapeOf(resources: readonly Resource[]): Landscape {
  const workloads = workloadsOf(resources).filter((workload) => !isPreparation(workload));
  const select = podSelection(workloads);
  const services = serviceNames(resources, select);
  const managed = managedOf(resources);
  const made = new Set(managed.flatMap(({names, namespace}) => names.map((name) => JSON.stringify([namespace, name]))));
  const {components: all, unclear} = componentsOf(services, workloads);
  // What an operator made for a store or broker is that store or broker.
  const components = all.filter(
    (one) => !one.services.some(({name, namespace}) => made.has(JSON.stringify([namespace, name]))),
  );
  const shown = displayNames<Homed>([...components, ...managed]);
  const display = (thing: Homed) => shown.get(thing) ?? thing.name;
  const names = namesTable();
  for (const one of managed) for (const name of one.names) names.add(name, one.namespace, display(one));
  for (const one of components) for (const {name, namespace} of one.services) names.add(name, namespace, display(one));
  // Names that are no names in the cluster's DNS, but that authors use for it: after those that are.
  for (const one of managed) names.add(one.name, one.namespace, display(one));
  const serviceNamesOf = new Map<Workload, string>();
  for (const one of components) {
    for (const name of [one.name, ...daprNames(one), ...one.workloads.map((workload) => workload.name)])
      names.add(name, one.namespace, display(one));
    for (const workload of one.workloads) serviceNamesOf.set(workload, display(one));
  }
  const notes = unclear.flatMap(({name, namespace, selected}) => {
    const behind = [...new Set(selected.flatMap((workload) => serviceNamesOf.get(workload) ?? []))].sort();
    const [first] = behind;
    if (first === undefined || names.resolve(name, namespace)?.confidence === 'sure') return [];
    names.add(name, namespace, first);
    return [`Service ${name} stands for ${behind.join(', ')}: what calls it is taken to call ${first}.`];
  });
  const externals = externalsOf(resources, services, names);
  addVirtualHosts(resources, names);
  const serviceOf = (workload: Workload) => serviceNamesOf.get(workload);
  return {workloads, services, select, components, managed, externals, display, serviceOf, names, notes};
}

/** A VirtualService may make a name up within the mesh; it means the service that it leads to. */
function addVirtualHosts(resources: readonly Resource[], names: Names): void {
  for (const {kind, namespace, data} of resources) {
    const spec = mapping(at(data, 'spec'));
    if (kind !== 'VirtualService' || !isWithinMesh(spec)) continue;
    const targets = ['http', 'tls', 'tcp']
      .flatMap((protocol) => list(at(spec, protocol)))
      .flatMap((route) => list(at(route, 'route')))
      .flatMap((one) => names.resolve(word(at(one, 'destination', 'host')) ?? '', namespace)?.service ?? []);
    const [target] = targets;
    if (target === undefined) continue;
    for (const host of list(at(spec, 'hosts')).flatMap((one) => word(one) ?? []))
      if (!names.resolve(host, namespace)) names.addHost(host, target);
  }
}
