/** One in twenty. */
const beyond = 0.05;

/**
 * The upper 95 % limit of a share of which `found` of `tries` were seen: with any greater share, so few would be seen in
 * less than one of twenty times (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934, 404-413, one-sided). 1 without a
 * try.
 */
export function upperLimit(found: number, tries: number): number {
  if (found >= tries) return 1;
  let [low, high] = [found / tries, 1];
  for (let step = 0; step < 30; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(found, tries, middle) > beyond) low = middle;
    else high = middle;
  }
  return high;
}

/** The probability of at most `count` successes in `tries`, each with the probability `share`, 0 < share < 1. */
function atMost(count: number, tries: number, share: number): number {
  const odds = Math.log(share) - Math.log1p(-share);
  let log = tries * Math.log1p(-share);
  let sum = Math.exp(log);
  for (let n = 1; n <= count; n += 1) {
    log += Math.log((tries - n + 1) / n) + odds;
    sum += Math.exp(log);
  }
  return sum;
}
