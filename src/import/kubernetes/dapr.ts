import type {DraftBroker} from '../draft.ts';
import {at, list, mapping, word} from '../manifest/fields.ts';
import {type Eventing, gathering, type System} from './eventing.ts';
import {originOf, type Resource} from './resources.ts';

/**
 * Dapr's pub/sub components are brokers. Subscriptions name who reads which topic (`scopes`), and the scopes of a component
 * (`publishingScopes: orders=placed;audit=`) who may publish and read what.
 */
export function daprEventing(system: System): Eventing {
  const gathered = gathering();
  const brokers: DraftBroker[] = [];
  for (const resource of system.resources) {
    const {kind, group, name, data} = resource;
    if (group !== 'dapr.io') continue;
    if (kind === 'Component' && (word(at(data, 'spec', 'type')) ?? '').startsWith('pubsub.')) {
      brokers.push({name, origin: originOf(resource, ['spec', 'type'], `Component ${name}`)});
      for (const [service, topic] of scoped(resource, 'publishingScopes', system))
        gathered
          .at(topic, name, originOf(resource, ['spec'], 'publishingScopes'), topic)
          .producers.set(service, {service});
      for (const [service, topic] of scoped(resource, 'subscriptionScopes', system)) {
        const origin = originOf(resource, ['spec'], 'subscriptionScopes', 'likely');
        gathered.at(topic, name, origin, topic).consumers.set(service, {place: {service}, origin});
      }
    }
    if (kind === 'Subscription') {
      const topic = word(at(data, 'spec', 'topic'));
      if (topic === undefined) continue;
      const origin = originOf(resource, ['spec'], `Subscription ${name}`);
      const event = gathered.at(topic, word(at(data, 'spec', 'pubsubname')), origin, topic);
      for (const one of list(at(data, 'scopes'))) {
        const service = serviceOf(word(one), resource, system);
        if (service !== undefined) event.consumers.set(service, {place: {service}, origin});
      }
    }
  }
  return {calls: [], brokers, events: gathered.events(), questions: []};
}

/** The pairs in `app1=topic1,topic2;app2=topic3`. */
function scoped(resource: Resource, key: string, system: System): [string, string][] {
  const entry = list(at(resource.data, 'spec', 'metadata')).find((one) => at(mapping(one), 'name') === key);
  return (word(at(entry, 'value')) ?? '').split(';').flatMap((part): [string, string][] => {
    const [app, topics = ''] = part.split('=');
    const service = serviceOf(app?.trim(), resource, system);
    const named = topics.split(',').map((topic) => topic.trim());
    return service === undefined ? [] : named.filter((topic) => topic !== '').map((topic) => [service, topic]);
  });
}

function serviceOf(app: string | undefined, {namespace}: Resource, {names}: System): string | undefined {
  return app === undefined ? undefined : names.resolve(app, namespace)?.service;
}
