import type {Branch, Place} from './parts.ts';

/** Where something stands in a file: keys and list positions from the top. */
export type Path = readonly (string | number)[];

/** A line and a column, both counted from 1. `found` is false where the file has no such part and this is the nearest around it. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly found?: boolean;
}

/** Position of the value at `path`, of its key with `key`; of the nearest enclosing part where there is no such path. */
export type Locate = (path: Path, at?: 'key' | 'value') => Position;

/** Turns offsets of `text` into lines and columns. */
export function positions(text: string): (offset: number) => {line: number; column: number} {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return {line: low + 1, column: Math.max(0, offset - starts[low]!) + 1};
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Finds the parts of the text that `root` describes. */
export function locator(root: Place, position: (offset: number) => {line: number; column: number}): Locate {
  const indices = new WeakMap<Branch, ReadonlyMap<string, number>>();
  const indexOf = (branch: Branch, step: string | number): number => {
    if (branch.keys === undefined) return typeof step === 'number' ? step : -1;
    if (branch.keys.length <= 16) return branch.keys.indexOf(String(step));
    let index = indices.get(branch);
    if (index === undefined) {
      index = new Map(branch.keys.map((key, i) => [key, i]));
      indices.set(branch, index);
    }
    return index.get(String(step)) ?? -1;
  };
  return (path, at = 'value') => {
    let place = root;
    for (const [depth, step] of path.entries()) {
      const index = typeof place === 'number' ? -1 : indexOf(place, step);
      const branch = place as Branch;
      const part = index < 0 ? undefined : branch.parts[index];
      if (part === undefined) return {...position(offset(place)), found: false};
      if (at === 'key' && depth === path.length - 1 && branch.keys) return position(branch.keysAt[index]!);
      place = part;
    }
    return position(offset(place));
  };
}

const offset = (place: Place): number => (typeof place === 'number' ? place : place.at);
