/** Measured values; exact quantiles need all of them, eight bytes each. */
export interface Samples {
  readonly push: (value: number) => void;
  readonly count: () => number;
  /** The values so far, unsorted. */
  readonly values: () => Float64Array;
}

export function samples(): Samples {
  let values = new Float64Array(8);
  let count = 0;
  return {
    push: (value) => {
      if (count === values.length) {
        const grown = new Float64Array(count * 2);
        grown.set(values);
        values = grown;
      }
      values[count] = value;
      count += 1;
    },
    count: () => count,
    values: () => values.subarray(0, count),
  };
}

/** Several lists as one sorted list. */
export function sorted(lists: readonly Samples[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.count(), 0));
  let at = 0;
  for (const list of lists) {
    all.set(list.values(), at);
    at += list.count();
  }
  return all.sort();
}

/**
 * The quantile of sorted values by linear interpolation between the closest ranks (method 7 of Hyndman and Fan, 1996, the
 * default of R and NumPy; quantileExactInclusive in ClickHouse). Undefined of nothing.
 */
export function quantile(values: Float64Array, share: number): number | undefined {
  if (values.length === 0) return undefined;
  const rank = (values.length - 1) * share;
  const below = Math.floor(rank);
  const low = values[below]!;
  return low + ((values[below + 1] ?? low) - low) * (rank - below);
}

/** A figure with the four digits that a measurement deserves. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
