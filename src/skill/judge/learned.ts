/** What was learned, as it is stored in learned.json. */
export interface Packed {
  /** The criteria that can be judged. */
  readonly criteria: readonly string[];
  /** Weights are multiples of it. */
  readonly unit: number;
  /** One a line, in the order of their codes. */
  readonly features: string;
  /** For each criterion, and last for all of them together: does the passage state it? */
  readonly states: readonly Column[];
  /** For each criterion: is the passage about it, rather than about nothing of the kind? */
  readonly about: readonly Column[];
  /** Do its words stand in the order of a language? */
  readonly order: Column;
}

/** The weights of one linear score. */
export interface Column {
  readonly bias: number;
  /** Which features have a weight: how many places each stands behind the one before. */
  readonly steps: readonly number[];
  /** The weight of each of them, in units of the file. */
  readonly weights: readonly number[];
}

/** Linear models that tell what a passage is about and whether it states what a criterion asks for. */
export interface Learned {
  readonly criteria: readonly string[];
  /** The numbers of those of these features that were met in learning. */
  readonly known: (features: readonly string[]) => Int32Array;
  readonly score: (features: Iterable<number>) => Scores;
  /** The logit of words' standing in the order of a language, by features of their order. */
  readonly order: (features: Iterable<number>) => number;
}

/** By criterion, in their order. */
export interface Scores {
  /** The logit of the passage's stating what the criterion asks for, if it is about it. */
  readonly states: Float64Array;
  /** The probability of its being about the criterion; the rest to 1 is about none. */
  readonly about: Float64Array;
}

/** With fewer features than this a passage is not judged more boldly than with these. */
const fewestCounted = 60;

/** Each feature counts less the more there are, by the root of their number, so that a long passage says no more. */
export function scaleOf(features: number): number {
  return 6 / Math.sqrt(Math.max(fewestCounted, features));
}

/** The models of a learned file, ready to be used. */
export function unpacked({criteria, unit, features, states, about, order}: Packed): Learned {
  const places = new Map(features.split('\n').map((feature, place) => [feature, place]));
  const sumsOf = linear([...states, ...about], places.size, unit);
  const orderOf = linear([order], places.size, unit);
  return {
    criteria,
    known: (all) => Int32Array.from(new Set(all.flatMap((feature) => places.get(feature) ?? []))),
    order: (all) => orderOf(all)[0]!,
    score: (all) => {
      const sums = sumsOf(all);
      const k = criteria.length;
      return {states: sums.slice(0, k).map((own) => own + sums[k]!), about: shares(sums.slice(k + 1))};
    },
  };
}

/** The sums of these columns for features by number. */
function linear(
  columns: readonly Column[],
  features: number,
  unit: number,
): (features: Iterable<number>) => Float64Array {
  const width = columns.length;
  const weights = new Float32Array(features * width);
  for (const [c, {steps, weights: own}] of columns.entries()) {
    let at = -1;
    for (const [i, step] of steps.entries()) {
      at += step;
      weights[at * width + c] = own[i]! * unit;
    }
  }
  return (all) => {
    const sums = new Float64Array(width);
    let count = 0;
    for (const feature of all) {
      count += 1;
      for (let c = 0; c < width; c += 1) sums[c]! += weights[feature * width + c]!;
    }
    const scale = scaleOf(count);
    return sums.map((sum, c) => columns[c]!.bias + scale * sum);
  };
}

/** Multinomial logistic regression against "none of them", whose logit is 0. */
function shares(logits: Float64Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), 0);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const total = powers.reduce((a, b) => a + b, Math.exp(-most));
  return powers.map((power) => power / total);
}
