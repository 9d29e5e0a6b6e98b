import type {Box} from './layout.ts';
import {type Markup, markup} from './markup.ts';
import type {NodeKind} from './picture.ts';

/** The outline of each kind of node: they differ in shape, so that nothing hangs on colour. */
export const shapes: Readonly<Record<NodeKind, (box: Box) => Markup>> = {
  service: rounded,
  datastore: cylinder,
  external: octagon,
  event: pipe,
  broker: pipe,
  operation: arrow,
  team: stack,
};

const edges = ({x, y, width, height}: Box) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
});

function rounded(box: Box): Markup {
  const {left, top} = edges(box);
  return markup`<rect x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="7"/>`;
}

function octagon(box: Box): Markup {
  const {left, right, top, bottom} = edges(box);
  const path = `M${left + 10} ${top}H${right - 10}L${right} ${top + 10}V${bottom - 10}L${right - 10} ${bottom}H${left + 10}L${left} ${bottom - 10}V${top + 10}Z`;
  return markup`<path d="${path}"/>`;
}

function cylinder(box: Box): Markup {
  const {left, right, top, bottom} = edges(box);
  const r = box.width / 2;
  const body = `M${left} ${top + 6}A${r} 6 0 0 1 ${right} ${top + 6}V${bottom - 6}A${r} 6 0 0 1 ${left} ${bottom - 6}Z`;
  return markup`<path d="${body}"/><path class="lid" d="M${left} ${top + 6}A${r} 6 0 0 0 ${right} ${top + 6}"/>`;
}

function pipe(box: Box): Markup {
  const {left, right, top, bottom} = edges(box);
  const r = box.height / 2;
  const body = `M${left + 6} ${top}H${right - 6}A6 ${r} 0 0 1 ${right - 6} ${bottom}H${left + 6}A6 ${r} 0 0 1 ${left + 6} ${top}Z`;
  return markup`<path d="${body}"/><path class="lid" d="M${right - 6} ${top}A6 ${r} 0 0 0 ${right - 6} ${bottom}"/>`;
}

function arrow(box: Box): Markup {
  const {left, right, top, bottom} = edges(box);
  return markup`<path d="M${left} ${top}H${right - 12}L${right} ${box.y}L${right - 12} ${bottom}H${left}Z"/>`;
}

function stack(box: Box): Markup {
  const {left, right, top, bottom} = edges(box);
  const behind = `M${left + 8} ${top - 4}H${right + 4}V${bottom - 8}`;
  return markup`<path class="lid" d="${behind}"/>${rounded(box)}`;
}
