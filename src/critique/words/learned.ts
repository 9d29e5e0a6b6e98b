import file from './learned.json' with {type: 'json'};

/** What is told apart: the interaction, each flaw, what a clause says. */
export type Head = keyof typeof file.heads;

/** One linear model: a bias for each class, and for each feature a weight for each class. */
export interface Linear {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly weights: Pick<ReadonlyMap<string, readonly number[]>, 'get' | 'has'>;
}

/** A linear model as it is stored. The first class of each weighs nothing: only differences count. */
export interface PackedHead {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  /** Which features have weights: how many places each stands behind the one before. */
  readonly steps: readonly number[];
  /** For each of them the weight of every class but the first, in units of the file. */
  readonly weights: readonly number[];
}

const models = new Map<Head, Linear>();
let places: ReadonlyMap<string, number> | undefined;

/** The linear model of a head. Weights are looked up where they are stored: unpacking all takes a tenth of a second. */
export function learnedModel(head: Head): Linear {
  const known = models.get(head);
  if (known) return known;
  const {classes, bias, steps, weights}: PackedHead = file.heads[head];
  places ??= new Map(file.features.split('\n').map((feature, place) => [feature, place]));
  const all = places;
  const width = classes.length - 1;
  let at = -1;
  const weighed = Int32Array.from(steps, (step) => {
    at += step;
    return at;
  });
  const rowOf = (feature: string) => {
    const place = all.get(feature);
    return place === undefined ? -1 : rowIn(weighed, place);
  };
  const get = (feature: string) => {
    const row = rowOf(feature);
    if (row < 0) return undefined;
    return [0, ...weights.slice(row * width, (row + 1) * width).map((weight) => weight * file.unit)];
  };
  const linear: Linear = {classes, bias, weights: {get, has: (feature) => rowOf(feature) >= 0}};
  models.set(head, linear);
  return linear;
}

/** Where `wanted` stands in ascending numbers, by halving; -1 where it does not. */
function rowIn(ascending: Int32Array, wanted: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle]!;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
