/** Paired cases by how they came out. */
export interface Pairs {
  /** Passed with both, with new alone, with old alone, with neither. */
  readonly both: number;
  readonly wins: number;
  readonly losses: number;
  readonly neither: number;
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/**
 * The 95 % interval of the difference of two pass rates (new less old) on the same cases: method 10 of R. G. Newcombe,
 * "Improved confidence intervals for the difference between binomial proportions based on paired data", Statistics in
 * Medicine 17 (1998), 2635-2650. It joins the score intervals (Wilson) of both rates by their correlation and keeps a
 * width where no case came out differently. [-1, 1] without a case.
 */
export function pairedInterval({both, wins, losses, neither}: Pairs): readonly [number, number] {
  const n = both + wins + losses + neither;
  if (n === 0) return [-1, 1];
  const [fresh, old] = [score(both + wins, n), score(both + losses, n)];
  const phi = correlation(both, wins, losses, neither);
  const reach = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  const difference = (wins - losses) / n;
  return [
    Math.max(-1, difference - reach(fresh.rate - fresh.low, old.high - old.rate)),
    Math.min(1, difference + reach(fresh.high - fresh.rate, old.rate - old.low)),
  ];
}

/** Wilson's score interval of a rate. */
function score(passed: number, n: number): {readonly rate: number; readonly low: number; readonly high: number} {
  const rate = passed / n;
  const middle = (passed + (z * z) / 2) / (n + z * z);
  const half = ((z * Math.sqrt(n)) / (n + z * z)) * Math.sqrt(rate * (1 - rate) + (z * z) / (4 * n));
  return {rate, low: passed === 0 ? 0 : middle - half, high: passed === n ? 1 : middle + half};
}

/** The correlation of both outcomes, made smaller where it is positive (Newcombe's correction); 0 where a rate is 0 or 1. */
function correlation(both: number, wins: number, losses: number, neither: number): number {
  const margins = (both + wins) * (losses + neither) * (both + losses) * (wins + neither);
  if (margins === 0) return 0;
  const n = both + wins + losses + neither;
  const cross = both * neither - wins * losses;
  const corrected = cross > n / 2 ? cross - n / 2 : cross >= 0 ? 0 : cross;
  return corrected / Math.sqrt(margins);
}
