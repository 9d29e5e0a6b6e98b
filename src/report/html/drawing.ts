import {cut, edgeText, noteOf} from './boxes.ts';
import {changeText} from './change.ts';
import {type Layout, layout, type PlacedEdge} from './layout.ts';
import {type Markup, markup, nothing} from './markup.ts';
import type {DrawnEdge, DrawnNode, Picture} from './picture.ts';
import {type Route, routes} from './routes.ts';
import {shapes} from './shapes.ts';

/** What a drawing is called. `id` is ours and the beginning of every id in it. */
export interface DrawingName {
  readonly id: string;
  readonly title: string;
  /** What it shows in a sentence or two, for who cannot see it. */
  readonly description: string;
}

/** A picture as one SVG element, in pixels, with nothing but shapes and text. */
export async function drawing(picture: Picture, {id, title, description}: DrawingName): Promise<Markup> {
  const placed = await layout(picture);
  const ways = routes(picture, placed);
  const hulls = placed.parts.map((part) => hull(picture, part));
  const arrows = picture.edges.map((edge, index) => arrow(id, edge, index, placed, ways[index]!));
  const labels = picture.edges.map((edge, index) => edgeLabel(edge, placed.edges[index]!));
  const nodes = picture.nodes.map((node, index) => drawnNode(id, node, index, placed));
  const {width, height} = placed;
  return markup`<svg class="topology" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
<g>${hulls}</g>
<g>${arrows}</g>
<g>${labels}</g>
<g>${nodes}</g>
</svg>`;
}

function hull({parts}: Picture, {part, box}: Layout['parts'][number]): Markup {
  const {x, y, width, height} = box;
  const [left, top] = [x - width / 2, y - height / 2];
  const count = parts?.count ?? 0;
  const label =
    count < 2 ? nothing : markup`<text x="${left + 9}" y="${top + 13}">${`part ${part + 1} of ${count}`}</text>`;
  return markup`
<g class="part"><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="12"/>${label}</g>`;
}

function arrow(id: string, edge: DrawnEdge, index: number, {nodes}: Layout, route: Route): Markup {
  const change = edge.change === undefined ? '' : ` ${edge.change}`;
  const said = edge.change && changeText[edge.change];
  const ends = markup` data-from="${id}-n${edge.from}" data-to="${id}-n${edge.to}"`;
  const head = route.at(-1);
  const before = route.at(-2);
  let shape: Markup;
  if (head && before) {
    const left = head.x < route[0]!.x;
    shape = markup`<path class="line" d="${path(route)}"/><path class="head" d="M${head.x} ${head.y}l${left ? 9 : -9} -4.5v9Z"/>`;
  } else {
    const {x, y, width, height} = nodes[edge.from]!;
    const [right, top] = [x + width / 2 - 12, y - height / 2];
    const loop = `M${right - 22} ${top}C${right - 22} ${top - 20} ${right} ${top - 20} ${right} ${top - 6}`;
    shape = markup`<path class="line" d="${loop}"/><path class="head" d="M${right} ${top}l-4.5 -9h9Z"/>`;
  }
  return markup`
<g class="edge ${edge.kind}${change}" id="${id}-e${index}"${ends}><title>${edge.title}${said === undefined ? '' : ` (${said})`}</title>${shape}</g>`;
}

/** Level stretches as lines, the others as curves that begin and end level. */
function path(route: Route): string {
  const [start, ...rest] = route;
  let {x, y} = start!;
  let d = `M${x} ${y}`;
  for (const point of rest) {
    if (point.x === x && point.y === y) continue;
    const middle = Math.round((x + point.x) / 2);
    d += point.y === y ? `H${point.x}` : `C${middle} ${y} ${middle} ${point.y} ${point.x} ${point.y}`;
    ({x, y} = point);
  }
  return d;
}

function edgeLabel(edge: DrawnEdge, {label}: PlacedEdge): Markup {
  if (!label) return nothing;
  const {x, y, width, height} = label;
  const change = edge.change === undefined ? '' : ` ${edge.change}`;
  return markup`
<g class="label ${edge.kind}${change}"><rect x="${x - width / 2}" y="${y - height / 2}" width="${width}" height="${height}" rx="4"/><text x="${x}" y="${y + 4}">${edgeText(edge)}</text></g>`;
}

function drawnNode(id: string, node: DrawnNode, index: number, {nodes}: Layout): Markup {
  const box = nodes[index]!;
  const note = noteOf(node);
  const middle = box.y + (node.kind === 'datastore' ? 4 : 0);
  const x = box.x + (node.kind === 'operation' || node.kind === 'event' || node.kind === 'broker' ? -5 : 0);
  const second =
    note === '' ? nothing : markup`<text class="note" x="${x}" y="${middle + 14}">${cut(note, 'note')}</text>`;
  const change = node.change === undefined ? '' : ` ${node.change}`;
  return markup`
<g class="node ${node.kind}${change}" id="${id}-n${index}"><title>${node.title}</title>${shapes[node.kind](box)}<text x="${x}" y="${middle + (note === '' ? 5 : -3)}">${cut(node.label, 'label')}</text>${second}</g>`;
}
