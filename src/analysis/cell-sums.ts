import {type Cells, cell, noCells} from './grid.ts';

/** Cells by which a sum can lie above its larger part: both parts alike, exp(i) + exp(i) = exp(i + ln 2). */
const farthest = Math.floor(Math.LN2 / cell);

/** nearest[m]: how many cells a smaller part may lie below the larger one and still move the sum m cells on. */
const nearest = Int32Array.from({length: farthest + 1}, (_, m) =>
  m === 0 ? 0x7fffffff : Math.floor(-Math.log(Math.expm1(m * cell)) / cell),
);
/** Cells further down than this move no sum by as much as one cell. */
const steps = nearest[1]! + 1;
/** How many cells the sum lies above the larger part where the smaller one is this many cells below it. */
const moved = movedBy();
const base = Float64Array.from({length: farthest + 1}, (_, m) => Math.expm1(m * cell));
const width = Float64Array.from({length: farthest + 1}, (_, m) => Math.exp(m * cell) * Math.expm1(cell));

function movedBy(): Int32Array {
  let m = farthest;
  return Int32Array.from({length: steps + 1}, (_, below) => {
    while (nearest[m]! < below) m -= 1;
    return m;
  });
}

/**
 * Sums of two independent cells. exp(i) + exp(j) lies between two cells and is divided between them so that the mean
 * stays; the upper share is linear in exp(j). All j that come between the same two cells are therefore taken together,
 * from sums over the cells before them: some seventy steps for each i, however wide the other distribution is.
 */
export function cellSums(a: Cells, b: Cells): Cells {
  if (a.weights.length === 0 || b.weights.length === 0) return noCells;
  const first = Math.max(a.first, b.first);
  const last = Math.max(a.first + a.weights.length, b.first + b.weights.length);
  const weights = new Float64Array(last - first + farthest + 2);
  addLarger(weights, first, a, b, 0);
  addLarger(weights, first, b, a, 1);
  return {first, weights};
}

/** Adds the sums whose larger part is `large`; the smaller part lies at least `apart` cells below it. */
function addLarger(to: Float64Array, first: number, large: Cells, small: Cells, apart: 0 | 1): void {
  const n = small.weights.length;
  const weightBefore = new Float64Array(n + 1);
  const timeBefore = new Float64Array(n + 1);
  for (let j = 0; j < n; j += 1) {
    weightBefore[j + 1] = weightBefore[j]! + small.weights[j]!;
    timeBefore[j + 1] = timeBefore[j]! + small.weights[j]! * Math.exp(j * cell);
  }
  for (let i = Math.max(0, small.first + apart - large.first); i < large.weights.length; i += 1) {
    const weight = large.weights[i]!;
    if (weight === 0) continue;
    const here = large.first + i;
    const scale = Math.exp((small.first - here) * cell);
    let top = Math.min(n - 1, here - apart - small.first);
    for (let m = moved[Math.min(steps, here - small.first - top)]!; m >= 0 && top >= 0; m -= 1) {
      const bottom = Math.max(0, here - small.first - nearest[m]!);
      if (bottom > top) continue;
      const sum = weightBefore[top + 1]! - weightBefore[bottom]!;
      const time = (timeBefore[top + 1]! - timeBefore[bottom]!) * scale;
      const upper = weight * Math.min(sum, Math.max(0, (time - sum * base[m]!) / width[m]!));
      const at = here - first + m;
      to[at] = to[at]! + weight * sum - upper;
      to[at + 1] = to[at + 1]! + upper;
      top = bottom - 1;
    }
  }
}
