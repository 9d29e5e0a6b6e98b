import {type Cells, cell, grid, indexAt, noCells, sum, timeAt} from './grid.ts';

/** A time and its weight. */
export type Atom = readonly [ms: number, weight: number];

/**
 * How long something takes, as weights over milliseconds that sum to `mass` (below 1 where only one outcome of several
 * is described). Single times are kept exactly, as atoms; spread-out work lies on a logarithmic grid. Both are times
 * above `shift`: constants only move the shift, so adding them blurs nothing.
 */
export interface Distribution {
  readonly shift: number;
  /** Ascending, no time twice. */
  readonly atoms: readonly Atom[];
  readonly cells: Cells;
  readonly mass: number;
  /**
   * Variance of the described times, worked out without the grid, whose own is larger: dividing weights between cells
   * keeps the mean but widens. `percentile` takes that back.
   */
  readonly variance: number;
}

const mostAtoms = 64;

/** A distribution from atoms (in any order) and cells; too many atoms go to the grid. `variance` is the grid's where it is not given. */
export function distribution(
  shift: number,
  unsorted: readonly Atom[],
  cells: Cells = noCells,
  variance?: number,
): Distribution {
  const atoms: Atom[] = [];
  for (const [ms, weight] of unsorted.filter((atom) => atom[1] > 0).sort((a, b) => a[0] - b[0])) {
    const last = atoms.at(-1);
    if (last && last[0] === ms) atoms[atoms.length - 1] = [ms, last[1] + weight];
    else atoms.push([ms, weight]);
  }
  const mass = atoms.reduce((total, [, weight]) => total + weight, 0) + sum(cells.weights);
  const exact = variance ?? moments(shift, atoms, cells, mass).variance;
  if (atoms.length <= mostAtoms) return {shift, atoms, cells, mass, variance: exact};
  // The heaviest stay what they are: a timeout or a percentile may stand right beside them.
  const least = Float64Array.from(atoms, ([, weight]) => weight).sort()[atoms.length - mostAtoms]!;
  const wider = grid();
  wider.addCells(cells);
  const kept = atoms.filter(([ms, weight]) => {
    const spread = ms > 0 && Number.isFinite(ms) && weight < least;
    if (spread) wider.add(indexAt(ms), weight);
    return !spread;
  });
  return {shift, atoms: kept, cells: wider.cells(), mass, variance: exact};
}

/** No outcome at all: mass 0. */
export const never: Distribution = distribution(0, []);

/** Always the same time; Infinity is one. */
export function constant(ms: number): Distribution {
  return Number.isFinite(ms) ? distribution(ms, [[0, 1]]) : distribution(0, [[ms, 1]]);
}

/**
 * Lognormal with this median and 99th percentile: mu = ln p50, sigma = ln(p99 / p50) / 2.3263478740. The normal density
 * is summed by the trapezoidal rule, whose error for it vanishes as exp(-2 (pi / step)^2).
 */
export function lognormal(p50Ms: number, p99Ms: number): Distribution {
  const mu = Math.log(p50Ms);
  const sigma = Math.log(p99Ms / p50Ms) / 2.326347874;
  const step = Math.min(0.25, cell / sigma);
  const reach = Math.ceil(5.2 / step);
  const total = Math.sqrt(2 * Math.PI) / step;
  const spread = grid();
  for (let i = -reach; i <= reach; i += 1) {
    spread.add((mu + sigma * i * step) / cell, Math.exp(-((i * step) ** 2) / 2) / total);
  }
  const cells = spread.cells();
  const scale = 1 / sum(cells.weights);
  const variance = Math.expm1(sigma * sigma) * Math.exp(2 * mu + sigma * sigma);
  return distribution(0, [], {...cells, weights: cells.weights.map((weight) => weight * scale)}, variance);
}

/** Mean and variance of atoms and cells as they stand. */
export function moments(
  shift: number,
  atoms: readonly Atom[],
  cells: Cells,
  mass: number,
): {readonly mean: number; readonly variance: number} {
  if (mass === 0) return {mean: 0, variance: 0};
  let mean = 0;
  for (const [ms, weight] of atoms) mean += ms * weight;
  for (let i = 0; i < cells.weights.length; i += 1) mean += timeAt(cells.first + i) * cells.weights[i]!;
  mean /= mass;
  let variance = 0;
  for (const [ms, weight] of atoms) variance += (ms - mean) ** 2 * weight;
  for (let i = 0; i < cells.weights.length; i += 1)
    variance += (timeAt(cells.first + i) - mean) ** 2 * cells.weights[i]!;
  return {mean: shift + mean, variance: variance / mass};
}

/** The weight of what ends at all: whatever waits for ever does nothing afterwards. */
export function endingMass({atoms, mass}: Distribution): number {
  const last = atoms.at(-1);
  return last?.[0] === Infinity ? mass - last[1] : mass;
}

/** Sum of the times, each times its weight: divide by `mass` for the mean of the described outcomes. */
export function weightedMean({shift, atoms, cells, mass}: Distribution): number {
  return mass === 0 ? 0 : moments(shift, atoms, cells, mass).mean * mass;
}

/** The same times, each with `factor` of its weight. */
export function scaled(d: Distribution, factor: number): Distribution {
  if (factor === 1) return d;
  if (factor === 0 || d.mass === 0) return never;
  return {
    ...d,
    atoms: d.atoms.map(([ms, weight]) => [ms, weight * factor] as const),
    cells: {first: d.cells.first, weights: d.cells.weights.map((weight) => weight * factor)},
    mass: d.mass * factor,
  };
}
