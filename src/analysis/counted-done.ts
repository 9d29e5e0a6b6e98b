/** The chance that at least k of independent things are done, while one after the other gets further. */
export interface CountedDone {
  /** The thing at this position is done with this chance more. */
  readonly more: (position: number, chance: number) => void;
  readonly atLeast: () => number;
  /** Does asking cost more than a step should? Then it is asked for many steps at once. */
  readonly isSlow: () => boolean;
}

/** Steps times things (times k, where neither one nor all are meant) that are simply gone through each time. */
const simply = 200_000_000;
/** Things that are on the way: beyond it their number is as good as normally distributed. */
const mostCounted = 1000;

/** `count` things none of which is done, of which `k` are asked for, at `steps` moments. */
export function countedDone(count: number, k: number, steps: number): CountedDone {
  const one = k === 1 || k === count;
  if (steps * count * (one ? 1 : k) <= simply) return everyTime(count, k);
  return one ? byProducts(count, k) : onTheWay(count, k);
}

function everyTime(count: number, k: number): CountedDone {
  const done = new Float64Array(count);
  return {
    more: (position, chance) => {
      done[position]! += chance;
    },
    atLeast: () => {
      if (k === count) return done.reduce((product, chance) => product * chance, 1);
      if (k === 1) return 1 - done.reduce((product, chance) => product * (1 - chance), 1);
      return counted(done, k);
    },
    isSlow: () => false,
  };
}

/** All or the first: a tree of products, of which a step changes one path. */
function byProducts(count: number, k: number): CountedDone {
  const all = k === count;
  const leaves = 2 ** Math.ceil(Math.log2(count));
  const tree = new Float64Array(2 * leaves).fill(1);
  if (all) {
    tree.fill(0, leaves, leaves + count);
    for (let at = leaves - 1; at > 0; at -= 1) tree[at] = tree[2 * at]! * tree[2 * at + 1]!;
  }
  return {
    more: (position, chance) => {
      tree[leaves + position]! += all ? chance : -chance;
      for (let at = (leaves + position) >> 1; at > 0; at >>= 1) tree[at] = tree[2 * at]! * tree[2 * at + 1]!;
    },
    atLeast: () => (all ? tree[1]! : 1 - tree[1]!),
    isSlow: () => false,
  };
}

/** What is done for certain is only counted, and of the rest those that are on the way. */
function onTheWay(count: number, k: number): CountedDone {
  const done = new Float64Array(count);
  const way = new Set<number>();
  let certain = 0;
  return {
    more: (position, chance) => {
      done[position]! += chance;
      if (done[position]! < 1 - 1e-12) way.add(position);
      else if (way.delete(position) || chance >= 1 - 1e-12) certain += 1;
    },
    atLeast: () => {
      const left = k - certain;
      if (left <= 0) return 1;
      if (left > way.size) return 0;
      const chances = Float64Array.from(way, (position) => done[position]!);
      return way.size <= mostCounted ? counted(chances, left) : normally(chances, left);
    },
    isSlow: () => way.size > 0,
  };
}

/** Chance that at least k happened, from how many did, event by event. */
function counted(chances: Float64Array, k: number): number {
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

/**
 * The same for a thousand and more: the refined normal approximation of the Poisson binomial distribution (Volkova 1996;
 * Hong, On Computing the Distribution Function for the Poisson Binomial Distribution, 2013), off by less than 1/variance.
 */
function normally(chances: Float64Array, k: number): number {
  let [mean, variance, third] = [0, 0, 0];
  for (const p of chances) {
    mean += p;
    variance += p * (1 - p);
    third += p * (1 - p) * (1 - 2 * p);
  }
  if (variance < 1e-9) return mean >= k - 0.5 ? 1 : 0;
  const spread = Math.sqrt(variance);
  const x = (k - 0.5 - mean) / spread;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const below = normalBelow(x) + ((third / spread ** 3) * (1 - x * x) * density) / 6;
  return Math.min(1, Math.max(0, 1 - below));
}

/** The normal distribution function (Abramowitz and Stegun 26.2.17, to 7.5e-8). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x >= 0 ? 1 - tail : tail;
}
