import {percent} from '../../figures.ts';
import type {Tick} from './axis.ts';

/** How many nines an unavailability leaves: 3 for 0.001, which is 99.9 %; 0 where nothing works, Infinity where nothing fails. */
export function nines(unavailability: number): number {
  return unavailability <= 0 ? Infinity : Math.max(0, -Math.log10(unavailability));
}

/** A stretch of the scale of nines. */
export interface NinesScale {
  readonly low: number;
  readonly high: number;
}

/** Sums of doubles miss a whole nine by their last digits. */
const rounding = 1e-9;
/** A bar is to be seen even where it is the shortest. */
const shortest = 0.1;
/** Round figures within a nine, as shares of the downtime at its beginning: 99 %, 99.5 %, 99.8 %. */
const parts = [1, 0.5, 0.2] as const;

const partsFrom = (nine: number) =>
  parts.map((part) => ({nines: nine - Math.log10(part), unavailability: part * 10 ** -nine}));

/**
 * The scale on which all of `values` (in nines) can be told apart: from a round figure (99 %, 99.5 %, 99.8 %, ...) below
 * them to one above, and a factor of ten in downtime at the least, so that small differences are not drawn as large ones.
 */
export function ninesScale(values: readonly number[]): NinesScale {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least === Infinity) return {low: 2, high: 4};
  const wanted = Math.max(0, least - shortest);
  const low = partsFrom(Math.floor(wanted)).findLast((part) => part.nines <= wanted + rounding)!.nines;
  const above = [...partsFrom(Math.floor(most - rounding)), {nines: Math.ceil(most - rounding)}];
  const high = above.find((part) => part.nines >= most - rounding)!.nines;
  return {low, high: Math.max(low + 1, high)};
}

/** The column at which a value stands on a scale of `width` columns; beyond its ends it stays at them. */
export function ninesColumn(value: number, {low, high}: NinesScale, width: number): number {
  return ((Math.max(low, Math.min(high, value)) - low) / (high - low)) * width;
}

/** Labels for the scale, the weightiest first: whole nines, its ends, then what else is round, where a nine has room for it. */
export function ninesTicks(scale: NinesScale, width: number): readonly Tick[] {
  const {low, high} = scale;
  const room = width / (high - low);
  const fitting = room >= 36 ? 3 : room >= 22 ? 2 : 1;
  const isEnd = (value: number) => isSame(value, low) || isSame(value, high);
  const weight = (value: number) => (isSame(value, Math.round(value)) ? 2 : isEnd(value) ? 1 : 0);
  const first = Math.floor(low + rounding);
  return Array.from({length: Math.ceil(high - rounding) - first + 1}, (_, i) => first + i)
    .flatMap((nine) => partsFrom(nine).filter((part, i) => i < fitting || isEnd(part.nines)))
    .toSorted((a, b) => weight(b.nines) - weight(a.nines))
    .filter((part) => part.nines >= low - rounding && part.nines <= high + rounding)
    .map((part) => ({at: ninesColumn(part.nines, scale, width), text: labelOf(part.unavailability)}));
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < rounding;
}

/** `percent` stops at four digits. */
function labelOf(unavailability: number): string {
  return unavailability > 0.9e-6 ? percent(1 - unavailability) : `${nines(unavailability).toFixed(0)} nines`;
}
