import type {Confidence} from '../draft.ts';
import {softwareCalled} from '../software.ts';
import {conventions} from './conventions.ts';
import {type Families, parents} from './families.ts';
import {kept} from './kept.ts';
import {callLabel, outsideKinds} from './outside-kinds.ts';
import type {RequestKinds} from './request-kinds.ts';
import {flags, peerRules, roles, type SpanTable} from './span-table.ts';

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
  /** What names the other side of a client span; '' where nothing does. */
  readonly ruleOf: (span: number) => string;
  /** The kind of request that the client span at a place makes; `own`: its own service; undefined: nothing names the other side. */
  readonly calleeOf: (place: number) => number | 'own' | undefined;
  /** Clients of brokers of which nothing says whether they send or receive: a span for each, by service and broker. */
  readonly undirected: ReadonlyMap<string, {readonly span: number; readonly broker: string}>;
  /** Stores that are named by their product alone, and who uses them. */
  readonly unnamed: ReadonlyMap<string, readonly string[]>;
}

const byDatabase: ReadonlySet<string> = new Set(['db.namespace', 'db.name', 'db.instance']);
const suffix = /(.)(?:service|svc){1,3}$/;
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/**
 * Names the other side of client spans. A peer that is always answered by one service is that service, also where the
 * answer was not recorded; a peer called like a service is that service; a client of a database is a store.
 */
export function nodesOf(table: SpanTable, families: Families, kinds: RequestKinds): Nodes {
  const list: TraceNode[] = table.services.map((name) => ({name, kind: 'service'}));
  const services = new Map(table.services.map((name, number) => [name.toLowerCase(), number]));
  services.delete('');
  const short = new Map([...services].map(([name, number]) => [plain(name).replace(suffix, '$1'), number]));
  const {answeredBy, requestOf} = answers(table, families, kinds);
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
  const ruleOf = (span: number): string => {
    if (table.peer[span] === 0) return '';
    const from = table.peerFrom[span]!;
    if (from === peerRules.own) return 'remote endpoint';
    return from === peerRules.url ? 'host of the address' : conventions.peer[from - peerRules.first]!;
  };
  const store = (span: number, rule: string): number => {
    const system = table.systems[table.system[span]!]!;
    const peer = table.peer[span]!;
    if (peer !== 0 && !table.numeric[peer]) {
      const text = table.peers[peer]!;
      const name = services.has(text.toLowerCase()) ? `${text} database` : text;
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
    const rule = ruleOf(span);
    const text = table.peers[peer]!;
    if (peer !== 0 && !byDatabase.has(rule)) {
      const service = answeredBy.get(peer) ?? services.get(text.toLowerCase()) ?? remote(rule, text, short);
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
    const who = (table.peer[span]! * 1024 + table.system[span]!) * 256 + table.peerFrom[span]!;
    const where = table.service[span]! * table.names.length + table.name[span]!;
    const answered = kept(known, where, () => new Map());
    if (!answered.has(who)) answered.set(who, named(span));
    return answered.get(who);
  };
  const apart = outsideKinds(table, families, kinds, calleeOf);

  return {
    list,
    ruleOf,
    undirected,
    unnamed: users,
    calleeOf: (place) => {
      const span = families.span[place]!;
      const callee = calleeOf(span);
      if (apart.size === 0 || typeof callee !== 'number') return callee;
      return apart.get(callee)?.get(callLabel(kinds.at[families.request[place]!]!, table.name[span]!)) ?? callee;
    },
  };
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

/** Which service answers a peer, where it is always the same one; and which kind of request a client's name makes there. */
function answers(
  table: SpanTable,
  {count, span, parent, request}: Families,
  kinds: RequestKinds,
): {answeredBy: ReadonlyMap<number, number>; requestOf: ReadonlyMap<number, number>} {
  const answeredBy = new Map<number, number>();
  const requestOf = new Map<number, number>();
  const mixed = new Set<number>();
  for (let p = 0; p < count; p += 1) {
    const q = parent[p]!;
    if (request[p] !== p || q < 0 || q === parents.missing) continue;
    const client = span[q]!;
    if (table.role[client] !== roles.client) continue;
    const service = table.service[span[p]!]!;
    const name = service * table.names.length + table.name[client]!;
    if (!requestOf.has(name)) requestOf.set(name, kinds.at[p]!);
    const peer = table.peer[client]!;
    if (peer === 0 || mixed.has(peer)) continue;
    const before = answeredBy.get(peer);
    if (before === undefined) answeredBy.set(peer, service);
    else if (before !== service) {
      mixed.add(peer);
      answeredBy.delete(peer);
    }
  }
  return {answeredBy, requestOf};
}
