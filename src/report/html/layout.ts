import {boxOf, edgeText, textPx} from './boxes.ts';
import {arrowsAt, membersOfParts} from './crowding.ts';
import {backEdges} from './direction.ts';
import type {DrawnEdge, Picture} from './picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its middle, in pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where everything of a picture stands, in the order of the picture. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Box[];
  /** What each node keeps free of others: its box, and its outline where it is a part by itself. */
  readonly rooms: readonly Box[];
  readonly edges: readonly PlacedEdge[];
  /** The outline of each part that has one. */
  readonly parts: readonly {readonly part: number; readonly box: Box}[];
}

export interface PlacedEdge {
  /** It leads from right to left, because it closes a circle. */
  readonly back: boolean;
  /** From the left to the right, a point in each layer between the two nodes; none for an edge from a node to itself. */
  readonly via: readonly Point[];
  readonly label: Box | undefined;
}

/** What an outline takes on both sides of a node that is a part by itself. */
const outlinePx = 36;
const spacing = {nodesep: 22, marginx: 16, marginy: 28} as const;
const gaps = {worded: {edgesep: 14, ranksep: 34}, terse: {edgesep: 10, ranksep: 46}} as const;

/** Layers from left to right, few crossings (Sugiyama's method, as Gansner et al. 1993 work it out; by dagre). */
export async function layout(picture: Picture): Promise<Layout> {
  // Every other report does without it: it is loaded when something is drawn.
  const dagre = await import('@dagrejs/dagre');
  const graph = new dagre.Graph({compound: true, multigraph: true});
  graph.setGraph({rankdir: 'LR', ...spacing, ...gaps[picture.terse ? 'terse' : 'worded']});
  const back = backEdges(picture);
  const arrows = arrowsAt(picture, back);
  const outlines = membersOfParts(picture);
  const frames = picture.nodes.map(({part}) =>
    part !== undefined && outlines.get(part)!.length === 1 ? outlinePx : 0,
  );
  for (const [part, members] of outlines) if (members.length > 1) graph.setNode(`p${part}`, {});
  for (const [index, node] of picture.nodes.entries()) {
    const {width, height} = boxOf(node, arrows[index]!);
    graph.setNode(`n${index}`, {width: width + frames[index]!, height: height + frames[index]!});
    if (node.part !== undefined && frames[index] === 0) graph.setParent(`n${index}`, `p${node.part}`);
  }
  const ends = ({from, to}: DrawnEdge, index: number) => (back.has(index) ? [to, from] : [from, to]);
  for (const [index, edge] of picture.edges.entries()) {
    if (edge.from === edge.to) continue;
    const [left, right] = ends(edge, index);
    graph.setEdge(`n${left}`, `n${right}`, {labelpos: 'c', ...labelSize(edge)}, `e${index}`);
  }
  dagre.layout(graph);
  const {width, height} = graph.graph();
  const turn = upright(picture, (index) => graph.node(`n${index}`), width, height);
  const rooms = picture.nodes.map((_, index) => rounded(turn(graph.node(`n${index}`))));
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    rooms,
    nodes: rooms.map((room, i) => ({...room, width: room.width - frames[i]!, height: room.height - frames[i]!})),
    edges: picture.edges.map((edge, index): PlacedEdge => {
      if (edge.from === edge.to) return {back: false, via: [], label: undefined};
      const [left, right] = ends(edge, index);
      const placed: Box & {readonly points: readonly Point[]} = graph.edge(`n${left}`, `n${right}`, `e${index}`);
      return {
        back: back.has(index),
        // The first and the last point are where dagre's straight lines would meet the boxes: the route finds its own.
        via: placed.points.slice(1, -1).map((point) => rounded({...turn(point), width: 0, height: 0})),
        label: edgeText(edge) === '' ? undefined : rounded(turn(placed)),
      };
    }),
    parts: [...outlines].map(([part, [first, second]]) => {
      return {part, box: second === undefined ? rooms[first!]! : rounded(turn(graph.node(`p${part}`)))};
    }),
  };
}

/** Turned over where most of its beginning would otherwise lie in the lower half: a large drawing is read from the top left. */
function upright({nodes}: Picture, place: (index: number) => Point, width: number, height: number) {
  const beginning = [...nodes.keys()].map(place).filter(({x}) => x < width / 4);
  const low = beginning.filter(({y}) => y > height / 2);
  const turned = low.length * 2 > beginning.length;
  return <T extends Point>(at: T): T => (turned ? {...at, y: height - at.y} : at);
}

function labelSize(edge: DrawnEdge): {readonly width: number; readonly height: number} {
  const text = edgeText(edge);
  return text === '' ? {width: 0, height: 0} : {width: textPx(text, 'note') + 12, height: 18};
}

function rounded({x, y, width, height}: Box): Box {
  return {x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height)};
}
