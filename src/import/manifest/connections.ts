import {listed} from '../../figures.ts';
import type {Draft, DraftBroker, DraftCall, DraftService, Origin} from '../draft.ts';
import {brokerEvents, type Client} from './broker-events.ts';
import {clustersOf} from './clusters.ts';
import type {Nature} from './kinds.ts';
import {type Link, linksOf, tellsKind} from './links.ts';
import {ownProducts} from './own-products.ts';
import {isStoreQueue, storeQueueQuestions} from './store-queues.ts';
import {isWatching, watched} from './watched.ts';
import {type Resolve, resolverOf, type Workload} from './workload.ts';

/** A part of a product that is the system itself. */
const itself: Nature = {kind: 'service', confidence: 'likely', by: 'image'};
const ranks = {sure: 0, likely: 1, guess: 2} as const;

/** Everything of a draft but its evidence, name and operations. */
export type Connected = Pick<Draft, 'services' | 'calls' | 'brokers' | 'events' | 'questions' | 'notes'>;

/**
 * What the configuration of `workloads` says of who uses whom: calls, events on brokers, hosts that no manifest describes.
 * A call needs an address or a name under a variable that speaks of hosts; start-up order never comes in here. Brokers are no
 * services. What telemetry looks at, and the brokers that an administration page shows, is nobody's request: that goes into
 * the notes; how stores and brokers find each other is left out.
 */
export function connections(workloads: readonly Workload[], resolve: Resolve = resolverOf(workloads)): Connected {
  const passedOver = new Map<string, Set<string>>();
  const links = workloads.flatMap((workload) =>
    linksOf(workload, resolve, (host) => addTo(passedOver, workload.name, host)),
  );
  const natures = naturesOf(workloads, links);
  const own = ownProducts(workloads, links, natures);
  for (const names of own.values()) for (const name of names) natures.set(name, itself);
  const brokers = [...natures].filter(([, {kind}]) => kind === 'broker').map(([name]) => name);
  const cluster = clustersOf(brokers, links);
  const targetOf = ({to}: Link) => cluster.get(to) ?? to;
  const calls = new Map<string, Link>();
  const clientLinks = new Map<string, Link>();
  const watching: Link[] = [];
  const queues: Link[] = [];
  const used = new Set<string>();
  for (const link of links) {
    const [from, to] = [natures.get(link.from.name)!, natures.get(link.to)!];
    if (isWatching(link, from, to)) watching.push(link);
    else if (from.kind === 'broker' || from.kind === 'datastore') continue;
    else if (cluster.has(link.to)) keepBest(clientLinks, targetOf(link), link);
    else if (isStoreQueue(link, to)) {
      queues.push(link);
      keepBest(calls, link.to, {...link, confidence: 'guess'});
    } else keepBest(calls, link.to, link);
    if (from.kind !== 'telemetry' || to.kind === 'telemetry') used.add(targetOf(link));
  }
  const clients = [...clientLinks.values()].map(
    (link): Client => ({link, broker: cluster.get(link.to)!, technology: natures.get(link.to)!.technology}),
  );
  const {events, questions, notes} = brokerEvents(clients);
  const aside = watched(watching, targetOf);
  return {
    services: [
      ...workloads.flatMap((workload) =>
        natures.get(workload.name)!.kind === 'broker' ? [] : [serviceOf(workload, natures)],
      ),
      ...danglingServices(links, natures, used),
    ],
    calls: [...calls.values()].map(callOf),
    brokers: brokersOf(workloads, links, cluster, used),
    events,
    questions: [...questions, ...aside.questions, ...storeQueueQuestions(queues)],
    notes: [
      ...[...own].map(
        ([product, names]) =>
          `${listed(names)} are ${product} itself, and nobody here sends it telemetry: taken for services.`,
      ),
      ...aside.notes,
      ...notes,
      ...[...passedOver].map(
        ([name, hosts]) =>
          `${name} mentions ${listed([...hosts])}: taken for names of specifications, packages or sources, not for calls.`,
      ),
    ],
  };
}

/** What each workload and each dangling host is. Where a workload only looks like a service, an address such as `amqp://it` says more. */
function naturesOf(workloads: readonly Workload[], links: readonly Link[]): Map<string, Nature> {
  const natures = new Map(workloads.map(({name, nature}) => [name, nature]));
  for (const link of links) {
    const known = natures.get(link.to);
    if (known === undefined || (known.by === 'nothing' && (link.dangling || tellsKind(link))))
      natures.set(link.to, link.nature);
  }
  return natures;
}

/** The surer of two links of one pair; of equals the first. */
function keepBest(best: Map<string, Link>, target: string, link: Link): void {
  const key = JSON.stringify([link.from.name, target]);
  const known = best.get(key);
  if (known === undefined || ranks[link.confidence] < ranks[known.confidence]) best.set(key, link);
}

function addTo(lists: Map<string, Set<string>>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.add(value);
  else lists.set(key, new Set([value]));
}

function originOf({setting: {name, file, line, rule}, mention, confidence}: Link): Origin {
  const inside = mention.variable === name || rule.includes(mention.variable) ? '' : ` (${mention.variable})`;
  return {file, line, rule: `${rule}${inside}`, confidence};
}

function callOf(link: Link): DraftCall {
  return {from: {service: link.from.name}, to: {service: link.to}, origin: originOf(link)};
}

function serviceOf({name, tool, team, replicas, origin}: Workload, natures: ReadonlyMap<string, Nature>): DraftService {
  const {kind} = natures.get(name)!;
  return {
    name,
    ...(kind === 'datastore' && {kind}),
    // A page over a broker or a store serves nobody's request: as little as telemetry does.
    ...((kind === 'telemetry' || tool === 'page') && {telemetry: true}),
    ...(team !== undefined && {team}),
    ...(replicas !== undefined && {replicas}),
    origin,
  };
}

function danglingServices(
  links: readonly Link[],
  natures: ReadonlyMap<string, Nature>,
  used: ReadonlySet<string>,
): DraftService[] {
  const first = new Map<string, Link>();
  for (const link of links)
    if (link.dangling && used.has(link.to) && natures.get(link.to)!.kind !== 'broker' && !first.has(link.to))
      first.set(link.to, link);
  return [...first.values()].map((link) => ({
    name: link.to,
    kind: 'external',
    dangling: true,
    ...(natures.get(link.to)!.kind === 'telemetry' && {telemetry: true}),
    origin: {...originOf(link), confidence: 'guess'},
  }));
}

function brokersOf(
  workloads: readonly Workload[],
  links: readonly Link[],
  cluster: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): DraftBroker[] {
  const origins = new Map<string, Origin>();
  for (const {name, origin} of workloads) origins.set(name, origin);
  for (const link of links) if (!origins.has(link.to)) origins.set(link.to, {...originOf(link), confidence: 'guess'});
  const described = new Set(workloads.map(({name}) => name));
  const nodes = new Map<string, number>();
  for (const name of cluster.values()) nodes.set(name, (nodes.get(name) ?? 0) + 1);
  const there = [...nodes].filter(([name]) => described.has(name) || used.has(name));
  return there.map(([name, count]) => ({name, ...(count > 1 && {nodes: count}), origin: origins.get(name)!}));
}
