import type {Call, EventType, Topology} from '../../topology/topology.ts';
import {callSubject, callText} from './call-subject.ts';
import {producingService} from './parties.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Events by who publishes them: a node, or the service where every endpoint of it does. */
type Feed = ReadonlyMap<number | string, EventType>;

/**
 * A request publishes an event (itself, or by a call that it made before) and then asks one of the event's consumers:
 * the answer may be from before the event. Surely so with `readAfterWrite: true` (warning); for a call that needs its
 * result and is no command, perhaps (info, for events of the caller itself); `readAfterWrite: false` settles it.
 */
export const lostReadYourWrites: Rule = {
  id: 'lost-read-your-writes',
  source:
    'Own rule; the guarantee that is lost: Werner Vogels, "Eventually Consistent", ACM Queue 6 (2008), read-your-writes consistency',
  judge: ({topology}) => {
    const feeds = feedsOf(topology);
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const node of topology.nodes) {
      const before = new Set<number | string>();
      for (const call of node.calls) {
        for (const target of call.targets) {
          const feed = feeds.get(topology.nodes[target]!.service);
          if (feed === undefined || call.readAfterWrite === false) continue;
          const own = feed.get(node.index) ?? feed.get(node.service);
          if (call.readAfterWrite === true) {
            const event = own ?? inBoth(feed, before);
            if (event) findings.push(found(topology, call, target, event));
          } else if (own !== undefined && (call.kind === undefined || call.kind === 'query')) {
            if (call.needsResult === true) findings.push(found(topology, call, target, own));
            else if (call.needsResult === undefined)
              blindSpots.push({field: 'readAfterWrite', subject: callText(topology, call)});
          }
        }
        for (const target of call.targets) before.add(target).add(topology.nodes[target]!.service);
      }
    }
    return {findings, blindSpots};
  },
};

function found(topology: Topology, call: Call, target: number, event: EventType): Reported {
  const {subject, text} = callSubject(topology, call, target);
  const to = topology.nodes[target]!.label;
  const publisher = event.producer!;
  const sure = call.readAfterWrite === true;
  return {
    severity: sure ? 'warning' : 'info',
    subject,
    message: sure
      ? `${text} reads what the request has just written, but ${to} learns of it from ${event.name}, some time after ${publisher} has published it: the answer may be the old one.`
      : `${text} needs a result in the same request that publishes ${event.name} to ${to}: the answer cannot know of ${event.name} yet.`,
    advice: `${sure ? '' : 'If the answer is about something else, state readAfterWrite: false. If not: '}${sure ? 'R' : 'r'}ead it from ${publisher}, where it was written, or return the new state with the answer to the write; or ask ${to} for at least that version and wait.`,
    line: topology.lineOf(call.path),
  };
}

/** What each service reads, by who publishes it. */
function feedsOf(topology: Topology): ReadonlyMap<string, Feed> {
  const feeds = new Map<string, Map<number | string, EventType>>();
  for (const event of topology.events.values()) {
    const producer = producingService(topology, event);
    if (producer === undefined) continue;
    const key = event.producers.length === 1 ? event.producers[0]! : producer;
    for (const {service} of event.consumers) {
      const feed = feeds.get(service) ?? new Map<number | string, EventType>();
      feeds.set(service, feed);
      if (!feed.has(key)) feed.set(key, event);
    }
  }
  return feeds;
}

/** An event whose publisher was called before. Goes through the smaller of the two, so that hubs cost little. */
function inBoth(feed: Feed, before: ReadonlySet<number | string>): EventType | undefined {
  if (feed.size <= before.size) {
    for (const [key, event] of feed) if (before.has(key)) return event;
  } else {
    for (const key of before) if (feed.has(key)) return feed.get(key);
  }
  return undefined;
}
