import {count, short} from '../figures.ts';
import type {SkillEval} from '../skill/eval/result.ts';

/** Whether both sides are the same to the model, so that there is nothing to compare. */
export function isSameText({skills}: Pick<SkillEval, 'skills'>): boolean {
  return skills.old.hash === skills.new.hash;
}

/** The verdict as a sentence that says no more than the interval does. */
export function verdictSentence(result: Pick<SkillEval, 'skills' | 'verdict' | 'interval'>): string {
  if (isSameText(result))
    return 'Both are the same text to the model: there is no difference to find, only what it is worth against none.';
  return sentences[result.verdict](spanWords(result.interval));
}

const sentences: Readonly<Record<SkillEval['verdict'], (span: string) => string>> = {
  better: () => 'The new version is better, and no criterion is shown to have got worse.',
  worse: () => 'The new version is worse.',
  'no-difference': (span) => `There is no difference worth speaking of: ${span}.`,
  underpowered: (span) => `Too few cases to say: ${span}. Ask more --cases.`,
};

/** The 95 % interval of the difference of two pass rates in whole cases: "of 100 such cases, the new one would pass ...". */
export function spanWords([low, high]: readonly [number, number]): string {
  const size = (share: number) => short(Math.abs(share) * 100);
  const between =
    low >= 0
      ? `${size(low)} and ${size(high)} more`
      : high <= 0
        ? `${size(high)} and ${size(low)} fewer`
        : `${size(low)} fewer and ${size(high)} more`;
  return `of 100 such cases, the new one would pass between ${between} than the old one (95 % sure)`;
}

/** What the cases that came out differently are worth: how often equally good versions differ at least as much. */
export function differingSentence({criteria, pValue}: Pick<SkillEval, 'criteria' | 'pValue'>): string {
  const wins = criteria.reduce((sum, one) => sum + one.wins, 0);
  const losses = criteria.reduce((sum, one) => sum + one.losses, 0);
  if (wins + losses === 0) return 'Old and new passed and failed the very same cases.';
  const often =
    pValue >= 0.995
      ? 'practically every run'
      : pValue >= 0.01
        ? `${Math.round(pValue * 100)} of 100 runs`
        : `one of ${count(1 / pValue)} runs`;
  return `The new one passed ${wins} that the old one failed, and failed ${losses} that the old one passed. Two versions that are equally good would come out at least so unequal in ${often}, by chance (p = ${short(pValue)}).`;
}
