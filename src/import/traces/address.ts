import {interned} from './interned.ts';
import {kept} from './kept.ts';

/** How the other side of a call was named. */
export interface Address {
  readonly name: string;
  /** An IP address or this machine: it names no service by itself. */
  readonly numeric: boolean;
}

const numeric = /^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|host\.docker\.internal|.*:.*:.*)$/i;

/** Peers by number, as `addressOf` reads them; what a raw one became is remembered for a while, as they may all differ. */
export interface Peers {
  readonly numberOf: (peer: string, port: string) => number;
  readonly names: readonly string[];
  /** Is the name of this number an address of a machine? */
  readonly numeric: readonly boolean[];
}

export function peers(limit: number): Peers {
  const names = interned(limit, 'other peers');
  const numeric = [true];
  const seen = new Map<string, Map<string, number>>();
  return {
    names: names.texts,
    numeric,
    numberOf: (peer, port) => {
      if (seen.size >= 20_000) seen.clear();
      const byPort = kept(seen, peer, () => new Map());
      const known = byPort.get(port);
      if (known !== undefined) return known;
      const address = addressOf(peer, port);
      const number = names.numberOf(address.name);
      numeric[number] = address.numeric;
      if (byPort.size < 1000) byPort.set(port, number);
      return number;
    },
  };
}

/**
 * The name in a peer attribute: without scheme, port and path; `cart.shop.svc.cluster.local` is `cart`; the last part of
 * what Envoy calls a cluster (`outbound|9080||reviews.shop.svc.cluster.local`). Numbers keep their port, which tells them apart.
 */
export function addressOf(peer: string, port: string): Address {
  const bare = peer
    .trim()
    .replace(/^.*\|/, '')
    .replace(/^[a-z][a-z+.-]*:\/\/(?:[^/@]*@)?/i, '')
    .replace(/[/?#].*$/s, '');
  const [, host = bare, own = ''] = /^([^:]+|\[[^\]]*\]):(\d+)$/.exec(bare) ?? [];
  if (numeric.test(host) || host.startsWith('[')) {
    const at = own || port;
    return {name: at === '' ? host : `${host}:${at}`, numeric: true};
  }
  const inCluster = /^([^.]+)\.[^.]+(?:\.svc(?:\.cluster\.local)?)$/i.exec(host)?.[1];
  return {name: (inCluster ?? host).replace(/\.$/, ''), numeric: false};
}
