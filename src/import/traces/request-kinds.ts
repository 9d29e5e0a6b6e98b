import {type Families, parents} from './families.ts';
import {kept} from './kept.ts';
import {otherName} from './span-name.ts';
import {roles, type SpanTable} from './span-table.ts';

/** A service has at most this many kinds of requests; the rarest of more become one. */
const mostNames = 30;
/** More than there are names, so that service and name make one number. */
const names = 1 << 17;

/** What requests of one name to one service have in common. Stores and services outside have one kind each. */
export interface RequestKind {
  /** Of the service or store, see `Nodes`. */
  readonly node: number;
  /** '' for stores and what is outside. */
  readonly name: string;
}

export interface RequestKinds {
  readonly list: RequestKind[];
  /** By the place at which a request begins. */
  readonly at: Uint32Array;
  /** 1: a piece of a request whose beginning was lost. It is of the kind that is usual for its service, and counts for nothing. */
  readonly piece: Uint8Array;
  /** The kind that most requests to a service are of; undefined: it has none. */
  readonly usual: ReadonlyMap<number, number>;
}

/** Every request's kind: its service and its name; what is rare beside thirty other names counts as "other". */
export function requestKinds(table: SpanTable, families: Families): RequestKinds {
  const {count, span, request} = families;
  const piece = pieces(table, families);
  const counts = new Map<number, number>();
  for (let p = 0; p < count; p += 1) {
    if (request[p] !== p || piece[p] === 1) continue;
    const key = table.service[span[p]!]! * names + table.name[span[p]!]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const byService = new Map<number, number[]>();
  for (const key of counts.keys()) {
    kept(byService, Math.floor(key / names), () => []).push(key);
  }
  const list: RequestKind[] = [];
  const kindOf = new Map<number, number>();
  const usual = new Map<number, number>();
  for (const [service, keys] of byService) {
    keys.sort((a, b) => counts.get(b)! - counts.get(a)! || a - b);
    usual.set(service, list.length);
    keys.forEach((key, rank) => {
      if (rank < mostNames - 1 || keys.length === mostNames) {
        kindOf.set(key, list.length);
        list.push({node: service, name: table.names[key % names]!});
      } else {
        if (rank === mostNames - 1) list.push({node: service, name: otherName});
        kindOf.set(key, list.length - 1);
      }
    });
  }
  const at = new Uint32Array(count);
  for (let p = 0; p < count; p += 1) {
    if (request[p] !== p) continue;
    const service = table.service[span[p]!]!;
    at[p] = piece[p] === 1 ? usual.get(service)! : kindOf.get(service * names + table.name[span[p]!]!)!;
  }
  return {list, at, piece, usual};
}

/**
 * A span inside of a service whose parent is missing belongs to a request of which the beginning was lost. Where a service
 * has whole requests, such pieces would look like requests that do little; where it has none, they are all there is.
 */
function pieces(table: SpanTable, {count, span, parent, request}: Families): Uint8Array {
  const piece = new Uint8Array(count);
  const whole = new Set<number>();
  for (let p = 0; p < count; p += 1) {
    if (request[p] !== p) continue;
    const role = table.role[span[p]!];
    if (parent[p] === parents.missing && role !== roles.server && role !== roles.consumer) piece[p] = 1;
    else whole.add(table.service[span[p]!]!);
  }
  for (let p = 0; p < count; p += 1) if (piece[p] === 1 && !whole.has(table.service[span[p]!]!)) piece[p] = 0;
  return piece;
}
