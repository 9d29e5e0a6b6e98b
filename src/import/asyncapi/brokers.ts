import type {DraftBroker} from '../draft.ts';
import type {Application, Use} from './application.ts';
import {brokerFamily} from './servers.ts';

/** Brokers of all documents, and the one of each use; undefined where a document does not tell. */
export interface SpecBrokers {
  readonly brokers: readonly DraftBroker[];
  readonly brokerOf: (use: Use) => string | undefined;
}

/**
 * Which servers are one broker: those of one channel (environments, or ways in with different security) and those of one
 * host. A broker is named by its kind; where there are several of a kind, with its host.
 */
export function specBrokers(applications: readonly Application[]): SpecBrokers {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let at = key;
    while (parents.get(at) !== at) {
      const above = parents.get(at)!;
      parents.set(at, parents.get(above)!);
      at = above;
    }
    return at;
  };
  const keysOf = ({servers}: Use): string[] =>
    servers.flatMap(({protocol, host}) => {
      const family = brokerFamily(protocol);
      return family ? [JSON.stringify([family, host])] : [];
    });
  const uses = applications.flatMap((application) => application.uses);
  for (const use of uses) {
    const byFamily = new Map<string, string>();
    for (const key of keysOf(use)) {
      if (!parents.has(key)) parents.set(key, key);
      const [family] = JSON.parse(key) as [string, string];
      const first = byFamily.get(family);
      if (first === undefined) byFamily.set(family, key);
      else parents.set(rootOf(key), rootOf(first));
    }
  }
  const roots = [...new Set([...parents.keys()].map(rootOf))];
  const hosts = new Map(roots.map((root) => [root, JSON.parse(root) as [string, string]]));
  const kinds = new Map<string, number>();
  for (const [family] of hosts.values()) kinds.set(family, (kinds.get(family) ?? 0) + 1);
  const nameOf = (root: string): string => {
    const [family, host] = hosts.get(root)!;
    return kinds.get(family) === 1 || host === '' ? family : `${family} ${host}`;
  };
  const named = new Map(roots.map((root) => [root, nameOf(root)]));
  const brokerOf = (use: Use): string | undefined => {
    const [key] = keysOf(use);
    if (key !== undefined) return named.get(rootOf(key));
    if (use.servers.length > 0) return undefined;
    // Without servers, bindings name at least the kind; with one broker of that kind, it is that one.
    const family = use.boundTo.map(brokerFamily).find((one) => one !== undefined);
    if (family !== undefined) return roots.map(nameOf).find((name) => name === family) ?? family;
    return roots.length === 1 ? named.get(roots[0]!) : undefined;
  };
  const brokers = new Map<string, DraftBroker>();
  for (const use of uses) {
    const name = brokerOf(use);
    if (name === undefined || brokers.has(name)) continue;
    const server = use.servers.find(({protocol}) => brokerFamily(protocol));
    brokers.set(name, {name, origin: server?.origin ?? {...use.origin, rule: 'bindings', confidence: 'likely'}});
  }
  return {brokers: [...brokers.values()], brokerOf};
}
