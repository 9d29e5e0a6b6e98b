import {at, list, mapping, word, words} from '../manifest/fields.ts';
import {type Eventing, type Gathering, gathering, type System} from './eventing.ts';
import {originOf, type Path, placeOf, type Resource} from './resources.ts';
import type {Workload} from './workloads.ts';

const group = 'kafka.strimzi.io';

interface Topic {
  readonly name: string;
  readonly broker: string | undefined;
}

/**
 * Strimzi's topics and users. The rights of a user tell the direction: who may write to a topic publishes, who may read from
 * it consumes. A user belongs to the workloads that use its secret, else to the service of its name.
 */
export function strimziEventing(system: System): Eventing {
  const gathered = gathering();
  const topics = system.resources.flatMap((resource): Topic[] => {
    if (resource.kind !== 'KafkaTopic' || resource.group !== group) return [];
    const name = word(at(resource.data, 'spec', 'topicName')) ?? resource.name;
    if (name === '') return [];
    const broker = clusterOf(resource, system.names);
    gathered.at(name, broker, originOf(resource, ['metadata', 'name'], `KafkaTopic ${resource.name}`), name);
    return [{name, broker}];
  });
  const questions: string[] = [];
  const bySecret = workloadsBySecret(system.workloads);
  for (const user of system.resources) {
    if (user.kind !== 'KafkaUser' || user.group !== group) continue;
    const services = servicesOf(user, bySecret, system);
    const acls = list(at(user.data, 'spec', 'authorization', 'acls'));
    if (acls.length === 0) continue;
    if (services.length === 0) {
      questions.push(`Which service is the Kafka user ${user.name} (${user.file}:${user.lineOf([])})?`);
      continue;
    }
    const groupId = acls
      .map((acl) => (kindOf(acl) === 'group' ? nameOf(acl) : undefined))
      .find((id) => id !== undefined);
    for (const [index, acl] of acls.entries()) {
      if (kindOf(acl) !== 'topic' || (word(at(acl, 'type')) ?? 'allow') !== 'allow') continue;
      const allowed = operationsOf(acl);
      if (!allowed.has('Read') && !allowed.has('Write') && !allowed.has('All')) continue;
      const matched = matchedTopics(acl, user, topics, system);
      const directed = !allowed.has('All') && matched.length > 0;
      if (!directed)
        questions.push(
          `${placeOf(user)} may use ${nameOf(acl) ?? 'every topic'}: what does ${services.join(' and ')} publish, and what does it read?`,
        );
      else give(gathered, {user, path: ['spec', 'authorization', 'acls', index], matched, services, allowed, groupId});
    }
  }
  return {calls: [], brokers: [], events: gathered.events(), questions};
}

interface Right {
  readonly user: Resource;
  readonly path: Path;
  readonly matched: readonly Topic[];
  readonly services: readonly string[];
  readonly allowed: ReadonlySet<string>;
  readonly groupId: string | undefined;
}

function give(gathered: Gathering, {user, path, matched, services, allowed, groupId}: Right): void {
  const origin = originOf(user, path, `KafkaUser ${user.name}, rights`, 'likely');
  for (const {name, broker} of matched) {
    const one = gathered.at(name, broker, origin, name);
    for (const service of services) {
      if (allowed.has('Write')) one.producers.set(service, {service});
      if (allowed.has('Read')) one.consumers.set(service, {place: {service}, group: groupId, origin});
    }
  }
}

function clusterOf(resource: Resource, names: System['names']): string | undefined {
  const cluster = words(at(resource.data, 'metadata', 'labels')).get('strimzi.io/cluster');
  return cluster === undefined
    ? undefined
    : (names.resolve(`${cluster}-kafka-bootstrap`, resource.namespace)?.service ?? cluster);
}

/** The topics that a right is for; one that no manifest describes is taken by its name. */
function matchedTopics(acl: unknown, user: Resource, topics: readonly Topic[], {names}: System): Topic[] {
  const name = nameOf(acl);
  const broker = clusterOf(user, names);
  if (name === undefined) return [];
  if (word(at(acl, 'resource', 'patternType')) === 'prefix')
    return topics.filter((topic) => topic.name.startsWith(name) && topic.broker === broker);
  return [{name, broker}];
}

function kindOf(acl: unknown): string | undefined {
  return word(at(acl, 'resource', 'type'));
}

/** Undefined where it is for all. */
function nameOf(acl: unknown): string | undefined {
  const name = word(at(acl, 'resource', 'name'));
  return name === '*' ? undefined : name;
}

function operationsOf(acl: unknown): Set<string> {
  return new Set([at(acl, 'operation'), ...list(at(acl, 'operations'))].flatMap((one) => word(one) ?? []));
}

function servicesOf(user: Resource, bySecret: ReadonlyMap<string, Workload[]>, {serviceOf, names}: System): string[] {
  const users = bySecret.get(JSON.stringify([user.namespace, user.name])) ?? [];
  const services = new Set(users.flatMap((workload) => serviceOf(workload) ?? []));
  const named = names.resolve(user.name, user.namespace)?.service;
  return services.size > 0 ? [...services] : named === undefined ? [] : [named];
}

/** The workloads that use a secret, in a variable or as a file. */
function workloadsBySecret(workloads: readonly Workload[]): Map<string, Workload[]> {
  const found = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const used = new Set<string>();
    for (const {data} of workload.containers) {
      for (const one of list(at(data, 'env'))) used.add(word(at(one, 'valueFrom', 'secretKeyRef', 'name')) ?? '');
      for (const one of list(at(data, 'envFrom'))) used.add(word(at(one, 'secretRef', 'name')) ?? '');
    }
    for (const volume of list(at(mapping(workload.pod), 'volumes')))
      used.add(word(at(volume, 'secret', 'secretName')) ?? '');
    for (const name of used) {
      const key = JSON.stringify([workload.namespace, name]);
      const known = found.get(key);
      if (known) known.push(workload);
      else found.set(key, [workload]);
    }
  }
  return found;
}
