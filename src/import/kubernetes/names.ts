import type {Confidence} from '../draft.ts';

/** What a host stands for. */
export interface Found {
  /** The name in the topology. */
  readonly service: string;
  readonly confidence: Confidence;
}

/** What a host stands for when a workload of this namespace calls it; undefined: nothing that the files describe. */
export type Resolve = (host: string, namespace: string | undefined) => Found | undefined;

/** Who has which name in which namespace. */
export interface Names {
  /** The first to take a name in a namespace keeps it. */
  readonly add: (name: string, namespace: string | undefined, service: string) => void;
  /** A name that is the same from everywhere: a host outside, `*.example.com`. */
  readonly addHost: (host: string, service: string) => void;
  readonly resolve: Resolve;
}

/** Endings of public names; `orders.com` is no service orders in a namespace com. */
const publicEnding =
  /^(?:[a-z]{2}|com|org|net|edu|gov|mil|int|info|biz|dev|app|cloud|xyz|tech|online|site|store|shop|local|internal|lan|corp|home|arpa)$/;

/**
 * Names as a cluster's DNS knows them: `cart`, `cart.shop`, `cart.shop.svc`, `cart.shop.svc.cluster.local`, and the pods of a
 * StatefulSet before them (`kafka-0.kafka.shop`). A bare name is looked up in the caller's namespace; where only another
 * namespace has it, the cluster would not find it, but the author may have meant it: a guess. A manifest that states no
 * namespace fits every one: likely.
 */
export function namesTable(): Names {
  const byName = new Map<string, Map<string | undefined, string>>();
  const hosts = new Map<string, string>();
  const bare = (name: string, from: string | undefined): Found | undefined => {
    const homes = byName.get(name);
    const here = homes?.get(from);
    if (here !== undefined) return {service: here, confidence: 'sure'};
    const [only] = homes ?? [];
    if (only === undefined || homes?.size !== 1) return undefined;
    return {service: only[1], confidence: from === undefined || only[0] === undefined ? 'likely' : 'guess'};
  };
  const qualified = (labels: readonly string[]): Found | undefined => {
    const [name = '', namespace = '', svc] = labels;
    if (svc !== undefined && svc !== 'svc') return undefined;
    const homes = byName.get(name);
    const there = homes?.get(namespace);
    if (there !== undefined) return {service: there, confidence: 'sure'};
    const unstated = homes?.get(undefined);
    const fits = unstated !== undefined && (svc === 'svc' || !publicEnding.test(namespace));
    return fits ? {service: unstated, confidence: 'likely'} : undefined;
  };
  const resolve: Resolve = (text, from) => {
    const host = text.toLowerCase().replace(/\.$/, '');
    const outside = hosts.get(host);
    if (outside !== undefined) return {service: outside, confidence: 'sure'};
    const labels = host.split('.', 12);
    const [first = '', second] = labels;
    const found = second === undefined ? bare(first, from) : qualified(labels);
    if (found) return found;
    if (second !== undefined && /-\d{1,5}$/.test(first) && byName.has(second))
      return labels.length === 2 ? bare(second, from) : qualified(labels.slice(1));
    for (let i = 1; i < labels.length - 1; i += 1) {
      const wild = hosts.get(`*.${labels.slice(i).join('.')}`);
      if (wild !== undefined) return {service: wild, confidence: 'sure'};
    }
    return undefined;
  };
  return {
    add: (name, namespace, service) => {
      const key = name.toLowerCase();
      const homes = byName.get(key) ?? new Map<string | undefined, string>();
      byName.set(key, homes);
      if (!homes.has(namespace)) homes.set(namespace, service);
    },
    addHost: (host, service) => {
      if (!hosts.has(host.toLowerCase())) hosts.set(host.toLowerCase(), service);
    },
    resolve,
  };
}
