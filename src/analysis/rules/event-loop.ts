import {listed, short} from '../../figures.ts';
import type {EventType, Topology} from '../../topology/topology.ts';
import {callees, components} from '../call-graph.ts';
import type {Reported, Rule} from './rule.ts';
import {shortestPath} from './shortest-path.ts';

/**
 * Handling an event leads, over calls and further events, to the same event again. Endpoints count one by one: only
 * where a service has none, or all of them consume, it stays open whether the handling is what publishes (info).
 */
export const eventLoop: Rule = {
  id: 'event-loop',
  source:
    'Bogner, Boceck, Popp, Tschechlov, Wagner and Zimmermann, Towards a Collaborative Repository for the Documentation of Service-Based Antipatterns and Bad Smells, ICSA-C 2019: "Cyclic Dependency" (carried over to events by us)',
  judge: ({topology}) => {
    const events = [...topology.events.values()];
    const open = events.filter(({producer, consumers}) => producer === undefined && consumers.length > 0);
    const nodes = topology.nodes.length;
    const position = new Map(events.map(({name}, i) => [name, nodes + i]));
    const next = (index: number): readonly number[] => {
      if (index >= nodes) return events[index - nodes]!.consumers.flatMap((consumer) => consumer.nodes);
      const {calls, publishes} = topology.nodes[index]!;
      const called = calls.filter((call) => call.probability.up > 0).flatMap(callees);
      return [...called, ...publishes.map((name) => position.get(name)!)];
    };
    const loops = components(position.values(), next)
      .filter((members) => members.length > 1)
      .flatMap((members) => {
        const first = members.filter((index) => index >= nodes).sort((a, b) => a - b)[0];
        return first === undefined ? [] : [{first, members: new Set(members)}];
      })
      .sort((a, b) => a.first - b.first);
    return {
      findings: loops.map(({first, members}) => {
        const path = shortestPath(first, first, (at) => next(at).filter((to) => members.has(to)))!;
        return loopFinding(
          topology,
          path.map((index) => (index >= nodes ? events[index - nodes]! : index)),
        );
      }),
      blindSpots: open.map(({name}) => ({field: 'producer', subject: name})),
    };
  },
};

function loopFinding(topology: Topology, path: readonly (EventType | number)[]): Reported {
  const event = path[0] as EventType;
  const onPath = path.filter((step) => typeof step === 'number').map((index) => topology.nodes[index]!);
  const coarse = onPath.filter((node) => node.endpoint === undefined).map(({label}) => label);
  const vague = path.some((step) => typeof step !== 'number' && step.consumers.some(({nodes}) => nodes.length > 1));
  const sure = coarse.length === 0 && !vague;
  const next = path
    .slice(1)
    .reduce<number>((share, step) => (typeof step === 'number' ? share : share * step.probability.up), 1);
  const round = path.map((step) => (typeof step === 'number' ? topology.nodes[step]!.label : step.name)).join(' -> ');
  const goesOn =
    next === 1
      ? 'each message makes another, for ever, unless something in the code ends it'
      : `each message makes ${short(next)} more on average`;
  return {
    severity: sure && next === 1 ? 'warning' : 'info',
    subject: {event: event.name},
    message: sure
      ? `${event.name} leads to itself (${round}): ${goesOn}.`
      : `${event.name} may lead to itself (${round}); the file does not say which handling publishes what.`,
    advice: sure
      ? 'Publish only what has changed, so that the second round finds nothing to do, or carry the id of the first cause and stop at one that was seen.'
      : `Give ${coarse.length > 0 ? listed([...new Set(coarse)]) : 'the consumers'} endpoints, and name them as producer and consumer: then the file shows whether it goes round.`,
    line: topology.lineOf(event.path),
  };
}
