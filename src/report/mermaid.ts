import type {Analysis} from '../analysis/analysis.ts';
import {count, listed} from '../figures.ts';
import type {Topology} from '../topology/topology.ts';
import {mermaidLabel} from './mermaid-label.ts';
import {type Box, type Link, links} from './mermaid-links.ts';

/** More boxes and arrows than these nobody can read; Mermaid itself refuses more than 500 arrows. */
const mostBoxes = 80;
const mostLinks = 160;

/**
 * The topology as a Mermaid flowchart: calls are solid arrows with the wait and whether the result is needed, events are
 * dotted ones. Of a large topology the costliest calls are drawn, with the services at their ends, and a note says how
 * much is left out. Colours have a contrast of 3 : 1 at least on the light and the dark page of GitHub, and say nothing
 * that the labels do not.
 */
export function mermaid(topology: Topology, analysis: Analysis): string {
  const all = links(topology, analysis);
  const boxes: Box[] = [
    ...[...topology.services.values()].filter(({telemetry}) => !telemetry).map(({name}): Box => `service ${name}`),
    ...[...topology.events.keys()].map((name): Box => `event ${name}`),
  ];
  const {drawn, arrows} = fits(boxes, all);
  const ids = new Map(boxes.filter((box) => drawn.has(box)).map((box, i) => [box, `n${i}`]));
  const arrowLines = arrows.map(
    ({from, to, label, kind}) => `  ${ids.get(from)} ${kind === 'event' ? '-.->' : '-->'}|"${label}"| ${ids.get(to)}`,
  );
  const note = leftOut([
    [drawn.size, boxes.length, 'services and events'],
    [arrows.length, all.length, 'arrows'],
  ]);
  return `${['flowchart LR', ...boxLines(topology, ids), ...arrowLines, ...note, ...colours(arrows)].join('\n')}\n`;
}

/** What is drawn: all of it, or the ends of the first arrows, and the other arrows between them. */
function fits(
  boxes: readonly Box[],
  all: readonly Link[],
): {readonly drawn: ReadonlySet<Box>; readonly arrows: readonly Link[]} {
  if (boxes.length <= mostBoxes && all.length <= mostLinks) return {drawn: new Set(boxes), arrows: all};
  const drawn = new Set<Box>();
  const arrows: Link[] = [];
  for (const link of all) {
    const more = new Set([link.from, link.to].filter((box) => !drawn.has(box)));
    if (arrows.length === mostLinks || drawn.size + more.size > mostBoxes) continue;
    for (const box of more) drawn.add(box);
    arrows.push(link);
  }
  return {drawn: drawn.size === 0 ? new Set(boxes.slice(0, mostBoxes)) : drawn, arrows};
}

/** One line for each box; events stand in the frame of their broker. */
function boxLines(topology: Topology, ids: ReadonlyMap<Box, string>): string[] {
  const inBroker = Map.groupBy(ids, ([box]) => brokerOf(topology, box));
  return [...inBroker].flatMap(([broker, boxes], i) => {
    const lines = boxes.map(([box, id]) => `  ${id}${shape(topology, box)}`);
    if (broker === undefined) return lines;
    return [`  subgraph b${i}["${mermaidLabel(broker)} (broker)"]`, ...lines.map((line) => `  ${line}`), '  end'];
  });
}

function brokerOf({events}: Topology, box: Box): string | undefined {
  return box.startsWith('event ') ? events.get(box.slice(6))!.via : undefined;
}

const shapes = {
  service: ['["', '"]'],
  datastore: ['[("', '")]'],
  external: ['[["', '"]]'],
  event: ['(["', '"])'],
} as const;

function shape({services}: Topology, box: Box): string {
  const name = box.slice(box.indexOf(' ') + 1);
  const kind = box.startsWith('event ') ? 'event' : services.get(name)!.kind;
  const [open, close] = shapes[kind];
  return `${open}${mermaidLabel(name)}${kind === 'service' ? '' : ` (${kind})`}${close}`;
}

function leftOut(parts: readonly (readonly [drawn: number, all: number, what: string])[]): string[] {
  const cut = parts.filter(([drawn, all]) => drawn < all);
  if (cut.length === 0) return [];
  const text = listed(cut.map(([drawn, all, what]) => `${count(drawn)} of ${count(all)} ${what}`));
  return [`  note{{"Drawn: ${text}, the costliest calls first"}}`];
}

const strokes = {
  needed: '#6e7781',
  notNeeded: '#1a7f37',
  unknown: '#bc4c00',
  event: '#0969da',
} as const satisfies Record<Link['kind'], string>;

/** Arrows take their colour by number: classes for arrows are newer than what many pages draw with. */
function colours(arrows: readonly Link[]): string[] {
  return (Object.keys(strokes) as Link['kind'][]).flatMap((kind) => {
    const numbers = arrows.flatMap((arrow, i) => (arrow.kind === kind ? [i] : []));
    return numbers.length === 0 ? [] : [`  linkStyle ${numbers.join(',')} stroke:${strokes[kind]},stroke-width:2px`];
  });
}
