/**
 * How long something takes, as a measure over milliseconds whose weights sum to `mass` (below 1 where only one outcome
 * of several is described). Single values are kept exactly, as atoms; spread-out work lies on a logarithmic grid, one
 * cell a percent, above `shift`. Constants only move the shift, so adding them blurs nothing.
 */
export interface Distribution {
  readonly shift: number;
  /** Values above `shift`, ascending, with their weights. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** Weights of the grid cells from index `first`; cell i stands for shift + exp(i x cell). */
  readonly first: number;
  readonly cells: Float64Array;
  readonly mass: number;
}

const cell = 0.01;
const mostAtoms = 64;
/** Tails below this share of the mass are cut: a thousand times less than what a 99th percentile could notice. */
const tail = 1e-9;
const nothing = new Float64Array(0);

function make(
  shift: number,
  atoms: readonly (readonly [number, number])[],
  first = 0,
  cells: Float64Array = nothing,
): Distribution {
  const sorted = [...atoms].filter(([, weight]) => weight > 0).sort((a, b) => a[0] - b[0]);
  const values: number[] = [];
  const weights: number[] = [];
  for (const [value, weight] of sorted) {
    if (values.length > 0 && values.at(-1) === value) weights[weights.length - 1]! += weight;
    else {
      values.push(value);
      weights.push(weight);
    }
  }
  const mass = sum(weights) + sum(cells);
  if (values.length <= mostAtoms)
    return {shift, values: Float64Array.from(values), weights: Float64Array.from(weights), first, cells, mass};
  // Too many atoms to keep: the finite positive ones go to the grid.
  const grid = new Grid();
  grid.addCells(first, cells);
  const kept: [number, number][] = [];
  for (const [i, value] of values.entries()) {
    if (value > 0 && Number.isFinite(value)) grid.add(Math.log(value) / cell, weights[i]!);
    else kept.push([value, weights[i]!]);
  }
  return make(shift, kept, ...grid.trimmed());
}

/** Grid cells under construction. A weight between two cells is divided so that the mean is kept. */
class Grid {
  private low = 0;
  private data = nothing;

  private reach(from: number, to: number): void {
    if (this.data.length === 0) {
      this.low = from;
      this.data = new Float64Array(to - from + 1);
    } else if (from < this.low || to >= this.low + this.data.length) {
      const low = Math.min(from, this.low);
      const high = Math.max(to, this.low + this.data.length - 1);
      const wider = new Float64Array(high - low + 1);
      wider.set(this.data, this.low - low);
      this.low = low;
      this.data = wider;
    }
  }

  /** `position` is a cell index with fraction. */
  add(position: number, weight: number): void {
    const index = Math.floor(position);
    const fraction = upperShare(position - index);
    this.reach(index, index + 1);
    this.data[index - this.low]! += weight * (1 - fraction);
    this.data[index - this.low + 1]! += weight * fraction;
  }

  addCells(first: number, cells: Float64Array, factor = 1): void {
    if (cells.length === 0) return;
    this.reach(first, first + cells.length - 1);
    for (let i = 0; i < cells.length; i += 1) this.data[first + i - this.low]! += cells[i]! * factor;
  }

  trimmed(): [number, Float64Array] {
    const cut = sum(this.data) * tail;
    let from = 0;
    let to = this.data.length;
    for (let left = cut; from < to && left >= this.data[from]!; from += 1) left -= this.data[from]!;
    for (let left = cut; to > from && left >= this.data[to - 1]!; to -= 1) left -= this.data[to - 1]!;
    const kept = this.data.slice(from, to);
    const scale = sum(this.data) / (sum(kept) || 1);
    return [this.low + from, kept.map((weight) => weight * scale)];
  }
}

/** Share of a weight at `fraction` between two cells that goes to the upper one, so that the mean value stays. */
function upperShare(fraction: number): number {
  return Math.expm1(fraction * cell) / Math.expm1(cell);
}

function sum(numbers: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i += 1) total += numbers[i]!;
  return total;
}

/** No outcome at all: mass 0. */
export const never: Distribution = make(0, []);

/** Always the same time. */
export function constant(ms: number): Distribution {
  return Number.isFinite(ms) ? make(ms, [[0, 1]]) : make(0, [[ms, 1]]);
}

/** Lognormal with this median and 99th percentile: mu = ln p50, sigma = ln(p99 / p50) / 2.3263478740. */
export function lognormal(p50Ms: number, p99Ms: number): Distribution {
  const mu = Math.log(p50Ms);
  const sigma = Math.log(p99Ms / p50Ms) / 2.326347874;
  const reach = 6 * sigma;
  const first = Math.floor((mu - reach) / cell);
  const count = Math.ceil((2 * reach) / cell) + 2;
  const cells = new Float64Array(count);
  let before = normal(((first - 0.5) * cell - mu) / sigma);
  for (let i = 0; i < count; i += 1) {
    const after = normal(((first + i + 0.5) * cell - mu) / sigma);
    cells[i] = after - before;
    before = after;
  }
  const total = sum(cells);
  return make(
    0,
    [],
    first,
    cells.map((weight) => weight / total),
  );
}

/** Standard normal distribution function, by the series and continued fraction of the error function (Abramowitz and Stegun 7.1.6, 7.1.14). */
function normal(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  let upper: number;
  if (z < 2.5) {
    let term = z;
    let series = z;
    for (let n = 1; Math.abs(term) > 1e-17 * series; n += 1) {
      term *= (2 * z * z) / (2 * n + 1);
      series += term;
    }
    upper = 0.5 - (series * Math.exp(-z * z)) / Math.sqrt(Math.PI);
  } else {
    let fraction = 0;
    for (let n = 60; n > 0; n -= 1) fraction = n / 2 / (z + fraction);
    upper = Math.exp(-z * z) / (2 * Math.sqrt(Math.PI) * (z + fraction));
  }
  return x > 0 ? 1 - upper : upper;
}

/** The same times, each with `factor` of its weight. */
export function scaled(d: Distribution, factor: number): Distribution {
  if (factor === 1) return d;
  if (factor === 0 || d.mass === 0) return never;
  return {
    ...d,
    weights: d.weights.map((w) => w * factor),
    cells: d.cells.map((w) => w * factor),
    mass: d.mass * factor,
  };
}

/** One after the other, independently: the times add, the masses multiply. */
export function after(a: Distribution, b: Distribution): Distribution {
  if (a.mass === 0 || b.mass === 0) return never;
  const shift = a.shift + b.shift;
  const atoms: [number, number][] = [];
  const grid = new Grid();
  for (const [i, value] of a.values.entries()) {
    for (const [j, other] of b.values.entries()) atoms.push([value + other, a.weights[i]! * b.weights[j]!]);
  }
  addMoved(grid, atoms, a, b);
  addMoved(grid, atoms, b, a);
  addCellSums(grid, a, b);
  return make(shift, atoms, ...grid.trimmed());
}

/** Cells of `spread`, moved by each atom of `fixed`. */
function addMoved(grid: Grid, atoms: [number, number][], fixed: Distribution, spread: Distribution): void {
  for (const [i, value] of fixed.values.entries()) {
    const weight = fixed.weights[i]!;
    if (value === 0) grid.addCells(spread.first, spread.cells, weight);
    else if (!Number.isFinite(value)) atoms.push([value, weight * sum(spread.cells)]);
    else
      for (let c = 0; c < spread.cells.length; c += 1) {
        grid.add(Math.log(value + Math.exp((spread.first + c) * cell)) / cell, weight * spread.cells[c]!);
      }
  }
}

/** Sums of two grid cells: exp(i) + exp(j) = exp(i + log1p(exp(j - i))), which depends on j - i alone and is tabled. */
function addCellSums(grid: Grid, a: Distribution, b: Distribution): void {
  if (a.cells.length === 0 || b.cells.length === 0) return;
  const least = b.first - (a.first + a.cells.length - 1);
  const most = b.first + b.cells.length - 1 - a.first;
  const steps = new Int32Array(most - least + 1);
  const shares = new Float64Array(most - least + 1);
  for (let d = least; d <= most; d += 1) {
    const position = d > 0 ? d + Math.log1p(Math.exp(-d * cell)) / cell : Math.log1p(Math.exp(d * cell)) / cell;
    steps[d - least] = Math.floor(position);
    shares[d - least] = upperShare(position - Math.floor(position));
  }
  const low = a.first + steps[0]!;
  const sums = new Float64Array(a.first + a.cells.length - 1 + steps[most - least]! + 2 - low + a.cells.length);
  for (let i = 0; i < a.cells.length; i += 1) {
    const weight = a.cells[i]!;
    if (weight === 0) continue;
    const offset = b.first - (a.first + i) - least;
    for (let j = 0; j < b.cells.length; j += 1) {
      const w = weight * b.cells[j]!;
      const at = a.first + i + steps[offset + j]! - low;
      const upper = w * shares[offset + j]!;
      sums[at] = sums[at]! + w - upper;
      sums[at + 1] = sums[at + 1]! + upper;
    }
  }
  grid.addCells(low, sums);
}

/** Either of several outcomes: the weights add. */
export function either(...parts: readonly Distribution[]): Distribution {
  const present = parts.filter((d) => d.mass > 0);
  const [only] = present;
  if (present.length < 2) return only ?? never;
  const shift = Math.min(...present.map((d) => d.shift));
  const atoms: [number, number][] = [];
  const grid = new Grid();
  for (const d of present) collect(d, shift, atoms, grid);
  return make(shift, atoms, ...grid.trimmed());
}

function collect(d: Distribution, shift: number, atoms: [number, number][], grid: Grid): void {
  const move = d.shift - shift;
  for (const [i, value] of d.values.entries()) atoms.push([value + move, d.weights[i]!]);
  if (move === 0) grid.addCells(d.first, d.cells);
  else
    for (let c = 0; c < d.cells.length; c += 1) {
      grid.add(Math.log(move + Math.exp((d.first + c) * cell)) / cell, d.cells[c]!);
    }
}

/** Every value with its weight, ascending; grid cells as their middle. */
function points(d: Distribution): [number, number][] {
  const all: [number, number][] = [];
  for (const [i, value] of d.values.entries()) all.push([d.shift + value, d.weights[i]!]);
  for (let c = 0; c < d.cells.length; c += 1) {
    if (d.cells[c]! > 0) all.push([d.shift + Math.exp((d.first + c) * cell), d.cells[c]!]);
  }
  return all.sort((a, b) => a[0] - b[0]);
}

/** What is done within `limit` milliseconds, and the mass that is not. */
export function within(d: Distribution, limit: number): {readonly inTime: Distribution; readonly late: number} {
  const atoms: [number, number][] = [];
  const grid = new Grid();
  let late = 0;
  for (const [i, value] of d.values.entries()) {
    if (d.shift + value <= limit) atoms.push([value, d.weights[i]!]);
    else late += d.weights[i]!;
  }
  // A cell that the limit cuts is divided by the part of it that lies below.
  const edge = limit > d.shift ? Math.log(limit - d.shift) / cell : -Infinity;
  const cells = d.cells.slice();
  for (let c = 0; c < cells.length; c += 1) {
    const below = Math.min(1, Math.max(0, edge - (d.first + c) + 0.5));
    late += cells[c]! * (1 - below);
    cells[c] = cells[c]! * below;
  }
  if (late === 0) return {inTime: d, late};
  grid.addCells(d.first, cells);
  return {inTime: make(d.shift, atoms, ...grid.trimmed()), late};
}

/** When the k-th of several independent things is done (each may never be: mass below 1). */
export function orderStatistic(parts: readonly Distribution[], k: number): Distribution {
  const [only] = parts;
  if (parts.length === 1 && k === 1 && only) return only;
  const steps = parts.flatMap((d, i) => points(d).map(([value, weight]) => ({value, weight, i})));
  steps.sort((a, b) => a.value - b.value);
  const done = new Float64Array(parts.length);
  const shift = Math.min(...parts.filter((d) => d.mass > 0).map((d) => d.shift));
  const atoms: [number, number][] = [];
  const grid = new Grid();
  const isAtom = new Set(parts.flatMap((d) => [...d.values].map((value) => d.shift + value)));
  let before = 0;
  for (let s = 0; s < steps.length; ) {
    const {value} = steps[s]!;
    for (; s < steps.length && steps[s]!.value === value; s += 1) done[steps[s]!.i]! += steps[s]!.weight;
    const now = atLeastDone(done, k);
    const weight = now - before;
    before = now;
    if (weight <= 0) continue;
    if (isAtom.has(value) || value <= shift) atoms.push([value - shift, weight]);
    else grid.add(Math.log(value - shift) / cell, weight);
  }
  return make(shift, atoms, ...grid.trimmed());
}

/** Chance that at least k of independent events happened. */
function atLeastDone(chances: Float64Array, k: number): number {
  if (k === chances.length) return chances.reduce((product, chance) => product * chance, 1);
  if (k === 1) return 1 - chances.reduce((product, chance) => product * (1 - chance), 1);
  const counts = new Float64Array(k + 1);
  counts[0] = 1;
  for (const chance of chances) {
    for (let n = k; n >= 0; n -= 1) {
      const stays = n === k ? counts[n]! : counts[n]! * (1 - chance);
      counts[n] = stays + (n > 0 ? counts[n - 1]! * chance : 0);
    }
  }
  return counts[k]!;
}

/** Mean of the described outcomes, weighted by their mass: divide by `mass` for the conditional mean. */
export function weightedMean(d: Distribution): number {
  let total = 0;
  for (const [i, value] of d.values.entries()) total += (d.shift + value) * d.weights[i]!;
  for (let c = 0; c < d.cells.length; c += 1) total += (d.shift + Math.exp((d.first + c) * cell)) * d.cells[c]!;
  return total;
}

/** The time within which the share `p` of the outcomes is done; inside a grid cell by interpolation. */
export function percentile(d: Distribution, p: number): number {
  const wanted = p * d.mass * (1 - 1e-12);
  let reached = 0;
  let a = 0;
  let c = 0;
  while (a < d.values.length || c < d.cells.length) {
    const middle = c < d.cells.length ? Math.exp((d.first + c) * cell) : Infinity;
    const takesAtom = a < d.values.length && (c >= d.cells.length || d.values[a]! <= middle);
    const weight = takesAtom ? d.weights[a]! : d.cells[c]!;
    if (reached + weight >= wanted && weight > 0) {
      if (takesAtom) return d.shift + d.values[a]!;
      return d.shift + middle * Math.exp(cell * ((wanted - reached) / weight - 0.5));
    }
    reached += weight;
    if (takesAtom) a += 1;
    else c += 1;
  }
  return d.values.length > 0 ? d.shift + d.values.at(-1)! : d.shift + Math.exp((d.first + d.cells.length) * cell);
}
