import {didYouMean} from '../nearest.ts';
import {shown} from './shown.ts';
import type {Service, TopologyNode} from './topology.ts';

/** What a name in the file stands for, or what is wrong with it. */
export type Found<T> = {readonly found: T} | {readonly message: string; readonly hint: string};

/** How names in a topology become services and nodes: `a/b` is the service `a/b` if there is one, else endpoint `b` of the longest service name before a slash. */
export interface Names {
  /** The one node that receives a request sent to `name`. */
  readonly node: (name: string) => Found<number>;
  /** All nodes that `name` stands for: of a service with endpoints, every one. */
  readonly nodes: (name: string) => Found<readonly number[]>;
  readonly broker: (name: string) => Found<string>;
  readonly sharedFate: (name: string) => Found<string>;
}

/** Names that are compared with all others for a suggestion; beyond it a large file that is wrong throughout would take minutes. */
const mostSuggestions = 20;
const longestCompared = 100;

/** The names of these services with their nodes, and of brokers and shared fates. */
export function names(
  services: ReadonlyMap<string, Service>,
  nodes: readonly TopologyNode[],
  brokers: ReadonlyMap<string, unknown>,
  sharedFates: ReadonlyMap<string, unknown>,
): Names {
  let suggestions = 0;
  const suggested = (name: string, known: Iterable<string>, otherwise: string): string => {
    suggestions += 1;
    const compare = suggestions <= mostSuggestions && name.length <= longestCompared;
    return compare ? didYouMean(name, known, otherwise) : otherwise;
  };
  const endpoints = new Map<string, Map<string, number>>();
  for (const {service, endpoint, index} of nodes) {
    if (endpoint === undefined) continue;
    const own = endpoints.get(service);
    if (own) own.set(endpoint, index);
    else endpoints.set(service, new Map([[endpoint, index]]));
  }

  const nodesOf = (name: string): Found<readonly number[]> => {
    const service = services.get(name);
    if (service) return {found: service.nodes};
    for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      const owner = name.slice(0, slash);
      if (!services.has(owner)) continue;
      const endpoint = name.slice(slash + 1);
      const own = endpoints.get(owner);
      const node = own?.get(endpoint);
      if (node !== undefined) return {found: [node]};
      return {
        message: `service "${shown(owner)}" has no endpoint "${shown(endpoint)}"`,
        hint: own ? suggested(endpoint, own.keys(), `It has: ${some([...own.keys()])}.`) : 'It has no endpoints.',
      };
    }
    return {message: `there is no service "${shown(name)}"`, hint: otherKind(name)};
  };
  const otherKind = (name: string): string => {
    if (brokers.has(name)) return `"${shown(name)}" is a broker: what is sent over it stands under "events".`;
    if (sharedFates.has(name)) return `"${shown(name)}" is a shared fate; name a service.`;
    return suggested(name, services.keys(), 'Add it under "services", or correct the name.');
  };
  const one =
    (kind: string, key: string, known: ReadonlyMap<string, unknown>) =>
    (name: string): Found<string> =>
      known.has(name)
        ? {found: name}
        : {
            message: `there is no ${kind} "${shown(name)}"`,
            hint: suggested(name, known.keys(), `Add it under "${key}", or correct the name.`),
          };
  return {
    nodes: nodesOf,
    node: (name) => {
      const result = nodesOf(name);
      if (!('found' in result)) return result;
      const [first] = result.found;
      if (first !== undefined && (nodes[first]!.endpoint === undefined || !services.has(name))) return {found: first};
      return {
        message: `service "${shown(name)}" has endpoints, and this names none of them`,
        hint: `Write one of: ${some(result.found.map((index) => nodes[index]!.label))}.`,
      };
    },
    broker: one('broker', 'brokers', brokers),
    sharedFate: one('shared fate', 'sharedFate', sharedFates),
  };
}

/** The first eight of a list. */
function some(items: readonly string[]): string {
  return `${items.slice(0, 8).map(shown).join(', ')}${items.length > 8 ? ', ...' : ''}`;
}
