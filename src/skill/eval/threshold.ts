import {headsAtLeast} from './sign-test.ts';

/** No level above this one is worth the name of a test. */
const highest = 0.1;
const known = new Map<string, number>();

/**
 * The level of a one-sided sign test that says by chance no more often than `allowed` that `cases` paired cases were
 * lost, however noisy the model is. The sign test alone looks only at the cases that came out differently and takes four
 * losses of four for as telling as four of a hundred; here it counts that they all have to be different first. Two
 * independent answers that are right equally often differ in at most half of the cases, so that half is the worst noise
 * (the exact unconditional test of matched pairs: Suissa and Shuster, Biometrics 47, 1991, 361-372).
 */
export function thresholdFor(cases: number, allowed: number): number {
  const key = `${cases}/${allowed}`;
  const found = known.get(key) ?? searched(cases, allowed);
  known.set(key, found);
  return found;
}

function searched(cases: number, allowed: number): number {
  const tosses = likely(cases);
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

function likely(cases: number): readonly Differing[] {
  const reach = 4 * Math.sqrt(cases) + 1;
  return Array.from({length: cases + 1}, (_, n) => n)
    .filter((n) => Math.abs(n - cases / 2) <= reach)
    .map((n) => ({
      probability: headsAtLeast(n, cases) - headsAtLeast(n + 1, cases),
      tails: tails(n),
    }));
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
