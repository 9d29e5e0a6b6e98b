import stringWidth from 'fast-string-width';
import {printableLine} from '../../printable.ts';
import {fitted} from '../page.ts';
import {changeText} from './change.ts';
import type {DrawnEdge, DrawnNode} from './picture.ts';

/** Width of one column in pixels, for each size of monospaced type: a little more than the widest of the usual fonts. */
const columnPx = {label: 8.2, note: 6.9} as const;
const mostColumns = {label: 28, note: 32} as const;

/** Text of a drawing, cut to what a box holds; the whole of it stands in the title. */
export function cut(text: string, size: keyof typeof columnPx): string {
  return fitted(printableLine(text.slice(0, 200)), mostColumns[size]);
}

/** Pixels that a text takes in a drawing. */
export function textPx(text: string, size: keyof typeof columnPx): number {
  return Math.ceil(stringWidth(text) * columnPx[size]);
}

/** Width and height in pixels of a node's box, with room for so many arrows on one side. */
export function boxOf(node: DrawnNode, arrows: number): {readonly width: number; readonly height: number} {
  const {label, kind} = node;
  const note = noteOf(node);
  const text = Math.max(textPx(cut(label, 'label'), 'label'), textPx(cut(note, 'note'), 'note'));
  const pointed = kind === 'event' || kind === 'broker' || kind === 'operation' ? 16 : 0;
  const lids = kind === 'datastore' ? 10 : 0;
  const lines = (note === '' ? 34 : 46) + lids;
  return {width: Math.max(64, text + 24 + pointed), height: Math.max(lines, 14 + 10 * Math.min(arrows, 20))};
}

/** The second line of a node; a new or vanishing one says so. */
export function noteOf({note, change}: DrawnNode): string {
  return [change && changeText[change], note].filter((text) => text !== undefined).join(', ');
}

/** What an arrow says beside it. */
export function edgeText({label, change}: DrawnEdge): string {
  return [label, change && changeText[change]].filter((text) => text !== undefined && text !== '').join(', ');
}
