import type {Edit} from '../../topology/edit.ts';
import type {Call, Topology} from '../../topology/topology.ts';
import {type Converted, conversion} from '../conversion.ts';
import {suggestedEventName} from '../suggested-event-name.ts';

/** A name for the event of each caller: free in the file, and no two alike. */
export function eventNames(topology: Topology, calls: readonly Call[]): ReadonlyMap<number, string> {
  const taken = new Set(topology.events.keys());
  const names = new Map<number, string>();
  for (const [from, own] of Map.groupBy(calls, (call) => call.from)) {
    const wanted = suggestedEventName(topology, own);
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}${n}`;
    taken.add(name);
    names.set(from, name);
  }
  return names;
}

/** What `convert` would do for each caller, together. */
export function conversionsOf(
  topology: Topology,
  calls: readonly Call[],
  events: ReadonlyMap<number, string>,
  broker: string,
  outbox: boolean,
): {readonly edits: readonly Edit[]; readonly conversions: readonly Converted[]} {
  const edits: Edit[] = [];
  const conversions: Converted[] = [];
  for (const [from, made] of Map.groupBy(calls, (call) => call.from)) {
    const wish = {event: events.get(from)!, broker, outbox, keep: false, convertNeeded: false};
    const own = conversion(topology, {...wish, calls: made});
    // Every candidate was tried on its own, and the event is new: nothing is left to refuse.
    if ('message' in own) throw new Error(own.message);
    // One by one: there can be more than a function takes arguments.
    for (const edit of own.edits) edits.push(edit);
    for (const one of own.conversions) conversions.push(one);
  }
  return {edits, conversions};
}
