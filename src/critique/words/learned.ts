import file from './learned.json' with {type: 'json'};

/** What is told apart: the interaction, each flaw, what a clause says. */
export type Head = keyof typeof file.heads;

/** One linear model: a bias for each class, and for each feature a weight for each class. */
export interface Linear {
  readonly classes: readonly string[];
  readonly bias: readonly number[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
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

const names = file.features.split('\n');
const models = new Map<Head, Linear>();

/** The linear model of a head, unpacked when it is first asked for. */
export function learnedModel(head: Head): Linear {
  const known = models.get(head);
  if (known) return known;
  const {classes, bias, steps, weights}: PackedHead = file.heads[head];
  const width = classes.length - 1;
  const unpacked = new Map<string, readonly number[]>();
  let at = -1;
  for (const [i, step] of steps.entries()) {
    at += step;
    const own = weights.slice(i * width, (i + 1) * width).map((weight) => weight * file.unit);
    unpacked.set(names[at]!, [0, ...own]);
  }
  const linear: Linear = {classes, bias, weights: unpacked};
  models.set(head, linear);
  return linear;
}
