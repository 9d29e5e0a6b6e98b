import type {DraftBroker, DraftCall} from '../draft.ts';
import {at, list, mapping, word} from '../manifest/fields.ts';
import {type Eventing, gathering, type System} from './eventing.ts';
import {originOf, type Resource} from './resources.ts';

/** The services of workloads by namespace, kind and name. */
type Objects = ReadonlyMap<string, string[]>;

const channels = new Set(['Channel', 'InMemoryChannel', 'KafkaChannel']);

/**
 * Knative's eventing: brokers and channels carry events, Triggers and Subscriptions tell who gets them, SinkBindings and sources
 * who sends. A sink that is a service and no broker is called, and the sender waits.
 */
export function knativeEventing(system: System): Eventing {
  const gathered = gathering();
  const brokers = new Map<string, DraftBroker>();
  const calls: DraftCall[] = [];
  const objects: Objects = new Map(
    system.workloads.map((workload) => {
      const {kind, namespace, name} = workload.resource;
      return [objectKey(namespace, kind, name), [system.serviceOf(workload) ?? []].flat()];
    }),
  );
  for (const resource of system.resources) {
    const {kind, data} = resource;
    if (!resource.group.endsWith('knative.dev')) continue;
    const spec = mapping(at(data, 'spec'));
    const origin = originOf(resource, ['spec'], `${kind} ${resource.name}`);
    if (kind === 'Broker' || channels.has(kind)) brokers.set(resource.name, {name: resource.name, origin});
    else if (kind === 'Trigger' || kind === 'Subscription') {
      const via =
        word(at(spec, kind === 'Trigger' ? 'broker' : 'channel')) ?? word(at(spec, 'channel', 'name')) ?? 'default';
      const name = word(at(spec, 'filter', 'attributes', 'type')) ?? via;
      const service = destination(at(spec, 'subscriber'), resource, system);
      const event = gathered.at(name, via, origin, name === via ? undefined : name);
      if (service !== undefined) event.consumers.set(service, {place: {service}, origin});
    } else if (kind === 'SinkBinding' || kind.endsWith('Source')) {
      const senders = kind === 'SinkBinding' ? subjects(at(spec, 'subject'), resource, objects) : [];
      const sink = word(at(spec, 'sink', 'ref', 'name'));
      const sinkKind = word(at(spec, 'sink', 'ref', 'kind')) ?? '';
      const service = destination(at(spec, 'sink'), resource, system);
      if (sink !== undefined && (sinkKind === 'Broker' || channels.has(sinkKind)))
        for (const sender of senders) gathered.at(sink, sink, origin).producers.set(sender, {service: sender});
      else if (service !== undefined && kind === 'KafkaSource') {
        const consumer = {place: {service}, group: word(at(spec, 'consumerGroup')), origin};
        const server = word(list(at(spec, 'bootstrapServers'))[0])?.replace(/:\d+$/, '');
        const via =
          server === undefined ? undefined : (system.names.resolve(server, resource.namespace)?.service ?? server);
        for (const topic of list(at(spec, 'topics')).flatMap((one) => word(one) ?? []))
          gathered.at(topic, via, origin, topic).consumers.set(service, consumer);
      } else if (service !== undefined)
        for (const sender of senders)
          if (sender !== service) calls.push({from: {service: sender}, to: {service}, origin});
    }
  }
  return {calls, brokers: [...brokers.values()], events: gathered.events(), questions: []};
}

/** The service that a `ref` or `uri` leads to. */
function destination(target: unknown, {namespace}: Resource, {names}: System): string | undefined {
  const name = word(at(target, 'ref', 'name'));
  if (name !== undefined) return names.resolve(name, word(at(target, 'ref', 'namespace')) ?? namespace)?.service;
  const host = /^https?:\/\/([^/:?#]{1,253})/.exec(word(at(target, 'uri')) ?? '')?.[1];
  return host === undefined ? undefined : names.resolve(host, namespace)?.service;
}

/** The services of the workloads that a binding names. */
function subjects(subject: unknown, {namespace}: Resource, byObject: Objects): string[] {
  return byObject.get(objectKey(namespace, word(at(subject, 'kind')), word(at(subject, 'name')))) ?? [];
}

function objectKey(namespace: string | undefined, kind: string | undefined, name: string | undefined): string {
  return JSON.stringify([namespace, kind, name]);
}
