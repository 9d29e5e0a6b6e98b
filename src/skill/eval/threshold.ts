/** No level above this one is worth the name of a test. */
const highest = 0.1;
/** The share of cases that come out differently when both answers are guessed. */
export const mostNoise = 0.5;
const known = new Map<string, number>();

/**
 * The level of a one-sided sign test that says by chance no more often than `allowed` that paired cases were lost, where
 * chance makes a share of `differing` of them come out differently. The sign test alone looks only at the cases that came
 * out differently and takes four losses of four for as telling as four of a hundred; here it counts that they all have
 * to be different first. Two independent answers that are right equally often differ in at most half of the cases, so
 * `mostNoise` is the worst (the exact unconditional test of matched pairs: Suissa and Shuster, Biometrics 47, 1991,
 * 361-372).
 */
export function thresholdFor(cases: number, allowed: number, differing: number = mostNoise): number {
  const key = `${cases}/${allowed}/${differing}`;
  const found = known.get(key) ?? searched(cases, allowed, differing);
  known.set(key, found);
  return found;
}

function searched(cases: number, allowed: number, differing: number): number {
  const tosses = likely(cases, differing);
  let [low, high] = [0, highest];
  if (falseAlarms(tosses, high) <= allowed) return high;
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (falseAlarms(tosses, middle) <= allowed) low = middle;
    else high = middle;
  }
  return low;
}

/** How probable each number of differing cases is, with what the sign test can say about so many. */
interface Differing {
  readonly probability: number;
  /** The one-sided p of every number of losses, the most uneven last. */
  readonly tails: readonly number[];
}

function likely(cases: number, differing: number): readonly Differing[] {
  // Beyond ten standard deviations nothing is left; few cases are taken as they are.
  const reach = 10 * Math.sqrt(cases * differing * (1 - differing)) + 10;
  const chances = binomial(cases, differing);
  return chances.flatMap((probability, n) =>
    Math.abs(n - cases * differing) <= reach ? [{probability, tails: tails(n)}] : [],
  );
}

/** The probability of each number of successes, 0 to `tries`, from logarithms: neither end of it is a double else. */
function binomial(tries: number, share: number): readonly number[] {
  const odds = Math.log(share) - Math.log1p(-share);
  let log = tries * Math.log1p(-share);
  return Array.from({length: tries + 1}, (_, n) => {
    if (n > 0) log += Math.log((tries - n + 1) / n) + odds;
    return Math.exp(log);
  });
}

/** The probability of at least so many heads of `tosses` fair coins, for every number above half, the smallest number first. */
function tails(tosses: number): readonly number[] {
  const found: number[] = [];
  let [log, sum] = [-tosses * Math.LN2, 0];
  for (let heads = tosses; 2 * heads > tosses; heads -= 1) {
    sum += Math.exp(log);
    found.push(sum);
    log += Math.log(heads / (tosses - heads + 1));
  }
  return found.reverse();
}

function falseAlarms(differing: readonly Differing[], level: number): number {
  return differing.reduce((sum, {probability, tails}) => sum + probability * (tails.find((p) => p <= level) ?? 0), 0);
}
