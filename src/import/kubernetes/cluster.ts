import type {Draft, DraftBroker, DraftCall, DraftService} from '../draft.ts';
import {connections} from '../manifest/connections.ts';
import type {Workload as Part} from '../manifest/workload.ts';
import {daprEventing} from './dapr.ts';
import {entriesFrom} from './doors.ts';
import {type Eventing, joinedEventing, participants} from './eventing.ts';
import {hostReading} from './host-reading.ts';
import {knativeEventing} from './knative.ts';
import {type Landscape, landscapeOf} from './landscape.ts';
import {callPolicies, withPolicies} from './mesh.ts';
import {externalPart, managedPart, partOf, type Reading, withoutBrokers} from './parts.ts';
import {permissionsOf} from './permissions.ts';
import {placeOf, type Resource} from './resources.ts';
import {settingsOf} from './settings.ts';
import {sharingOf} from './sharing.ts';
import {strimziEventing} from './strimzi.ts';

/** Objects that have others installed, which are not in the manifests. */
const installers = new Set(['HelmRelease', 'HelmChart', 'Application', 'ApplicationSet', 'Kustomization']);

/** What the objects of a cluster say of the system in it. */
export function draftOfCluster(resources: readonly Resource[]): Draft {
  const landscape = landscapeOf(resources);
  const {names, services, workloads, select, serviceOf} = landscape;
  const eventing = joinedEventing(
    [strimziEventing, knativeEventing, daprEventing].map((read) => read({resources, workloads, serviceOf, names})),
  );
  const reading = hostReading(landscape);
  const settings = settingsOf(resources);
  const {trust, notes} = sharingOf(landscape, settings);
  const parts = partsOf(landscape, eventing, {settings, trust}, reading.resolve);
  const connected = connections(parts, reading.resolve);
  const policies = callPolicies(resources, names.resolve);
  const calls = withPolicies([...reading.weighed(connected.calls), ...eventing.calls], policies);
  const drafted = draftedServices(connected.services, landscape);
  const doors = new Set(drafted.flatMap(({name, kind, telemetry}) => (kind === undefined && !telemetry ? [name] : [])));
  const pairs = new Set(calls.map(({from, to}) => JSON.stringify([from.service, to.service])));
  const permissions = permissionsOf(resources, workloads, select, serviceOf, (from, to) =>
    pairs.has(JSON.stringify([from, to])),
  );
  const installed = resources.filter(({kind, group}) => installers.has(kind) && group !== '');
  return {
    evidence: 'declared',
    services: drafted,
    calls,
    brokers: [...withNodes(connected.brokers, parts), ...eventing.brokers],
    events: [...connected.events, ...eventing.events],
    operations: entriesFrom(resources, services, names.resolve).filter(({entry}) => doors.has(entry.service)),
    questions: [
      ...connected.questions,
      ...eventing.questions,
      ...sharedQuestions(connected.calls),
      ...permissions.questions,
    ],
    notes: [
      ...connected.notes,
      ...landscape.notes,
      ...notes,
      ...policies.notes,
      ...permissions.notes,
      ...installed.map((one) => `${placeOf(one)} installs what is not in these files; render it to have it imported.`),
    ],
  };
}

/** Everything that has settings or can be named, as the shared reading of configurations takes it. */
function partsOf(
  {components, managed, externals, display, names}: Landscape,
  eventing: Eventing,
  {settings, trust}: Pick<Reading, 'settings' | 'trust'>,
  resolve: (host: string, from: Part) => string | undefined,
): Part[] {
  const told = participants(eventing.events);
  const brokers = new Set([
    ...managed.flatMap((one) => (one.kind === 'broker' ? display(one) : [])),
    ...eventing.brokers.map(({name}) => name),
    ...eventing.events.flatMap(({via}) => via ?? []),
  ]);
  const isBroker = (host: string, from: Part) => brokers.has(resolve(host, from) ?? '');
  return [
    ...components.map((one) => {
      const part = partOf(one, display(one), {settings, trust, resolve: names.resolve});
      return told.has(part.name) ? withoutBrokers(part, isBroker) : part;
    }),
    ...managed.map((one) => managedPart(one, display(one))),
    ...externals.map(externalPart),
  ];
}

/** Who gets settings that others get too need not use all of them. */
function sharedQuestions(calls: readonly DraftCall[]): string[] {
  const asked = new Map<string, {readonly call: DraftCall; readonly from: string; readonly targets: string[]}>();
  for (const call of calls) {
    const [whole] = /^(?:ConfigMap|Secret) \S+/.exec(call.origin.rule) ?? [];
    if (whole === undefined || call.origin.confidence !== 'guess') continue;
    const key = JSON.stringify([call.from.service, whole]);
    const known = asked.get(key);
    if (known) known.targets.push(call.to.service);
    else asked.set(key, {call, from: whole, targets: [call.to.service]});
  }
  return [...asked.values()].map(({call: {from: caller, origin}, from, targets}) => {
    const place = `${origin.file}:${origin.line}`;
    return `Does ${caller.service} call ${targets.join(', ')}? It is given all of ${from} (${place}), as others are.`;
  });
}

function draftedServices(services: readonly DraftService[], {externals}: Landscape): DraftService[] {
  const outside = new Set(externals.map(({name}) => name));
  return services.map((service) => (outside.has(service.name) ? {...service, kind: 'external'} : service));
}

/** As many as run, where the manifest says so and no list of hosts said it before. */
function withNodes(brokers: readonly DraftBroker[], parts: readonly Part[]): DraftBroker[] {
  const running = new Map(parts.map(({name, replicas}) => [name, replicas ?? 1]));
  return brokers.map((broker) => {
    const nodes = broker.nodes ?? running.get(broker.name) ?? 1;
    return nodes > 1 ? {...broker, nodes} : broker;
  });
}
