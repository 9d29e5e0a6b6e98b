import {cellSums} from './cell-sums.ts';
import {countedDone} from './counted-done.ts';
import {type Atom, type Distribution, distribution, moments, never} from './distribution.ts';
import {type Cells, grid, indexAt, sum, timeAt} from './grid.ts';

/** One after the other, independently: the times add, the masses multiply, the variances add. */
export function after(a: Distribution, b: Distribution): Distribution {
  if (a.mass === 0 || b.mass === 0) return never;
  const atoms: Atom[] = [];
  for (const [ms, weight] of a.atoms) for (const [other, w] of b.atoms) atoms.push([ms + other, weight * w]);
  const sums = grid();
  addMoved(sums, atoms, a.atoms, b.cells);
  addMoved(sums, atoms, b.atoms, a.cells);
  sums.addCells(cellSums(a.cells, b.cells));
  return distribution(a.shift + b.shift, atoms, sums.cells(), a.variance + b.variance);
}

type Grid = ReturnType<typeof grid>;

/** `cells`, moved by each atom. */
function addMoved(to: Grid, atoms: Atom[], fixed: readonly Atom[], cells: Cells): void {
  for (const [ms, weight] of fixed) {
    if (ms === 0) to.addCells(cells, weight);
    else if (!Number.isFinite(ms)) atoms.push([ms, weight * sum(cells.weights)]);
    else
      for (let i = 0; i < cells.weights.length; i += 1)
        to.add(indexAt(ms + timeAt(cells.first + i)), weight * cells.weights[i]!);
  }
}

/** Either of several outcomes: the weights add. */
export function either(...parts: readonly Distribution[]): Distribution {
  const present = parts.filter((d) => d.mass > 0);
  const [only] = present;
  if (present.length < 2) return only ?? never;
  const shift = present.reduce((least, d) => Math.min(least, d.shift), Infinity);
  const atoms: Atom[] = [];
  const mixed = grid();
  for (const {shift: own, atoms: values, cells} of present) {
    const move = own - shift;
    for (const [ms, weight] of values) atoms.push([ms + move, weight]);
    if (move === 0) mixed.addCells(cells);
    else
      for (let i = 0; i < cells.weights.length; i += 1)
        mixed.add(indexAt(move + timeAt(cells.first + i)), cells.weights[i]!);
  }
  return distribution(shift, atoms, mixed.cells(), mixedVariance(present));
}

/** Variance of a mixture: the mean of the variances and the variance of the means. */
function mixedVariance(parts: readonly Distribution[]): number {
  const means = parts.map((d) => moments(d.shift, d.atoms, d.cells, d.mass).mean);
  const mass = parts.reduce((total, d) => total + d.mass, 0);
  const mean = parts.reduce((total, d, i) => total + d.mass * means[i]!, 0) / mass;
  return parts.reduce((total, d, i) => total + d.mass * (d.variance + (means[i]! - mean) ** 2), 0) / mass;
}

/** What is done within `limit` milliseconds, and the mass that is not. */
export function within(d: Distribution, limit: number): {readonly inTime: Distribution; readonly late: number} {
  const atoms = d.atoms.filter(([ms]) => d.shift + ms <= limit);
  let late = d.atoms.reduce((total, [ms, weight]) => (d.shift + ms <= limit ? total : total + weight), 0);
  // A cell that the limit cuts is divided by the part of it that lies below.
  const edge = limit > d.shift ? indexAt(limit - d.shift) : -Infinity;
  const weights = d.cells.weights.map((weight, i) => {
    const below = Math.min(1, Math.max(0, edge - (d.cells.first + i) + 0.5));
    late += weight * (1 - below);
    return weight * below;
  });
  if (late === 0) return {inTime: d, late};
  const kept = grid();
  kept.addCells({first: d.cells.first, weights});
  return {inTime: distribution(d.shift, atoms, kept.cells()), late};
}

/** When the k-th of several independent things is done (each may never be: mass below 1). */
export function orderStatistic(parts: readonly Distribution[], k: number): Distribution {
  const [only] = parts;
  if (parts.length === 1 && k === 1 && only) return only;
  const present = parts.filter((d) => d.mass > 0);
  if (present.length < k) return never;
  const steps = present.flatMap((d, i) => points(d).map(([ms, weight, exact]) => ({ms, weight, exact, i})));
  steps.sort((a, b) => a.ms - b.ms);
  // Nothing is done before its shift, so that the k-th is not done before the k-th of them.
  const shift = present.map((d) => d.shift).sort((a, b) => a - b)[k - 1]!;
  const done = countedDone(present.length, k, steps.length);
  const atoms: Atom[] = [];
  const spread = grid();
  let before = 0;
  for (let s = 0; s < steps.length; ) {
    let {ms, exact} = steps[s]!;
    // Where there are too many moments to look at each, those of a cell are looked at together, at the last of them.
    const slow = done.isSlow() && ms > shift ? Math.ceil(indexAt(ms - shift)) : undefined;
    for (; s < steps.length; s += 1) {
      const step = steps[s]!;
      if (step.ms !== ms) {
        if (slow === undefined || indexAt(step.ms - shift) > slow) break;
        ms = step.ms;
        exact = false;
      } else exact ||= step.exact;
      done.more(step.i, step.weight);
    }
    const now = done.atLeast();
    const weight = now - before;
    before = now;
    if (weight <= 0) continue;
    if (exact || ms <= shift) atoms.push([ms - shift, weight]);
    else spread.add(indexAt(ms - shift), weight);
  }
  return distribution(shift, atoms, spread.cells());
}

/** Every time with its weight, and whether it is an atom; grid cells as their middle. */
function points({shift, atoms, cells}: Distribution): (readonly [ms: number, weight: number, exact: boolean])[] {
  const all: (readonly [number, number, boolean])[] = atoms.map(([ms, weight]) => [shift + ms, weight, true]);
  for (let i = 0; i < cells.weights.length; i += 1) {
    if (cells.weights[i]! > 0) all.push([shift + timeAt(cells.first + i), cells.weights[i]!, false]);
  }
  return all;
}
