import {scaleOf} from '../../../src/skill/judge/learned.ts';
import {type Example, logisticRegression} from '../../critique/learning/logistic-regression.ts';
import {ids, type Read} from './readings.ts';

/** Weights are kept as multiples of this. */
export const unit = 1 / 64;
/** Penalties on squared weights, chosen by leaving out one writer after the other. */
const penalties = {
  /** On what a word says for all criteria alike, and for one. */
  shared: 2,
  own: 0.5,
  about: 0.05,
  order: 0.3,
  /** On what the length of a passage says. */
  length: 3,
};

/**
 * Passages that meet a criterion are longer, in all sets. Learning may explain that by these numbers of words, so that it is
 * not put down to the words themselves. The judge is not told them: what length says is left out.
 */
const lengths = [10, 14, 18, 22, 26, 30, 35, 40, 50, 60];

/** A linear score before it is packed. */
export interface Weighed {
  readonly bias: number;
  /** In units, by feature. */
  readonly weights: ReadonlyMap<number, number>;
}

/**
 * Whether a passage states what its criterion asks for: every feature has a weight for all criteria and one for the
 * passage's own (Daumé III, "Frustratingly easy domain adaptation", 2007), learned together.
 */
export function statesColumns(
  all: readonly Read[],
  known: readonly (readonly number[])[],
  count: number,
  mistaken: readonly (readonly number[])[],
): readonly Weighed[] {
  const own = new Map<number, number>();
  const examples: Example[] = [];
  const add = (shared: readonly number[], c: number, met: boolean, words: number) => {
    const numbers = shared.map((feature) => {
      const key = c * count + feature;
      const number = own.get(key) ?? count + lengths.length + own.size;
      own.set(key, number);
      return number;
    });
    examples.push({
      features: Int32Array.from([
        ...shared,
        ...numbers,
        ...lengths.flatMap((least, step) => (words >= least ? [count + step] : [])),
      ]),
      label: met ? 1 : 0,
      scale: scaleOf(shared.length),
    });
  };
  for (const [i, {criterion, met, words}] of all.entries()) {
    if (criterion !== 'none') add(known[i]!, ids.indexOf(criterion), met, words);
    for (const c of mistaken[i]!) add(known[i]!, c, false, words);
  }
  const penalty = (feature: number) =>
    feature < count ? penalties.shared : feature < count + lengths.length ? penalties.length : penalties.own;
  const {weights, bias} = logisticRegression(examples, count + lengths.length + own.size, 2, penalty);
  const difference = (feature: number) => units(weights[2 * feature + 1]! - weights[2 * feature]!);
  const columns = ids.map(() => new Map<number, number>());
  for (const [key, number] of own) columns[Math.floor(key / count)]!.set(key % count, difference(number));
  const shared = new Map(Array.from({length: count}, (_, feature) => [feature, difference(feature)]));
  return [...columns.map((column) => ({bias: 0, weights: column})), {bias: bias[1]! - bias[0]!, weights: shared}];
}

/** How many criteria a stray is shown as what does not meet them. */
const wrongFor = 3;

/**
 * For each stray the criteria that it may most easily be taken to be about. None for the parts of whole documents: there are so
 * many of them that they would teach that nothing is ever stated.
 */
export function mistakable(
  all: readonly Read[],
  known: readonly (readonly number[])[],
  about: readonly Weighed[],
): readonly (readonly number[])[] {
  return all.map(({criterion, kind}, i) => {
    if (criterion !== 'none' || kind === 'document') return [];
    const features = known[i]!;
    const scale = scaleOf(features.length) * unit;
    const logits = about.map(
      ({bias, weights}) => bias + scale * features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0),
    );
    return ids
      .map((_, c) => c)
      .sort((a, b) => logits[b]! - logits[a]!)
      .slice(0, wrongFor);
  });
}

/** What a passage is about: one of the criteria, or, as strays and prose on other subjects, none. */
export function aboutColumns(
  all: readonly Read[],
  known: readonly (readonly number[])[],
  count: number,
): readonly Weighed[] {
  const examples = all.flatMap(({criterion, met, kind}, i): readonly Example[] => {
    const isStray = criterion === 'none' || kind === 'unrelated';
    if (!met && !isStray && !onTopic.has(kind)) return [];
    const features = Int32Array.from(known[i]!);
    return [{features, label: isStray ? 0 : ids.indexOf(criterion) + 1, scale: scaleOf(features.length)}];
  });
  const classes = ids.length + 1;
  const {weights, bias} = logisticRegression(examples, count, classes, penalties.about);
  return ids.map((_, c) => ({
    bias: bias[c + 1]! - bias[0]!,
    weights: new Map(
      Array.from({length: count}, (__, feature) => [
        feature,
        units(weights[feature * classes + c + 1]! - weights[feature * classes]!),
      ]),
    ),
  }));
}

/** Unmet passages of these kinds are about their criterion all the same. */
const onTopic: ReadonlySet<string> = new Set(['half', 'mention', 'negation', 'wrong']);

/** Whether words stand in the order of a language: those of passages against the same words in disorder. */
export function orderColumn(all: readonly Read[], numbers: ReadonlyMap<string, number>): Weighed {
  const examples = all
    .filter(({kind}) => !wordLists.has(kind))
    .flatMap(({order, disorder}) => [
      {features: order, label: 1},
      {features: disorder, label: 0},
    ])
    .map(({features, label}): Example => {
      const known = Int32Array.from(features.flatMap((feature) => numbers.get(feature) ?? []));
      return {features: known, label, scale: scaleOf(known.length)};
    });
  const {weights, bias} = logisticRegression(examples, numbers.size, 2, penalties.order);
  const difference = (feature: number) => units(weights[2 * feature + 1]! - weights[2 * feature]!);
  return {
    bias: bias[1]! - bias[0]!,
    weights: new Map(Array.from({length: numbers.size}, (_, feature) => [feature, difference(feature)])),
  };
}

/** Passages of these kinds are in no order. */
const wordLists: ReadonlySet<string> = new Set(['keywords', 'heading']);

function units(weight: number): number {
  return Math.round(weight / unit);
}
