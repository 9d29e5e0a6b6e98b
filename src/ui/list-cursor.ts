/** What moves through a list or a text that is longer than its window. */
export type Move = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

/** The first and the last of some rows. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

const steps = {
  up: () => -1,
  down: () => 1,
  'page-up': (page: number) => -page,
  'page-down': (page: number) => page,
  first: () => -Infinity,
  last: () => Infinity,
} as const satisfies Record<Move, (page: number) => number>;

export function isMove(action: string): action is Move {
  return Object.hasOwn(steps, action);
}

/** The place from 0 to `count` - 1 that `move` leads to; it stops at both ends. `page` is how many lines are seen at once. */
export function moved(cursor: number, move: Move, count: number, page = 8): number {
  return Math.max(0, Math.min(count - 1, cursor + steps[move](page)));
}

/** The first line that a window of `height` lines shows, so that `cursor` is seen and as much as possible around it. */
export function windowStart(cursor: number, count: number, height: number): number {
  return Math.max(0, Math.min(cursor - Math.floor(height / 2), count - height));
}

/** The first of `height` lines so that all of `focus` is seen, or its beginning where it is longer; as near the top as can be. */
export function startToSee(focus: Rows, count: number, height: number): number {
  const wanted = Math.min(focus.from, Math.max(0, focus.to - height + 1));
  return Math.max(0, Math.min(wanted, count - height));
}
