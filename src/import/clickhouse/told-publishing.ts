import {kept} from '../traces/kept.ts';
import type {RequestKinds} from '../traces/request-kinds.ts';
import type {SpanTable} from '../traces/span-table.ts';
import type {RequestTally} from '../traces/tally.ts';
import {linkedParts, type Part} from './message-facts.ts';
import {requestAt, type Structure} from './structure.ts';
import {type EventOf, isSentBy} from './told-messages.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Counts for each kind of request how many published each event: each request once, in however many ways and by whomever it
 * is told. `byLinks` are rows of `toldByLinksSql`.
 */
export function tellPublishing(
  {
    table,
    kinds,
    requests,
  }: {
    readonly table: SpanTable;
    readonly kinds: RequestKinds;
    readonly requests: ReadonlyMap<number, RequestTally>;
  },
  eventOf: EventOf,
  hangs: Structure,
  byLinks: readonly Row[],
): void {
  const count = (event: number, {span, cut}: Part['request'], n: number): void => {
    if (kinds.isPiece(span, cut)) return;
    const published = requests.get(kinds.of(span, cut))?.published;
    published?.set(event, (published.get(event) ?? 0) + n);
  };
  const eventsOf = (ways: readonly number[]): ReadonlySet<number> =>
    new Set(ways.flatMap((way) => eventOf(way, []) ?? []));
  for (const {a, b, n} of hangs.of('published')) for (const event of eventsOf([a])) count(event, requestAt(b), n);
  const together = Map.groupBy(hangs.of('together'), ({a}) => a);
  for (const {a, b, n} of hangs.of('publishedTogether'))
    for (const event of eventsOf((together.get(a) ?? []).map((one) => one.b))) count(event, requestAt(b), n);
  const counted = new Map<number, Set<unknown>>();
  for (const row of byLinks) {
    const event = eventOf(Number(row.a), linkedParts(row));
    const reader = (Number(row.a) % 2 ** 20) - 1;
    if (event === undefined || !isSentBy(table, reader, Number(row.number) - 1)) continue;
    if (eventsOf((row.ways as unknown[]).map(Number)).has(event)) continue;
    const before = kept(counted, event, () => new Set());
    const fresh = (row.ids as unknown[]).filter((id) => !before.has(id));
    for (const id of fresh) before.add(id);
    count(event, requestAt(Number(row.rq)), fresh.length);
  }
}
