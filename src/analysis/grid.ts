/** Width of a cell in the logarithm of the time: one percent. */
export const cell = 0.01;

/** Tails below this share of the mass are cut: far less than a 99th percentile could notice. */
const tail = 1e-7;

/** Weights of neighbouring grid cells; cell i stands for exp(i x cell) milliseconds. */
export interface Cells {
  readonly first: number;
  readonly weights: Float64Array;
}

export const noCells: Cells = {first: 0, weights: new Float64Array(0)};

/** Time that cell `index` (with fraction) stands for. */
export function timeAt(index: number): number {
  return Math.exp(index * cell);
}

/** Index, with fraction, of the cell that a time above 0 falls into. */
export function indexAt(ms: number): number {
  return Math.log(ms) / cell;
}

/** Share of a weight `fraction` of the way to the next cell that goes there, so that the mean time stays. */
export function upperShare(fraction: number): number {
  return Math.expm1(fraction * cell) / Math.expm1(cell);
}

export function sum(numbers: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i += 1) total += numbers[i]!;
  return total;
}

/** Cells under construction. */
export function grid() {
  let first = 0;
  let data = noCells.weights;

  const reach = (from: number, to: number) => {
    if (data.length === 0) {
      first = from;
      data = new Float64Array(to - from + 1);
      return;
    }
    const last = first + data.length - 1;
    if (from >= first && to <= last) return;
    // Twice the room on the side that grows, so that adding cell by cell copies little.
    const low = from < first ? from - data.length : first;
    const high = to > last ? to + data.length : last;
    const wider = new Float64Array(high - low + 1);
    wider.set(data, first - low);
    first = low;
    data = wider;
  };

  return {
    /** Adds a weight at an index with fraction, divided between two cells so that the mean is kept. */
    add(index: number, weight: number): void {
      const below = Math.floor(index);
      const above = weight * upperShare(index - below);
      reach(below, below + 1);
      data[below - first] = data[below - first]! + weight - above;
      data[below - first + 1] = data[below - first + 1]! + above;
    },
    addCells(cells: Cells, factor = 1): void {
      if (cells.weights.length === 0) return;
      reach(cells.first, cells.first + cells.weights.length - 1);
      const offset = cells.first - first;
      for (let i = 0; i < cells.weights.length; i += 1)
        data[offset + i] = data[offset + i]! + cells.weights[i]! * factor;
    },
    /** The cells so far without negligible tails; their weight goes to the rest, so that the sum stays. */
    cells(): Cells {
      const total = sum(data);
      if (total === 0) return noCells;
      let from = 0;
      let to = data.length;
      for (let left = total * tail; from < to && left >= data[from]!; from += 1) left -= data[from]!;
      for (let left = total * tail; to > from && left >= data[to - 1]!; to -= 1) left -= data[to - 1]!;
      const kept = data.slice(from, to);
      const scale = total / sum(kept);
      return {first: first + from, weights: scale === 1 ? kept : kept.map((weight) => weight * scale)};
    },
  };
}
