/**
 * The probability that at least `count` of `tosses` fair coins show heads: the upper tail of the binomial distribution
 * with probability 1/2, summed exactly (terms from the logarithm of the first one, each next one by its ratio).
 */
export function headsAtLeast(count: number, tosses: number): number {
  if (count <= 0) return 1;
  if (count > tosses) return 0;
  let log = -tosses * Math.LN2;
  for (let i = 1; i <= tosses - count; i += 1) log += Math.log((count + i) / i);
  let term = Math.exp(log);
  let sum = 0;
  for (let heads = count; heads <= tosses; heads += 1) {
    sum += term;
    term *= (tosses - heads) / (heads + 1);
  }
  return Math.min(1, sum);
}

/**
 * The exact sign test of paired cases (McNemar's test in its exact form), two-sided: how probable it is that cases which
 * came out differently would be divided at least as unevenly as `wins` to `losses`, if old and new were equally good.
 * Cases that came out alike say nothing about the direction. 1 where there is no other.
 */
export function signTest(wins: number, losses: number): number {
  return Math.min(1, 2 * headsAtLeast(Math.max(wins, losses), wins + losses));
}
