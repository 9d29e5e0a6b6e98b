import {order} from './request-kinds.ts';

/** Names of services and peers, those of one cluster's namespaces without them. */
export interface ShortNames {
  /** By the number of each service: the number that counts, where a name with its namespace is the same service without. */
  readonly serviceAt: Uint32Array | undefined;
  readonly services: readonly string[];
  readonly peers: readonly string[];
  /** The names of services that were shortened. */
  readonly shortened: readonly string[];
}

const twoParts = /^([^.\s]+)\.([^.\s]+)$/;

/**
 * Istio calls a service `reviews.bookinfo`, a caller's proxy `reviews.bookinfo.svc.cluster.local`, its own spans and its
 * manifest `reviews`: all are `reviews`. Only names that end in one of `namespaces` are shortened, and only where no
 * other namespace has a service of that name.
 */
export function shortNames(
  services: readonly string[],
  peers: readonly string[],
  namespaces: ReadonlySet<string>,
): ShortNames {
  if (namespaces.size === 0) return {serviceAt: undefined, services, peers, shortened: []};
  const parts = (name: string): readonly [string, string] | undefined => {
    const [, short, namespace] = twoParts.exec(name) ?? [];
    return short !== undefined && namespace !== undefined && namespaces.has(namespace) ? [short, namespace] : undefined;
  };
  const numbers = new Map(services.map((name, number) => [name, number]));
  const serving = spread(services, parts);
  const named = spread([...services, ...peers], parts);
  const short = (name: string): string => {
    const found = parts(name)?.[0];
    if (found === undefined) return name;
    const isOne = (serving.get(found)?.size ?? 0) < 2 && (numbers.has(found) || named.get(found)!.size < 2);
    return isOne ? found : name;
  };
  const renamed = services.map(short);
  const serviceAt = Uint32Array.from(renamed, (name, number) => numbers.get(name) ?? number);
  return {
    serviceAt,
    services: renamed.map((name, number) => (serviceAt[number] === number ? name : '')),
    peers: peers.map(short),
    shortened: services.filter((name, number) => renamed[number] !== name).sort(order),
  };
}

/** In which namespaces each name is. */
function spread(
  names: readonly string[],
  parts: (name: string) => readonly [string, string] | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) {
    const [short, namespace] = parts(name) ?? [];
    if (short === undefined || namespace === undefined) continue;
    const there = found.get(short);
    if (there) there.add(namespace);
    else found.set(short, new Set([namespace]));
  }
  return found;
}
