import type {Edit} from '../../topology/edit.ts';
import type {Call, Topology} from '../../topology/topology.ts';
import {type Converted, conversion} from '../conversion.ts';
import {suggestedEventName} from '../suggested-event-name.ts';

/** A name for the event of each caller: free in the file, and no two alike. */
export function eventNames(topology: Topology, calls: readonly Call[]): ReadonlyMap<number, string> {
  const taken = new Set(topology.events.keys());
  const names = new Map<number, string>();
  for (const from of new Set(calls.map((call) => call.from))) {
    const wanted = suggestedEventName(
      topology,
      calls.filter((call) => call.from === from),
    );
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
  for (const from of new Set(calls.map((call) => call.from))) {
    const wish = {event: events.get(from)!, broker, outbox, keep: false, convertNeeded: false};
    const own = conversion(topology, {...wish, calls: calls.filter((call) => call.from === from)});
    // Every candidate was tried on its own, and the event is new: nothing is left to refuse.
    if ('message' in own) throw new Error(own.message);
    edits.push(...own.edits);
    conversions.push(...own.conversions);
  }
  return {edits, conversions};
}
