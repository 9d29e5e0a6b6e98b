import {type Pairs, pairedInterval} from './paired-interval.ts';
import {headsAtLeast, signTest} from './sign-test.ts';
import {mostNoise, thresholdFor} from './threshold.ts';
import {upperLimit} from './upper-limit.ts';

export type EvalVerdict = 'better' | 'worse' | 'no-difference' | 'underpowered';

/** What the cases of one criterion, or all, say. */
export interface Comparison {
  readonly pairs: Pairs;
  /** Two-sided, of the exact sign test. */
  readonly p: number;
  /** 95 %, of new less old. */
  readonly interval: readonly [number, number];
  readonly verdict: EvalVerdict;
}

/** Rates that differ by less are called the same: ten percentage points. */
export const margin = 0.1;
/** How often chance alone may divide all cases together so unevenly (two-sided). */
const praise = 0.05;
/** How often chance alone may make any of the criteria `worse`, and any of them `better`. */
const anyCriterion = 0.025;
/** How often it may make a single one `worse` whose cases the model guesses, although it is sure of the others. */
const oneGuessed = 0.0125;

/**
 * Old against new, criterion by criterion and together, from paired cases.
 *
 * A criterion is `worse` where it lost more than it won and the exact one-sided sign test is below the level at which
 * chance calls any of the criteria worse in at most 2.5 % of runs (Bonferroni over the criteria, see `thresholdFor`). How
 * noisy the model is is taken from the run itself: cases are lost by chance at most as often as in all other criteria
 * together (upper 95 % limit), and never more often than by guessing. So four losses of four cases count in a run in
 * which hardly anything else was lost, and not in one in which cases are lost everywhere. Because a model may be unsure in
 * one criterion alone, the level is never above the one at which that criterion would be called worse in one of
 * eighty runs if it was guessed. A criterion is `better` where it won by the two-sided test at 5 % and by the same 2.5 % for all
 * criteria together, with a model that guesses. Wins in one criterion change nothing in another: they hide no loss.
 *
 * The whole is `worse` when any criterion is, or when all cases together lost (two-sided p <= 0.05): an average may rise
 * while one thing is forgotten. Together that calls a harmless copy worse in at most one of twenty runs, however many
 * cases are asked: simulated, because the noise is estimated, for models that guess everywhere, in some criteria, or
 * nowhere. It is `better` when all cases together won (p <= 0.05) and no criterion is worse. It is
 * `no-difference` only where the whole 95 % interval of the difference lies within 10 percentage points to either side,
 * and `underpowered` otherwise: too few cases to say.
 */
export function compared(criteria: ReadonlyMap<string, Pairs>): {
  readonly criteria: ReadonlyMap<string, Comparison>;
  readonly whole: Comparison;
} {
  const asked = [...criteria.values()].filter((pairs) => casesIn(pairs) > 0).length;
  const total = (key: keyof Pairs) => [...criteria.values()].reduce((sum, pairs) => sum + pairs[key], 0);
  const pairs = {both: total('both'), wins: total('wins'), losses: total('losses'), neither: total('neither')};
  const each = [...criteria].map(([id, own]) => [id, comparison(own, ownVerdict(own, pairs, asked))] as const);
  const told = signTest(pairs.wins, pairs.losses) <= praise;
  const worse = each.some(([, {verdict}]) => verdict === 'worse') || (told && pairs.losses > pairs.wins);
  const better = told && pairs.wins > pairs.losses;
  return {criteria: new Map(each), whole: comparison(pairs, worse ? 'worse' : better ? 'better' : undefined)};
}

const casesIn = ({both, wins, losses, neither}: Pairs) => both + wins + losses + neither;

function ownVerdict(pairs: Pairs, all: Pairs, criteria: number): 'better' | 'worse' | undefined {
  const {wins, losses} = pairs;
  if (wins === losses) return undefined;
  const cases = casesIn(pairs);
  const p = headsAtLeast(Math.max(wins, losses), wins + losses);
  const each = anyCriterion / criteria;
  if (wins > losses) return 2 * p <= praise && p <= thresholdFor(cases, each) ? 'better' : undefined;
  if (p > thresholdFor(cases, Math.max(each, oneGuessed))) return undefined;
  const lostElsewhere = upperLimit(all.losses - losses, casesIn(all) - cases);
  return p <= thresholdFor(cases, each, Math.min(mostNoise, 2 * lostElsewhere)) ? 'worse' : undefined;
}

function comparison(pairs: Pairs, told: 'better' | 'worse' | undefined): Comparison {
  const interval = pairedInterval(pairs);
  const same = interval[0] >= -margin && interval[1] <= margin;
  return {
    pairs,
    p: signTest(pairs.wins, pairs.losses),
    interval,
    verdict: told ?? (same ? 'no-difference' : 'underpowered'),
  };
}
