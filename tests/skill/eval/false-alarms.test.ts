import {describe, expect, it} from 'vitest';
import type {Pairs} from '../../../src/skill/eval/paired-interval.ts';
import {type Random, random} from '../../../src/skill/eval/random.ts';
import {compared} from '../../../src/skill/eval/verdict.ts';

/** Answers of a model to `cases[i]` cases of criterion `i`, right by chance as often as `old` and `fresh` say. */
function answered(
  chance: Random,
  cases: readonly number[],
  old: (criterion: number) => number,
  fresh: (criterion: number) => number = old,
): ReadonlyMap<string, Pairs> {
  return new Map(
    cases.map((count, i) => {
      const pairs = {both: 0, wins: 0, losses: 0, neither: 0};
      for (let n = 0; n < count; n += 1) {
        const [before, after] = [chance.chance(old(i)), chance.chance(fresh(i))];
        pairs[after ? (before ? 'both' : 'wins') : before ? 'losses' : 'neither'] += 1;
      }
      return [`c${i}`, pairs];
    }),
  );
}

const criteria = Array.from({length: 14}, (_, i) => i);
const each = (cases: number) => criteria.map(() => cases);

describe('the verdict on a harmless copy', () => {
  // How often each of fourteen criteria is answered right, by either text: a model that guesses, one that is right in
  // four of five, and one that guesses in some criteria and is sure of the others.
  it.each([
    ['guesses', (): number => 0.5],
    ['is right in four of five', (): number => 0.8],
    ['is sure of half of them', (i: number): number => (i < 7 ? 0.5 : 0.98)],
    ['is sure of all but four', (i: number): number => (i < 4 ? 0.5 : 0.99)],
  ])('is worse by chance in at most one of twenty runs, better in one of forty, where the model %s', (name, right) => {
    // 60 cases of which one criterion has most, then 84, 280 and 602: the rate must not grow with them.
    for (const cases of [criteria.map((i) => (i === 0 ? 8 : 4)), each(6), each(20), each(43)]) {
      const chance = random(`${name} ${cases}`);
      const runs = 300;
      let [worse, better] = [0, 0];
      for (let run = 0; run < runs; run += 1) {
        const {verdict} = compared(answered(chance, cases, right)).whole;
        if (verdict === 'worse') worse += 1;
        if (verdict === 'better') better += 1;
      }
      // Three standard deviations above what is allowed.
      const limit = (share: number) => share + 3 * Math.sqrt((share * (1 - share)) / runs);
      expect([cases, worse / runs <= limit(0.05), better / runs <= limit(0.025)]).toEqual([cases, true, true]);
    }
  });
});

describe('the verdict on a passage that went and had made the model right', () => {
  // From 95 % right to 10 % in the last criterion, with as many cases as a changed one gets at least, and with ten.
  it.each([
    [6, 0.7],
    [10, 0.9],
  ])('names its criterion worse with %d cases of each in more than %d of the runs', (cases, power) => {
    const chance = random(`power ${cases}`);
    const runs = 200;
    let named = 0;
    for (let run = 0; run < runs; run += 1) {
      const found = compared(
        answered(
          chance,
          each(cases),
          () => 0.95,
          (i) => (i === 13 ? 0.1 : 0.95),
        ),
      );
      if (found.criteria.get('c13')?.verdict === 'worse') named += 1;
    }
    expect(named / runs).toBeGreaterThan(power);
  });
});
