import {type Head, type Linear, learnedModel} from './learned.ts';
import type {Passage} from './passages.ts';

/** What linear models say about features: how probable each class is, and which passages speak for one. */
export interface Reader {
  /** How many of these features a head has met in what it learned from. */
  readonly known: (head: Head, features: readonly string[]) => number;
  readonly probabilities: (head: Head, features: Iterable<string>) => Readonly<Record<string, number>>;
  readonly telling: <T extends Pick<Passage, 'features'>>(
    head: Head,
    wanted: string,
    from: readonly T[],
  ) => readonly T[];
}

/** A reader with these models; without, with the learned ones. */
export function reader(model: (head: Head) => Linear = learnedModel): Reader {
  return {
    known: (head, features) => features.filter((feature) => model(head).weights.has(feature)).length,
    /** Multinomial logistic regression; the probabilities add up to 1. */
    probabilities: (head, features) => {
      const {classes, bias, weights} = model(head);
      const sums = [...bias];
      for (const feature of features instanceof Set ? features : new Set(features)) {
        const own = weights.get(feature);
        if (own) for (const [i, weight] of own.entries()) sums[i]! += weight;
      }
      // The largest taken out, so that no power overflows.
      const most = Math.max(...sums);
      const powers = sums.map((sum) => Math.exp(sum - most));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return Object.fromEntries(classes.map((name, i) => [name, powers[i]! / total]));
    },
    /** Those that speak for `wanted` more than for the other classes on average, most first. */
    telling: (head, wanted, from) => {
      const {classes, weights} = model(head);
      const at = classes.indexOf(wanted);
      const speaks = ({features}: Pick<Passage, 'features'>) => {
        let sum = 0;
        for (const feature of new Set(features)) {
          const own = weights.get(feature);
          if (!own) continue;
          const others = own.reduce((total, weight, i) => (i === at ? total : total + weight), 0) / (own.length - 1);
          sum += own[at]! - others;
        }
        return sum;
      };
      return from
        .map((passage) => ({passage, weight: speaks(passage)}))
        .filter(({weight}) => weight > 0)
        .sort((a, b) => b.weight - a.weight)
        .map(({passage}) => passage);
    },
  };
}
