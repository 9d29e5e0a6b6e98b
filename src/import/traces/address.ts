import {interned} from './interned.ts';
import {kept} from './kept.ts';
import {withoutSecrets} from './without-secrets.ts';

/** How the other side of a call was named. */
export interface Address {
  readonly name: string;
  /** An IP address or this machine: it names no service by itself. */
  readonly numeric: boolean;
  /** Of a name in a cluster's own network. */
  readonly namespace?: string | undefined;
}

const numeric = /^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|host\.docker\.internal|.*:.*:.*)$/i;

/** Peers by number, as `addressOf` reads them; what a raw one became is remembered for a while, as they may all differ. */
export interface Peers {
  readonly numberOf: (peer: string, port: string) => number;
  readonly names: readonly string[];
  /** Is the name of this number an address of a machine? */
  readonly numeric: readonly boolean[];
  /** The namespaces in the addresses of clusters. */
  readonly namespaces: ReadonlySet<string>;
}

export function peers(limit: number): Peers {
  const names = interned(limit, 'other peers');
  const numeric = [true];
  const namespaces = new Set<string>();
  const seen = new Map<string, Map<string, number>>();
  return {
    names: names.texts,
    numeric,
    namespaces,
    numberOf: (peer, port) => {
      if (seen.size >= 20_000) seen.clear();
      const byPort = kept(seen, peer, () => new Map());
      const known = byPort.get(port);
      if (known !== undefined) return known;
      const address = addressOf(peer, port);
      if (address.namespace !== undefined && namespaces.size < limit) namespaces.add(address.namespace);
      const number = names.numberOf(address.name);
      numeric[number] = address.numeric;
      if (byPort.size < 1000) byPort.set(port, number);
      return number;
    },
  };
}

/**
 * The name in a peer attribute: without scheme, user, port and path; `cart.shop.svc.cluster.local` is `cart.shop`; the last
 * part of what Envoy calls a cluster (`outbound|9080||reviews.shop.svc.cluster.local`). Numbers keep their port, which tells them apart.
 */
export function addressOf(peer: string, port: string): Address {
  const bare = withoutSecrets(peer.trim().replace(/^.*\|/, ''))
    .replace(/^[a-z][a-z0-9+.:-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '');
  const [, host = bare, own = ''] = /^([^:]+|\[[^\]]*\]):(\d+)$/.exec(bare) ?? [];
  if (numeric.test(host) || host.startsWith('[')) {
    const at = own || port;
    return {name: at === '' ? host : `${host}:${at}`, numeric: true};
  }
  const name = host.replace(/\.$/, '');
  const [, service, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\..*)?$/i.exec(name) ?? [];
  return service === undefined ? {name, numeric: false} : {name: `${service}.${namespace}`, numeric: false, namespace};
}
