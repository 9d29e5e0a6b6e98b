import {availabilityFigures} from './arithmetic.ts';
import {runsByLearned} from './judge/runs-by-learned.ts';
import {leastAbout} from './judge/thresholds.ts';
import {windowsOf} from './judge/windows.ts';
import {holds} from './pattern.ts';
import {type Reading, readTexts, type SkillText} from './reading.ts';
import type {Criterion, Rubric} from './rubric.ts';
import {type Quote, quoted, type Run} from './runs.ts';
import {runsBySignals} from './runs-by-signals.ts';

export interface Judgement {
  readonly criterion: Criterion;
  /** The passages that meet the criterion, the one that says most first; none when it is a gap. */
  readonly evidence: readonly Quote[];
  /** Where none does: the passage that may, and that a person has to judge. */
  readonly unsure: readonly Quote[];
  /** Passages that say the opposite of what the criterion teaches. */
  readonly refuted: readonly Quote[];
}

/** The most runs of passages that are shown for a criterion. */
const maxRuns = 3;

/**
 * For each criterion of the rubric the passages that meet it, found without a model: by linear models that were learned
 * from labelled passages, or, where the rubric has signals of its own, by these. Passages count that stand together under
 * one heading; headings, code, keyword lists, sentences about the text itself and the rubric's own sentences do not.
 * English only. This is weaker than a test with a model: it shows that the skill says something, not that it is right
 * nor that a reader acts on it. `leftOut` counts passages that were too many to look at.
 */
export function judge(
  texts: readonly SkillText[],
  rubric: Rubric,
): {readonly judgements: readonly Judgement[]; readonly leftOut: number} {
  const {read, leftOut} = readTexts(texts, rubric);
  const {learned} = rubric;
  const windows = learned === undefined ? [] : read.map((text) => windowsOf(text, learned, rubric.shingles));
  const about = leastAbout(windows.reduce((sum, {length}) => sum + length, 0));
  const judgements = rubric.criteria.map((criterion) => {
    const refuted = read.map(({passages}) => new Set(passages.filter((passage) => isRefuted(passage, criterion))));
    const at = learned?.criteria.indexOf(criterion.id) ?? -1;
    const runs = read.map((text, i) =>
      criterion.groups === 'learned'
        ? runsByLearned(text, windows[i]!, at, refuted[i]!, about)
        : {met: runsBySignals(text, criterion.groups, refuted[i]!), unsure: []},
    );
    const evidence = quotes(runs.flatMap(({met}) => met));
    return {
      criterion,
      evidence,
      unsure: evidence.length > 0 ? [] : quotes(runs.flatMap(({unsure}) => unsure)),
      refuted: read.flatMap(({source}, i) => [...refuted[i]!].map((passage) => quoted(source, [passage]))),
    };
  });
  return {judgements, leftOut};
}

function quotes(runs: readonly Run[]): readonly Quote[] {
  const best = runs.toSorted((a, b) => b.strength - a.strength || a.words - b.words);
  return best.slice(0, maxRuns).flatMap((run) => run.quotes);
}

function isRefuted({text, meaning}: Reading, {refuted, figures}: Criterion): boolean {
  if (figures && availabilityFigures(meaning) === 'wrong') return true;
  return refuted.some((signal) => holds(signal, text));
}
