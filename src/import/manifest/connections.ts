import type {Draft, DraftBroker, DraftCall, DraftService, Origin} from '../draft.ts';
import {brokerEvents, type Client} from './broker-events.ts';
import {clustersOf} from './clusters.ts';
import type {Nature} from './kinds.ts';
import {type Link, linksOf, tellsKind} from './links.ts';
import {wordsOf} from './variable-words.ts';
import {type Resolve, resolverOf, type Workload} from './workload.ts';

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
  const links = workloads.flatMap((workload) => linksOf(workload, resolve));
  const natures = naturesOf(workloads, links);
  const brokers = [...natures].filter(([, {kind}]) => kind === 'broker').map(([name]) => name);
  const cluster = clustersOf(brokers, links);
  const calls = new Map<string, Link>();
  const clientLinks = new Map<string, Link>();
  const watched = new Map<string, Set<string>>();
  const used = new Set<string>();
  for (const link of links) {
    const from = natures.get(link.from.name)!;
    const to = natures.get(link.to)!;
    const broker = cluster.get(link.to);
    const target = broker ?? link.to;
    const watches = from.kind === 'telemetry' && to.kind !== 'telemetry';
    if (watches || (link.from.tool && broker !== undefined)) addTo(watched, link.from.name, target);
    else if (from.kind === 'broker' || from.kind === 'datastore') continue;
    else keepBest(broker === undefined ? calls : clientLinks, target, link);
    if (!watches) used.add(target);
  }
  const clients = [...clientLinks.values()].map(
    (link): Client => ({link, broker: cluster.get(link.to)!, technology: natures.get(link.to)!.technology}),
  );
  const {events, questions} = brokerEvents(clients);
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
    questions: [...questions, ...queueQuestions([...calls.values()], natures)],
    notes: [...watched].map(
      ([name, targets]) => `${name} watches ${[...targets].join(', ')}: that is no part of a request and left out.`,
    ),
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

function serviceOf({name, team, replicas, origin}: Workload, natures: ReadonlyMap<string, Nature>): DraftService {
  const {kind} = natures.get(name)!;
  return {
    name,
    ...(kind === 'datastore' && {kind}),
    ...(kind === 'telemetry' && {telemetry: true}),
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

/** Stores that a variable calls a broker or queue (Celery on Redis) may carry messages. */
function queueQuestions(calls: readonly Link[], natures: ReadonlyMap<string, Nature>): string[] {
  return calls.flatMap(({from, to, mention, setting}) => {
    const words = wordsOf(mention.variable);
    const queue = words.some((word) => word === 'broker' || word === 'queue' || word === 'celery');
    if (!queue || natures.get(to)!.kind !== 'datastore') return [];
    const place = `${setting.file}${setting.line === undefined ? '' : `:${setting.line}`} ${setting.name}`;
    return [`Does ${from.name} use ${to} to pass messages on, and who reads them? (${place})`];
  });
}
