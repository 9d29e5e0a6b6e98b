import type {Evidence} from './evidence.ts';
import {kept} from './kept.ts';
import {otherName} from './span-name.ts';
import type {SpanTable} from './span-table.ts';

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

/** Kinds by number: services by name, the kinds of each by how often they are; then stores and what is outside. */
export interface RequestKinds {
  readonly list: RequestKind[];
  /** The kind of a request by the span that it begins with; of a piece the kind that is usual for its service. */
  readonly of: (span: number, cut: boolean) => number;
  /**
   * Is it a piece of a request whose beginning was lost, and which counts for nothing? Where a service has whole requests,
   * such pieces would look like requests that do little; where it has none, they are all there is.
   */
  readonly isPiece: (span: number, cut: boolean) => boolean;
  /** The kind that most requests to a service are of; undefined: it has none. */
  readonly usual: ReadonlyMap<number, number>;
}

/** Every request's kind: its service and its name; what is rare beside thirty other names counts as "other". */
export function requestKinds(table: SpanTable, requests: Evidence['requests']): RequestKinds {
  const whole = new Set(requests.filter(({cut}) => !cut).map(({span}) => table.service[span]!));
  const isPiece = (span: number, cut: boolean) => cut && whole.has(table.service[span]!);
  const counts = new Map<number, number>();
  for (const {span, cut, count} of requests) {
    if (isPiece(span, cut)) continue;
    const key = table.service[span]! * names + table.name[span]!;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const byService = new Map<number, number[]>();
  for (const key of counts.keys()) kept(byService, Math.floor(key / names), () => []).push(key);
  const list: RequestKind[] = [];
  const kindOf = new Map<number, number>();
  const usual = new Map<number, number>();
  const inOrder = [...byService].sort(([a], [b]) => order(table.services[a]!, table.services[b]!));
  for (const [service, keys] of inOrder) {
    const nameOf = (key: number) => table.names[key % names]!;
    keys.sort((a, b) => counts.get(b)! - counts.get(a)! || order(nameOf(a), nameOf(b)));
    usual.set(service, list.length);
    keys.forEach((key, rank) => {
      if (rank < mostNames - 1 || keys.length === mostNames) {
        kindOf.set(key, list.length);
        list.push({node: service, name: nameOf(key)});
      } else {
        if (rank === mostNames - 1) list.push({node: service, name: otherName});
        kindOf.set(key, list.length - 1);
      }
    });
  }
  return {
    list,
    usual,
    isPiece,
    of: (span, cut) =>
      isPiece(span, cut)
        ? usual.get(table.service[span]!)!
        : kindOf.get(table.service[span]! * names + table.name[span]!)!,
  };
}

/** Order of texts by their characters' codes: the same everywhere. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
