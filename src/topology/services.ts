import type {Complain} from './complaint.ts';
import {chanceOf, type Defaults, instant, latencyOf, threeNines} from './figures.ts';
import type {Path} from './places.ts';
import type {LatencyEntry, ServiceEntry, TopologyFile} from './schema.ts';
import type {Service, TopologyNode} from './topology.ts';

const weekMs = 7 * 86_400_000;

/** The services of a file and their nodes, these still without calls and publishes. */
export function servicesOf(file: TopologyFile, defaults: Defaults, complain: Complain) {
  const services = new Map<string, Service>();
  const nodes: TopologyNode[] = [];
  for (const [name, entry] of file.services) {
    const path = ['services', name];
    const first = nodes.length;
    if (hasEndpoints(entry)) {
      ownWorkBesideEndpoints(name, entry, path, complain);
      for (const [endpoint, {latency}] of entry.endpoints) {
        const at = [...path, 'endpoints', endpoint];
        nodes.push(node(nodes.length, name, endpoint, latency, at, defaults, complain));
      }
    } else nodes.push(node(first, name, undefined, entry.latency, path, defaults, complain));
    const own = nodes.slice(first).map(({index}) => index);
    services.set(name, service(name, entry, own, defaults, complain));
  }
  if (file.services.size === 0) {
    complain(['services'], 'there are no services', 'Add at least one: NAME: {latency: 50ms}.');
  }
  return {services, nodes};
}

/** Does the service receive requests at endpoints, rather than directly? */
export function hasEndpoints<E extends Pick<ServiceEntry, 'endpoints'>>(
  entry: E,
): entry is E & {endpoints: NonNullable<ServiceEntry['endpoints']>} {
  return entry.endpoints !== undefined && entry.endpoints.size > 0;
}

function ownWorkBesideEndpoints(name: string, entry: ServiceEntry, path: Path, complain: Complain): void {
  for (const key of ['calls', 'latency'] as const) {
    if (entry[key] === undefined) continue;
    const hint = `Move ${key} into the endpoints.`;
    complain([...path, key], `"${name}" has endpoints and ${key} of its own`, hint, 'key');
  }
}

function node(
  index: number,
  service: string,
  endpoint: string | undefined,
  latency: LatencyEntry | undefined,
  path: Path,
  defaults: Defaults,
  complain: Complain,
): TopologyNode {
  return {
    index,
    label: endpoint === undefined ? service : `${service}/${endpoint}`,
    service,
    endpoint,
    latency: latency === undefined ? (defaults.latency ?? instant) : latencyOf(latency, [...path, 'latency'], complain),
    latencyStated: latency !== undefined || defaults.latency !== undefined,
    calls: [],
    publishes: [],
    path,
  };
}

function service(
  name: string,
  entry: ServiceEntry,
  nodes: readonly number[],
  defaults: Defaults,
  complain: Complain,
): Service {
  const path = ['services', name];
  const count = entry.replicas?.count ?? 1;
  const required = entry.replicas?.required ?? 1;
  if (required > count) {
    const message = `required ${required} is above count ${count}`;
    complain([...path, 'replicas', 'required'], message, 'At most all replicas can be required.');
  }
  if (entry.deploys && entry.deploys.perWeek * entry.deploys.outage > weekMs) {
    complain([...path, 'deploys'], 'the deployments take longer than the week has', 'Check perWeek and outage.');
  }
  return {
    name,
    kind: entry.kind ?? 'service',
    team: entry.team,
    availability: entry.availability
      ? chanceOf(entry.availability, [...path, 'availability'], complain)
      : (defaults.availability ?? threeNines),
    availabilityStated: entry.availability !== undefined || defaults.availability !== undefined,
    replicas: {count, required: Math.min(required, count)},
    sharedFate: [...new Set(entry.sharedFate ?? [])],
    deploys: entry.deploys && {perWeek: entry.deploys.perWeek, outageMs: entry.deploys.outage},
    concurrency: entry.concurrency,
    rateLimit: entry.rateLimit,
    subdomain: entry.subdomain,
    telemetry: entry.telemetry ?? false,
    guessed: entry.confidence === 'guess',
    nodes,
    path,
  };
}
