import type {Confidence} from '../draft.ts';
import {at, list, word} from '../manifest/fields.ts';
import type {Names} from './names.ts';
import type {Resource} from './resources.ts';
import type {ServiceName} from './selection.ts';

/** Something outside the cluster that the manifests give a name. */
export interface External {
  readonly name: string;
  readonly resource: Resource;
  readonly rule: string;
  readonly confidence: Confidence;
}

/**
 * What lies outside: the host behind a Service of type ExternalName, the hosts of a ServiceEntry, a Service without selector whose
 * addresses somebody else keeps. Their names are added to `names`; a name for something inside stays inside.
 */
export function externalsOf(
  resources: readonly Resource[],
  services: readonly ServiceName[],
  names: Names,
): External[] {
  const found = new Map<string, External>();
  const add = (external: External) => {
    if (!found.has(external.name)) found.set(external.name, external);
  };
  for (const {name, namespace, resource, type, hasSelector} of services) {
    const host =
      type === 'ExternalName' ? word(at(resource.data, 'spec', 'externalName'))?.replace(/\.$/, '') : undefined;
    if (host !== undefined) {
      const inside = names.resolve(host, namespace)?.service;
      names.add(name, namespace, inside ?? host);
      if (inside !== undefined) continue;
      names.addHost(host, host);
      add({name: host, resource, rule: `Service ${name} of type ExternalName`, confidence: 'sure'});
    } else if (!hasSelector && type !== 'ExternalName') {
      if (names.resolve(name, namespace)?.confidence === 'sure') continue;
      names.add(name, namespace, name);
      add({name, resource, rule: `Service ${name} without selector`, confidence: 'likely'});
    }
  }
  for (const resource of resources) {
    if (resource.kind !== 'ServiceEntry') continue;
    for (const one of list(at(resource.data, 'spec', 'hosts'))) {
      const host = word(one);
      if (host === undefined || names.resolve(host, resource.namespace)) continue;
      names.addHost(host, host);
      add({name: host, resource, rule: `ServiceEntry ${resource.name}`, confidence: 'sure'});
    }
  }
  return [...found.values()];
}
