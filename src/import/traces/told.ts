import {conventions} from './conventions.ts';
import {flags, peerRules, type SpanTable} from './span-table.ts';

/** Keys that name a database, not the machine or service that holds it. */
export const byDatabase: ReadonlySet<string> = new Set(['db.namespace', 'db.name', 'db.instance']);

/** What names the other side of a client span; '' where nothing does. */
export function peerRule(table: SpanTable, span: number): string {
  if (table.peer[span] === 0) return '';
  const from = table.peerFrom[span]!;
  if (from === peerRules.own) return 'remote endpoint';
  return from === peerRules.url ? 'host of the address' : conventions.peer[from - peerRules.first]!;
}

/** Does a client span by itself name more of its other side than a machine's address? */
export function isTold(table: SpanTable, span: number): boolean {
  const peer = table.peer[span]!;
  return (
    (table.flags[span]! & flags.messaging) !== 0 ||
    table.system[span] !== 0 ||
    (peer !== 0 && !table.numeric[peer]) ||
    byDatabase.has(peerRule(table, span))
  );
}
