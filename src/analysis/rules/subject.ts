import type {Topology} from '../../topology/topology.ts';
import type {Reach} from '../blast-radius.ts';
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
  const through = (test: (reach: Reach) => boolean) => reaches.filter(test).map(({operation}) => operation);
  return (subject) => {
    if ('operation' in subject) return [subject.operation];
    if ('from' in subject) return through(({called}) => called.has(byLabel.get(subject.from)!));
    if ('event' in subject) return through(({events}) => events.has(subject.event));
    if ('broker' in subject) {
      return through(({events}) => [...events].some((name) => topology.events.get(name)!.via === subject.broker));
    }
    const nodes = topology.services.get(subject.service)?.nodes ?? [];
    return through(
      ({called, events}) =>
        nodes.some((index) => called.has(index)) ||
        [...events].some((name) => topology.events.get(name)!.consumers.some((c) => c.service === subject.service)),
    );
  };
}
