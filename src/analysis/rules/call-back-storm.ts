import {short} from '../../figures.ts';
import type {Consumer, Topology} from '../../topology/topology.ts';
import {firstFew} from './first-few.ts';
import {producingService, readers} from './parties.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** A consumer that asks the producer for more. */
interface CallBack {
  readonly label: string;
  readonly perMessage: number;
  /** For at least every second message. */
  readonly often: boolean;
}

/**
 * Consumers that ask the producer for more when an event arrives: it must be up after all, and each message costs it
 * calls. Load = messages a second x calls a message, summed over the consumers that ask. Calls that the file lists for a
 * consumer's node count with their count and probability; `callsBack` alone as one a message at most; `callsBack: none`
 * settles it, whatever the node calls besides.
 */
export const callBackStorm: Rule = {
  id: 'call-back-storm',
  source:
    'Martin Fowler, "What do you mean by “Event-Driven”?", martinfowler.com (2017): event notification and event-carried state transfer',
  judge: ({topology, traffic}) => {
    const callsTo = callsByService(topology);
    const asking = new Map<string, CallBack[]>();
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const {event, consumer, name} of readers(topology)) {
      const producer = producingService(topology, event);
      if (consumer.service === producer) continue;
      const back = callBack(consumer, (node) => (producer === undefined ? 0 : (callsTo(node).get(producer) ?? 0)));
      if (back === 'unknown') blindSpots.push({field: 'callsBack', subject: name});
      else if (back) {
        const all = asking.get(event.name);
        if (all) all.push(back);
        else asking.set(event.name, [back]);
      }
    }
    return {
      findings: [...asking].map(([event, all]) => storm(topology, event, all, traffic.event.get(event))),
      blindSpots,
    };
  },
};

function callBack(consumer: Consumer, calls: (node: number) => number): CallBack | 'unknown' | undefined {
  const {label, callsBack, nodes} = consumer;
  if (callsBack === 'none') return undefined;
  // Of several endpoints the file does not say which one handles the event.
  const listed = nodes.length === 1 ? calls(nodes[0]!) : 0;
  if (listed > 0) return {label, perMessage: listed, often: callsBack === 'most' || listed >= 0.5};
  if (callsBack !== undefined) return {label, perMessage: 1, often: callsBack === 'most'};
  return nodes.length > 1 && nodes.some((node) => calls(node) > 0) ? 'unknown' : undefined;
}

function storm(topology: Topology, name: string, asking: readonly CallBack[], rate: number | undefined): Reported {
  const event = topology.events.get(name)!;
  const who = firstFew(asking.map(({label}) => label));
  const producer = producingService(topology, event) ?? 'its producer';
  const perMessage = asking.reduce((sum, one) => sum + one.perMessage, 0);
  const load =
    rate === undefined
      ? `each message brings up to ${short(perMessage)} ${perMessage === 1 ? 'call' : 'calls'}`
      : `${short(rate)} messages a second bring up to ${short(rate * perMessage)} calls a second`;
  const all = event.consumers.length;
  const some = asking.length < all ? `${asking.length} of its ${all} consumers` : 'all of its consumers';
  const share = all === 1 ? 'its only consumer' : some;
  return {
    severity: asking.some(({often}) => often) ? 'warning' : 'info',
    subject: {event: name},
    message: `After ${name}, ${who} (${share}) ${asking.length === 1 ? 'calls' : 'call'} ${producer} back: it must be up at that moment after all, and ${load}.`,
    advice: `Carry in ${name} the values that they ask for, so that they keep a copy; leave only what is rarely needed to a call.`,
    line: topology.lineOf(event.path),
  };
}

/** Calls that one request to a node makes to each service; worked out once for each node that is asked for. */
function callsByService(topology: Topology): (node: number) => ReadonlyMap<string, number> {
  const known = new Map<number, ReadonlyMap<string, number>>();
  return (node) => {
    const before = known.get(node);
    if (before) return before;
    const calls = new Map<string, number>();
    for (const {targets, count, probability} of topology.nodes[node]!.calls) {
      for (const target of targets) {
        const {service} = topology.nodes[target]!;
        calls.set(service, (calls.get(service) ?? 0) + count * probability.up);
      }
    }
    known.set(node, calls);
    return calls;
  };
}
