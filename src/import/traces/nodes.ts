import type {Confidence} from '../draft.ts';
import {softwareCalled} from '../software.ts';
import {type Evidence, otherSide} from './evidence.ts';
import {kept} from './kept.ts';
import {callLabel, type OutsideKinds, outsideKinds} from './outside-kinds.ts';
import {order, type RequestKinds} from './request-kinds.ts';
import {flags, type SpanTable} from './span-table.ts';
import {byDatabase, peerRule} from './told.ts';

/** A service, a store, or something outside that only its callers tell of. The first are the services of the spans. */
export interface TraceNode {
  readonly name: string;
  readonly kind: 'service' | 'datastore' | 'external';
  /** What named it, and a span that did; undefined for services, which name themselves. */
  readonly named?: {readonly rule: string; readonly confidence: Confidence; readonly span: number} | undefined;
}

/** Whom a client called that has no child in another service. */
export interface Nodes {
  readonly list: TraceNode[];
  /**
   * The kind of request that a client span makes when a request of kind `maker` makes it; `own`: its own service; undefined:
   * nothing names the other side.
   */
  readonly calleeOf: (span: number, maker: number) => number | 'own' | undefined;
  /** Kinds that `calleeOf` gives for some of the calls to what is another kind otherwise: by that kind and `callLabel`. */
  readonly apart: OutsideKinds;
  /** Clients of brokers of which nothing says whether they send or receive: a span for each, by service and broker. */
  readonly undirected: ReadonlyMap<string, {readonly span: number; readonly broker: string}>;
  /** Stores that are named by their product alone, and who uses them. */
  readonly unnamed: ReadonlyMap<string, readonly string[]>;
}

const suffix = /(.)(?:service|svc){1,3}$/;
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Names the other side of client spans. A peer that is always answered by one service is that service, also where the
 * answer was not recorded; a peer called like a service is that service; a client of a database is a store.
 */
export function nodesOf(table: SpanTable, evidence: Evidence, kinds: RequestKinds): Nodes {
  const list: TraceNode[] = table.services.map((name) => ({name, kind: 'service'}));
  const byName = [...table.services.entries()].filter(([, name]) => name !== '').sort(([, a], [, b]) => order(a, b));
  const exactly = new Map(byName.map(([number, name]) => [name, number]));
  // Of several that are alike but for their letters' case the first by the alphabet.
  const likely = firstBy(byName, (name) => name.toLowerCase());
  const short = firstBy(byName, (name) => plain(name).replace(suffix, '$1'));
  const {answeredBy, requestOf} = answers(table, evidence.answered, kinds);
  const made = new Map<string, number>();
  const undirected = new Map<string, {span: number; broker: string}>();
  const users = new Map<string, string[]>();
  const known = new Map<number, Map<number, number | 'own' | undefined>>();

  const outside = (node: TraceNode): number => {
    const key = `${node.kind} ${node.name}`;
    const there = made.get(key);
    if (there !== undefined) return there;
    made.set(key, kinds.list.length);
    kinds.list.push({node: list.length, name: ''});
    list.push(node);
    return kinds.list.length - 1;
  };
  const store = (span: number, rule: string): number => {
    const system = table.systems[table.system[span]!]!;
    const peer = table.peer[span]!;
    if (peer !== 0 && !table.numeric[peer]) {
      const text = table.peers[peer]!;
      const name = likely.has(text.toLowerCase()) ? `${text} database` : text;
      return outside({name, kind: 'datastore', named: {rule, confidence: 'sure', span}});
    }
    // Nothing tells whether two services use one database: each has its own until somebody says otherwise.
    const caller = table.services[table.service[span]!]!;
    const using = kept(users, system, () => []);
    if (!using.includes(caller)) using.push(caller);
    const name = `${system} of ${caller}`;
    return outside({name, kind: 'datastore', named: {rule: 'db.system', confidence: 'likely', span}});
  };
  const talksTo = (broker: string, span: number): 'own' => {
    const topic = table.destinations[table.destination[span]!]!;
    kept(undirected, JSON.stringify([table.service[span], broker, topic]), () => ({span, broker}));
    return 'own';
  };
  const named = (span: number): number | 'own' | undefined => {
    const peer = table.peer[span]!;
    const own = table.service[span]!;
    const isMessaging = (table.flags[span]! & flags.messaging) !== 0;
    if (isMessaging) return talksTo(table.systems[table.system[span]!]!, span);
    const isStore = table.system[span] !== 0;
    const rule = peerRule(table, span);
    const text = table.peers[peer]!;
    if (peer !== 0 && !byDatabase.has(rule)) {
      const service =
        answeredBy.get(peer) ?? exactly.get(text) ?? likely.get(text.toLowerCase()) ?? remote(rule, text, short);
      if (service === own) return 'own';
      if (service !== undefined)
        return requestOf.get(service * table.names.length + table.name[span]!) ?? kinds.usual.get(service);
    }
    if (isStore || byDatabase.has(rule)) return store(span, rule);
    if (peer === 0 || table.numeric[peer]) return undefined;
    const confidence =
      rule === 'peer.service' || rule === 'remote endpoint' ? 'sure' : rule === 'rpc.service' ? 'guess' : 'likely';
    const software = softwareCalled(text.replace(/\..*/s, ''));
    if (software?.kind === 'broker' && isAlone(text, software.word)) return talksTo(text, span);
    const kind = software?.kind === 'datastore' && isAlone(text, software.word) ? 'datastore' : 'external';
    return outside({name: text, kind, named: {rule, confidence, span}});
  };

  const calleeOf = (span: number): number | 'own' | undefined => {
    // The other side depends on few columns; ask once for each combination.
    const who = otherSide(table, span);
    const where = table.service[span]! * table.names.length + table.name[span]!;
    const answered = kept(known, where, () => new Map());
    if (!answered.has(who)) answered.set(who, named(span));
    return answered.get(who);
  };
  const apart = outsideKinds(table, kinds, inOrder(table, evidence.outward), calleeOf);

  return {
    list,
    apart,
    undirected,
    unnamed: users,
    calleeOf: (span, maker) => {
      const callee = calleeOf(span);
      if (apart.size === 0 || typeof callee !== 'number') return callee;
      return apart.get(callee)?.get(callLabel(maker, table.name[span]!)) ?? callee;
    },
  };
}

/** Services by what `key` makes of their names; of several of one key the first. */
function firstBy(
  services: readonly (readonly [number, string])[],
  key: (name: string) => string,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [number, name] of services) kept(found, key(name), () => number);
  return found;
}

/** Is it the software itself (`kafka`, `kafka-0.shop`), and not something that has its name in its own (`kafka-exporter`)? */
function isAlone(name: string, word: string): boolean {
  const rest = plain(name.replace(/\..*/s, '')).replace(plain(word), '');
  return /^(?:\d*|db|cluster|primary|replica|master|server|broker|v\d+)$/.test(rest);
}

function remote(rule: string, text: string, short: ReadonlyMap<string, number>): number | undefined {
  if (rule !== 'rpc.service') return undefined;
  return short.get(plain(text.replace(/^.*\./, '')).replace(suffix, '$1'));
}

/** In an order that does not depend on that of the spans: what is met first gets the lower number, and names what it names. */
function inOrder(table: SpanTable, outward: Evidence['outward']): Evidence['outward'] {
  const key = ({client, maker}: Evidence['outward'][number]): string =>
    JSON.stringify([
      table.services[table.service[client]!],
      table.names[table.name[client]!],
      table.peerFrom[client],
      table.peers[table.peer[client]!],
      table.systems[table.system[client]!],
      table.destinations[table.destination[client]!],
      table.services[table.service[maker.span]!],
      table.names[table.name[maker.span]!],
      maker.cut,
    ]);
  return outward
    .map((one) => ({one, key: key(one)}))
    .sort((a, b) => order(a.key, b.key))
    .map(({one}) => one);
}

/** Which service answers a peer, where it is always the same one; and which kind of request a client's name mostly makes there. */
function answers(
  table: SpanTable,
  answered: Evidence['answered'],
  kinds: RequestKinds,
): {answeredBy: ReadonlyMap<number, number>; requestOf: ReadonlyMap<number, number>} {
  const answeredBy = new Map<number, number>();
  const counts = new Map<number, Map<number, number>>();
  const mixed = new Set<number>();
  for (const {client, callee, count} of answered) {
    const service = table.service[callee]!;
    const made = kept(counts, service * table.names.length + table.name[client]!, () => new Map<number, number>());
    const kind = kinds.of(callee, false);
    made.set(kind, (made.get(kind) ?? 0) + count);
    const peer = table.peer[client]!;
    if (peer === 0 || mixed.has(peer)) continue;
    const before = answeredBy.get(peer);
    if (before === undefined) answeredBy.set(peer, service);
    else if (before !== service) {
      mixed.add(peer);
      answeredBy.delete(peer);
    }
  }
  const usual = ([name, made]: readonly [number, ReadonlyMap<number, number>]) =>
    [name, [...made].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))[0]] as const;
  return {answeredBy, requestOf: new Map([...counts].map(usual))};
}
