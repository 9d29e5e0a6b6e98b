import type {Box, Layout, Point} from './layout.ts';
import type {Picture} from './picture.ts';

/** Points that an arrow passes, from its tail to its head: level ones are joined by a line, others by a curve. */
export type Route = readonly Point[];

/**
 * A route for every edge. Nodes and labels of one layer share a band of the drawing; a route crosses a band on a level
 * line, at the height that the layout keeps free for it, and curves only between bands: it passes through no box.
 */
export function routes({edges}: Picture, layout: Layout): Route[] {
  const half = bands(layout);
  const ports = portHeights(edges, layout);
  return edges.map(({from, to}, index): Route => {
    const {back, via} = layout.edges[index]!;
    if (from === to) return [];
    const [left, right] = back ? [layout.nodes[to]!, layout.nodes[from]!] : [layout.nodes[from]!, layout.nodes[to]!];
    const [leaves, arrives] = ports[index]!;
    const points = [
      {x: left.x + left.width / 2, y: leaves},
      {x: left.x + half(left.x), y: leaves},
      ...via.flatMap(({x, y}) => [
        {x: x - half(x), y},
        {x: x + half(x), y},
      ]),
      {x: right.x - half(right.x), y: arrives},
      {x: right.x - right.width / 2, y: arrives},
    ];
    return back ? points.reverse() : points;
  });
}

/** Half the width of the band around a layer's middle. */
function bands({rooms, edges}: Layout): (x: number) => number {
  const widest = new Map<number, number>();
  const labels = edges.flatMap(({label}) => (label ? [label] : []));
  for (const {x, width} of [...rooms, ...labels]) widest.set(x, Math.max(widest.get(x) ?? 0, width));
  return (x) => (widest.get(x) ?? 0) / 2;
}

/** For each edge the heights at which it leaves the left and meets the right box: spread, in the order of where they go. */
function portHeights(edges: Picture['edges'], layout: Layout): (readonly [number, number])[] {
  const leaving: number[][] = layout.nodes.map(() => []);
  const arriving: number[][] = layout.nodes.map(() => []);
  for (const [index, {from, to}] of edges.entries()) {
    if (from === to) continue;
    const {back} = layout.edges[index]!;
    leaving[back ? to : from]!.push(index);
    arriving[back ? from : to]!.push(index);
  }
  const heights = edges.map((): [number, number] => [0, 0]);
  const spread = (box: Box, own: number[], end: 0 | 1) => {
    const goal = (index: number) => layout.edges[index]!.via.at(end === 0 ? 0 : -1)!.y;
    const sorted = own.sort((a, b) => goal(a) - goal(b) || a - b);
    const room = box.height - 20;
    const step = Math.min(10, room / Math.max(1, sorted.length - 1));
    const level = sorted.length === 1 && Math.abs(goal(sorted[0]!) - box.y) <= room / 2;
    for (const [place, index] of sorted.entries()) {
      const y = level ? goal(index) : box.y + (place - (sorted.length - 1) / 2) * step;
      heights[index]![end] = Math.round(y * 10) / 10;
    }
  };
  for (const [node, box] of layout.nodes.entries()) {
    spread(box, leaving[node]!, 0);
    spread(box, arriving[node]!, 1);
  }
  return heights;
}
