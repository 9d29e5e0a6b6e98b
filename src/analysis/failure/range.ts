import type {Chance} from '../../topology/quantity.ts';

/** A chance between two: the one with the rarest failure, and the one with the most frequent. The same where it is exact. */
export interface Range {
  readonly least: Chance;
  readonly most: Chance;
}

/** A chance that is known exactly. */
export function exactly(chance: Chance): Range {
  return {least: chance, most: chance};
}

/** Is the chance known exactly? */
export function isExact({least, most}: Range): boolean {
  return least === most;
}

/** All of `chances` must be up: the failure side is a sum of positive terms, the other a product. */
function inRow(chances: readonly Chance[]): Chance {
  let [up, down] = [1, 0];
  for (const chance of chances) {
    down += up * chance.down;
    up *= chance.up;
  }
  return {up, down};
}

const swapped = ({up, down}: Chance): Chance => ({up: down, down: up});
const all = (chances: readonly Chance[]) => swapped(inRow(chances.map(swapped)));
const worst = (a: Chance, b: Chance) => (a.down >= b.down ? a : b);
const surely: Chance = {up: 0, down: 1};
const hardly: Chance = {up: 1, down: 0};

/**
 * What can be said of at least `least` of `items` failing where they share parts. Failures of a monotone system are
 * positively associated (Esary, Proschan and Walkup 1967): P(A and B) >= P(A)P(B), P(A or B) <= 1-(1-P(A))(1-P(B)).
 */
export function atLeastOf(least: number, items: readonly Range[]): Range {
  if (least === 1) {
    return {
      least: items.reduce((a, item) => worst(a, item.least), hardly),
      most: inRow(items.map((item) => item.most)),
    };
  }
  if (least === items.length) {
    return {
      least: all(items.map((item) => item.least)),
      most: items.reduce((a, item) => (a.down <= item.most.down ? a : item.most), surely),
    };
  }
  // row[k]: at least k of the items so far
  let row: Range[] = [exactly(surely), ...new Array<Range>(least).fill(exactly(hardly))];
  for (const item of items) {
    row = row.map((range, k) => (k === 0 ? range : atLeastOf(1, [range, atLeastOf(2, [item, row[k - 1]!])])));
  }
  return row[least]!;
}

/** What two ranges of the same chance have in common. */
export function narrowed(a: Range, b: Range): Range {
  return {least: worst(a.least, b.least), most: a.most.down <= b.most.down ? a.most : b.most};
}
