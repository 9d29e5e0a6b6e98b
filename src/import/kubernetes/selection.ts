import {at, word, words} from '../manifest/fields.ts';
import type {Resource} from './resources.ts';
import type {Workload} from './workloads.ts';

/** A core Service, the name that others call. */
export interface ServiceName {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly resource: Resource;
  /** ClusterIP where it is not said. */
  readonly type: string;
  readonly headless: boolean;
  /** The workloads whose pods it stands for. */
  readonly selected: readonly Workload[];
  readonly hasSelector: boolean;
}

/** The workloads of a namespace that carry all of these labels; none where there are no labels to go by. */
export type PodSelection = (namespace: string | undefined, labels: ReadonlyMap<string, string>) => readonly Workload[];

/** Selection by labels, indexed: a label is looked up and not searched for. */
export function podSelection(workloads: readonly Workload[]): PodSelection {
  const byLabel = new Map<string, Workload[]>();
  for (const workload of workloads)
    for (const [key, value] of workload.labels) {
      const label = labelKey(workload.namespace, key, value);
      const known = byLabel.get(label);
      if (known) known.push(workload);
      else byLabel.set(label, [workload]);
    }
  return (namespace, selector) => {
    let fewest: readonly Workload[] | undefined;
    for (const [key, value] of selector) {
      const carriers = byLabel.get(labelKey(namespace, key, value)) ?? [];
      if (!fewest || carriers.length < fewest.length) fewest = carriers;
    }
    return (fewest ?? []).filter(({labels}) => [...selector].every(([key, value]) => labels.get(key) === value));
  };
}

function labelKey(namespace: string | undefined, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}

/** The core Services with the workloads that their selectors choose. */
export function serviceNames(resources: readonly Resource[], select: PodSelection): ServiceName[] {
  return resources.flatMap((resource): ServiceName[] => {
    if (resource.kind !== 'Service' || resource.group !== '' || resource.name === '') return [];
    const {name, namespace, data} = resource;
    // Every cluster has this one: the address of its own API.
    if (name === 'kubernetes' && words(at(data, 'metadata', 'labels')).get('provider') === 'kubernetes') return [];
    const selector = words(at(data, 'spec', 'selector'));
    return [
      {
        name,
        namespace,
        resource,
        type: word(at(data, 'spec', 'type')) ?? 'ClusterIP',
        headless: at(data, 'spec', 'clusterIP') === 'None',
        selected: select(namespace, selector),
        hasSelector: selector.size > 0,
      },
    ];
  });
}
