import type {EventType, Topology} from '../../topology/topology.ts';
import type {Reach} from '../reach.ts';
import {reachedBy} from '../reached-by.ts';
import type {Subject} from './rule.ts';

/** A subject as a user types it: `from:to#name` for a call (as `--call` takes it), `event:consumer`, or a name. */
export function subjectText(subject: Subject): string {
  if ('from' in subject) {
    const {from, to, name} = subject;
    return name === to ? `${from}:${to}` : `${from}:${to}#${name}`;
  }
  if ('event' in subject)
    return subject.consumer === undefined ? subject.event : `${subject.event}:${subject.consumer}`;
  return 'service' in subject ? subject.service : 'broker' in subject ? subject.broker : subject.operation;
}

/** Which operations a subject concerns: their requests, or the events that follow from them, come to it. */
export function concernedOperations(topology: Topology, reaches: readonly Reach[]): (subject: Subject) => string[] {
  const byLabel = new Map(topology.nodes.map(({label, index}) => [label, index]));
  const calledBy = reachedBy(
    topology.nodes.length,
    reaches.map(({called}) => called),
  );
  const withEvent = new Map<string, number[]>();
  for (const [position, {events}] of reaches.entries()) {
    for (const name of events) {
      const own = withEvent.get(name);
      if (own) own.push(position);
      else withEvent.set(name, [position]);
    }
  }
  const named = (...groups: readonly Iterable<number>[]) => {
    const positions = new Set(groups.flatMap((group) => [...group]));
    return [...positions].sort((a, b) => a - b).map((position) => reaches[position]!.operation);
  };
  // Many findings are about the calls of one node.
  const through = new Map<number, string[]>();
  const throughNode = (node: number) => {
    const known = through.get(node) ?? named(calledBy(node));
    through.set(node, known);
    return known;
  };
  const events = [...topology.events.values()];
  const by = <K>(keys: (event: EventType) => readonly K[]) => {
    const groups = new Map<K, number[][]>();
    for (const event of events) {
      for (const key of new Set(keys(event))) {
        const own = groups.get(key) ?? [];
        own.push(withEvent.get(event.name) ?? []);
        groups.set(key, own);
      }
    }
    return (key: K) => groups.get(key) ?? [];
  };
  const over = by(({via}) => [via]);
  const consumedBy = by(({consumers}) => consumers.map(({service}) => service));
  return (subject) => {
    if ('operation' in subject) return [subject.operation];
    if ('from' in subject) return throughNode(byLabel.get(subject.from)!);
    if ('event' in subject) return named(withEvent.get(subject.event) ?? []);
    if ('broker' in subject) return named(...over(subject.broker));
    const nodes = topology.services.get(subject.service)?.nodes ?? [];
    return named(...nodes.map(calledBy), ...consumedBy(subject.service));
  };
}
