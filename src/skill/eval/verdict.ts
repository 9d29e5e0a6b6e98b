import {type Pairs, pairedInterval} from './paired-interval.ts';
import {headsAtLeast, signTest} from './sign-test.ts';
import {thresholdFor} from './threshold.ts';

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
/** How often chance alone may make it `better`: all cases together (two-sided), or any of the criteria. */
const praise = 0.05;
/** How often chance alone may make any of the criteria `worse`, with a model that guesses. Alarm needs less proof than praise. */
const alarm = 0.2;

/**
 * Old against new, criterion by criterion and together, from paired cases.
 *
 * A criterion is `worse` where it lost more than it won and the exact one-sided sign test is below the level at which
 * chance alone calls any of the criteria worse in at most 20 % of runs with a model that guesses (Bonferroni over the
 * criteria, see `thresholdFor`; simulated with 60 cases and a model that is right in four of five it is 2 %): four losses
 * of four cases, five to none of eight. It is `better` where it won by the two-sided test at 5 % and by the same rule with 5 % for all criteria
 * together. What happens in one criterion changes nothing in another: wins elsewhere hide no loss.
 *
 * The whole is `worse` when any criterion is, or when all cases together lost (two-sided p <= 0.05): an average may rise
 * while one thing is forgotten. It is `better` when all cases together won (p <= 0.05) and no criterion is worse. It is
 * `no-difference` only where the whole 95 % interval of the difference lies within 10 percentage points to either side,
 * and `underpowered` otherwise: too few cases to say.
 */
export function compared(criteria: ReadonlyMap<string, Pairs>): {
  readonly criteria: ReadonlyMap<string, Comparison>;
  readonly whole: Comparison;
} {
  const asked = [...criteria.values()].filter((pairs) => casesIn(pairs) > 0).length;
  const each = [...criteria].map(([id, pairs]) => [id, comparison(pairs, ownVerdict(pairs, asked))] as const);
  const sum = (key: keyof Pairs) => each.reduce((total, [, {pairs}]) => total + pairs[key], 0);
  const pairs = {both: sum('both'), wins: sum('wins'), losses: sum('losses'), neither: sum('neither')};
  const told = signTest(pairs.wins, pairs.losses) <= praise;
  const worse = each.some(([, {verdict}]) => verdict === 'worse') || (told && pairs.losses > pairs.wins);
  const better = told && pairs.wins > pairs.losses;
  return {criteria: new Map(each), whole: comparison(pairs, worse ? 'worse' : better ? 'better' : undefined)};
}

const casesIn = ({both, wins, losses, neither}: Pairs) => both + wins + losses + neither;

function ownVerdict(pairs: Pairs, criteria: number): 'better' | 'worse' | undefined {
  const {wins, losses} = pairs;
  if (wins === losses) return undefined;
  const p = headsAtLeast(Math.max(wins, losses), wins + losses);
  const level = (allowed: number) => thresholdFor(casesIn(pairs), allowed / criteria);
  if (losses > wins) return p <= level(alarm) ? 'worse' : undefined;
  return 2 * p <= praise && p <= level(praise) ? 'better' : undefined;
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
