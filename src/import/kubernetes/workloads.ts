import {at, list, type Mapping, mapping, wholeNumber, word, words} from '../manifest/fields.ts';
import type {Path, Resource} from './resources.ts';

/** Something that runs containers. */
export interface Workload {
  readonly name: string;
  readonly resource: Resource;
  readonly namespace: string | undefined;
  /** The labels of its pods: what Services select by. */
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** Undefined where the manifest leaves the number open. */
  readonly replicas: number | undefined;
  readonly pod: Mapping;
  readonly podPath: Path;
  /** Containers that run as long as the pod, the main one first. */
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly image: string | undefined;
  readonly data: Mapping;
  readonly path: Path;
}

const template = ['spec', 'template'] as const;

/** Where the pod stands in each kind that runs pods. */
const podsOf: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['Deployment', template],
  ['StatefulSet', template],
  ['DaemonSet', template],
  ['ReplicaSet', template],
  ['ReplicationController', template],
  ['Job', template],
  ['Rollout', template],
  ['DeploymentConfig', template],
  ['CloneSet', template],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['ScaledJob', ['spec', 'jobTargetRef', 'template']],
  ['Pod', []],
]);

const knativeServing = 'serving.knative.dev';

/** Is it something that runs containers, also where it leaves the pod to another object? */
function runsPods({kind, group}: Resource): boolean {
  return podsOf.has(kind) || (group === knativeServing && (kind === 'Service' || kind === 'Configuration'));
}

/**
 * The workloads among the resources. What a controller made (the pods of a ReplicaSet, the ReplicaSets of a Deployment) stands
 * for the one at the top: it is that one's name, and is left out where that one is there.
 */
export function workloadsOf(resources: readonly Resource[]): Workload[] {
  const scalers = minimumsOf(resources);
  const found: Workload[] = [];
  const made: Workload[] = [];
  for (const resource of resources) {
    if (!runsPods(resource)) continue;
    const workload = workloadOf(resource, scalers);
    if (!workload) continue;
    if (ownerOf(resource)) made.push(workload);
    else found.push(workload);
  }
  // Deployments make ReplicaSets make Pods: the nearest to the top that is there describes all.
  made.sort((a, b) => Number(a.resource.kind === 'Pod') - Number(b.resource.kind === 'Pod'));
  const known = new Set(found.map(keyOf));
  for (const workload of made) {
    if (known.has(keyOf(workload))) continue;
    known.add(keyOf(workload));
    found.push(workload);
  }
  return found;
}

function keyOf({namespace, name}: Workload): string {
  return JSON.stringify([namespace, name]);
}

function ownerOf({data}: Resource): Mapping | undefined {
  const owners = list(at(data, 'metadata', 'ownerReferences')).map(mapping);
  return owners.find((owner) => at(owner, 'controller') === true) ?? owners[0];
}

function workloadOf(resource: Resource, scalers: ReadonlyMap<string, number>): Workload | undefined {
  const inside = resource.group === knativeServing ? template : (podsOf.get(resource.kind) ?? template);
  const head = mapping(at(resource.data, ...inside, 'metadata'));
  const pod = mapping(at(resource.data, ...inside, 'spec'));
  const podPath: Path = [...inside, 'spec'];
  const labels = words(at(head, 'labels'));
  const name = topName(resource, labels);
  if (name === '') return undefined;
  const containers = containersOf(name, pod, podPath);
  // A Rollout may name a Deployment that has the pod; the Deployment is read instead.
  if (containers.length === 0 && at(resource.data, 'spec', 'workloadRef') !== undefined) return undefined;
  return {
    name,
    resource,
    namespace: resource.namespace,
    labels,
    annotations: words(at(head, 'annotations')),
    replicas:
      scalers.get(JSON.stringify([resource.namespace, resource.kind, resource.name])) ?? statedReplicas(resource),
    pod,
    podPath,
    containers,
  };
}

function statedReplicas({kind, data}: Resource): number | undefined {
  return kind === 'Job' || kind === 'CronJob' ? undefined : wholeNumber(at(data, 'spec', 'replicas'));
}

/** `cart-6d9f8b5-x2x4z` of ReplicaSet `cart-6d9f8b5` of Deployment `cart` is `cart`. */
function topName(resource: Resource, labels: ReadonlyMap<string, string>): string {
  const owner = ownerOf(resource);
  const above = (owner && word(at(owner, 'name'))) ?? resource.name;
  const hash = labels.get('pod-template-hash');
  return hash !== undefined && above.endsWith(`-${hash}`) ? above.slice(0, -hash.length - 1) : above;
}

/** What meshes and the like put into a pod beside the program: its settings are theirs. */
const injected =
  /^(?:istio-(?:proxy|validation|init)|linkerd-(?:proxy|init)|daprd|vault-agent(?:-init)?|queue-proxy|kuma-sidecar|consul-dataplane)$/;

/** Init containers end before the others start and call nothing later, except those that are restarted for ever: sidecars. */
function containersOf(workload: string, pod: Mapping, podPath: Path): Container[] {
  const listed = (key: string): Container[] =>
    list(at(pod, key)).map((one, index) => ({
      name: word(at(one, 'name')) ?? '',
      image: word(at(one, 'image')),
      data: mapping(one),
      path: [...podPath, key, index],
    }));
  const all = [
    ...listed('containers'),
    ...listed('initContainers').filter(({data}) => at(data, 'restartPolicy') === 'Always'),
  ].filter(({name}) => !injected.test(name));
  const main = all.findIndex(({name}) => name !== '' && name === workload);
  return main > 0 ? [all[main]!, ...all.slice(0, main), ...all.slice(main + 1)] : all;
}

/** The least number that an autoscaler keeps, by what it scales. */
function minimumsOf(resources: readonly Resource[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const {kind, namespace, data} of resources) {
    if (kind !== 'HorizontalPodAutoscaler' && kind !== 'ScaledObject') continue;
    const least = wholeNumber(at(data, 'spec', kind === 'ScaledObject' ? 'minReplicaCount' : 'minReplicas'));
    const scaled = at(data, 'spec', 'scaleTargetRef');
    const target = [namespace, word(at(scaled, 'kind')) ?? 'Deployment', word(at(scaled, 'name'))];
    if (least !== undefined && least > 0) found.set(JSON.stringify(target), least);
  }
  return found;
}
