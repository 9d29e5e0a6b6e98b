import type {Analysis} from '../../analysis/analysis.ts';
import type {OperationAnalysis} from '../../analysis/operation.ts';
import {count, percent} from '../../figures.ts';
import type {Topology} from '../../topology/topology.ts';
import {isUntimed, timeOf} from '../operation-times.ts';
import {callLinks, entryLinks, eventLinks, keyOf, type Link} from './links.ts';
import {parts} from './parts.ts';
import type {DrawnEdge, DrawnNode, Picture} from './picture.ts';
import type {Side} from './side.ts';

/** The whole topology: every operation, service, event and broker, and every arrow between them. `terse` where there is much. */
export function topologyPicture({topology, analysis}: Side, terse: boolean): Picture {
  const links = [...entryLinks(topology), ...callLinks(analysis.couplings, terse), ...eventLinks(topology, terse)];
  const linked = new Set(links.flatMap(({from, to}) => [from, to]));
  const isShown = (name: string) => !topology.services.get(name)!.telemetry || linked.has(keyOf.service(name));
  const names = [...topology.services.keys()];
  const shown = names.filter(isShown);
  const partOf = parts(topology, shown);
  const outlined = terse ? withoutLargest(partOf) : shown.length > 1 ? partOf : new Map();
  const nodes = [
    ...operationNodes(topology, analysis),
    ...shown.map((name) => serviceNode(topology, name, outlined.get(name))),
    ...eventNodes(topology, outlined),
    ...idleBrokers(topology),
  ];
  const telemetry = names.length - shown.length;
  return {
    nodes,
    edges: connected(nodes, links),
    parts: shown.length < 2 ? undefined : {count: new Set(partOf.values()).size, without: partOf.size - outlined.size},
    terse,
    leftOut:
      telemetry === 0
        ? []
        : [
            `${telemetry === 1 ? 'one service that only collects' : `${count(telemetry)} services that only collect`} telemetry`,
          ],
  };
}

/** All but the largest part where that is more than half of everything: an outline around nearly all says little. */
function withoutLargest(partOf: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sizes = new Map<number, number>();
  for (const part of partOf.values()) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  return new Map([...partOf].filter(([, part]) => sizes.get(part)! * 2 <= partOf.size));
}

/** The links whose ends are both among the nodes, as arrows between them. */
export function connected(nodes: readonly DrawnNode[], links: readonly Link[]): DrawnEdge[] {
  const indexOf = new Map(nodes.map(({key}, index) => [key, index]));
  return links.flatMap(({kind, from, to, label, title}): DrawnEdge[] => {
    const [start, end] = [indexOf.get(from), indexOf.get(to)];
    if (start === undefined || end === undefined) return [];
    return [{key: JSON.stringify([kind, from, to]), kind, from: start, to: end, label, title}];
  });
}

function timeNote(latency: OperationAnalysis['latency']): string {
  return isUntimed(latency) ? '' : `, ${timeOf(latency.typicalMs, latency, 'no answer')}`;
}

function operationNodes({operations}: Topology, analysis: Analysis): DrawnNode[] {
  return [...operations.keys()].map((name): DrawnNode => {
    const figures = Object.hasOwn(analysis.operations, name) ? analysis.operations[name] : undefined;
    const note = figures && `${percent(figures.availability)}${timeNote(figures.latency)}`;
    return {
      key: keyOf.operation(name),
      kind: 'operation',
      label: name,
      note,
      title: `operation ${name}${note ? `: ${note}` : ''}`,
      part: undefined,
    };
  });
}

function serviceNode({services}: Topology, name: string, part: number | undefined): DrawnNode {
  const {kind, team, replicas} = services.get(name)!;
  const copies = replicas.count === 1 ? '' : `, ${replicas.count} replicas`;
  return {
    key: keyOf.service(name),
    kind,
    label: name,
    note: team,
    title: `${kind === 'external' ? 'external service' : kind} ${name}${team === undefined ? '' : `, team ${team}`}${copies}`,
    part,
  };
}

/** Events; one that stays within a part is drawn inside it. */
function eventNodes({events, nodes}: Topology, partOf: ReadonlyMap<string, number>): DrawnNode[] {
  return [...events.values()].map(({name, via, topic, producers, consumers}): DrawnNode => {
    const ends = [...producers.map((index) => nodes[index]!.service), ...consumers.map(({service}) => service)];
    const touched = new Set(ends.map((service) => partOf.get(service)));
    const on = via === undefined ? 'broker not stated' : `on ${via}`;
    return {
      key: keyOf.event(name),
      kind: 'event',
      label: name,
      note: on,
      title: `event ${name}, ${on}${topic === undefined ? '' : `, topic ${topic}`}`,
      part: touched.size === 1 && producers.length > 0 && consumers.length > 0 ? [...touched][0] : undefined,
    };
  });
}

/** Brokers that carry nothing; the others stand with their events. */
function idleBrokers({brokers, events}: Topology): DrawnNode[] {
  const busy = new Set([...events.values()].map(({via}) => via));
  return [...brokers.keys()]
    .filter((name) => !busy.has(name))
    .map((name): DrawnNode => {
      const title = `broker ${name}, which carries no event`;
      return {key: keyOf.broker(name), kind: 'broker', label: name, note: 'carries no event', title, part: undefined};
    });
}
