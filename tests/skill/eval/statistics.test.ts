import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {allocation, casesNeeded, changedCriteria, provesGain, usualCases} from '../../../src/skill/eval/allocation.ts';
import {measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {type Pairs, pairedInterval} from '../../../src/skill/eval/paired-interval.ts';
import {headsAtLeast, signTest} from '../../../src/skill/eval/sign-test.ts';
import {upperLimit} from '../../../src/skill/eval/upper-limit.ts';
import {compared, margin} from '../../../src/skill/eval/verdict.ts';

const counts = fc.record({both: fc.nat(12), wins: fc.nat(12), losses: fc.nat(12), neither: fc.nat(12)});
const several = fc
  .array(counts, {minLength: 1, maxLength: 14})
  .filter((list) => list.some((one) => Object.values(one).some((n) => n > 0)));
const options = {seed: 5, numRuns: 200};
const mapOf = (list: readonly Pairs[]) => new Map(list.map((pairs, i) => [`c${i}`, pairs]));
const mirrored = ({both, wins, losses, neither}: Pairs): Pairs => ({both, wins: losses, losses: wins, neither});
const still = (n: number): Pairs => ({both: n, wins: 0, losses: 0, neither: 0});
const lost = (n: number): Pairs => ({both: 0, wins: 0, losses: n, neither: 0});

describe('the sign test', () => {
  it('agrees with counting every way in which coins can fall', () => {
    for (let tosses = 0; tosses <= 12; tosses += 1) {
      const heads = Array.from({length: 2 ** tosses}, (_, bits) => bits.toString(2).replaceAll('0', '').length);
      for (let count = 0; count <= tosses; count += 1) {
        expect(headsAtLeast(count, tosses)).toBeCloseTo(heads.filter((n) => n >= count).length / 2 ** tosses, 12);
        const uneven = heads.filter((n) => Math.abs(2 * n - tosses) >= Math.abs(2 * count - tosses)).length;
        expect(signTest(count, tosses - count)).toBeCloseTo(uneven / 2 ** tosses, 12);
      }
    }
  });

  it('holds for thousands of cases', () => {
    // 2^-3000 is no double; half of all ways lie above the middle.
    expect(headsAtLeast(1501, 3001)).toBeCloseTo(0.5, 9);
    expect(signTest(3000, 0)).toBeLessThan(1e-100);
  });

  it('is the same from either side, and more wins never make a win less certain', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (wins, losses) => {
        expect(signTest(wins, losses)).toBe(signTest(losses, wins));
        expect(headsAtLeast(wins + 1, wins + 1 + losses)).toBeLessThanOrEqual(
          headsAtLeast(wins, wins + losses) + 1e-12,
        );
      }),
      options,
    );
  });
});

describe('the interval of the difference', () => {
  // Altman, Machin, Bryant and Gardner, "Statistics with Confidence" (2000), table 6.2; Fagerland, Lydersen and Laake,
  // "Statistical Analysis of Contingency Tables" (2017), chapter 8, the data of Bentur et al. (2009).
  it.each([
    [{both: 14, wins: 5, losses: 0, neither: 22}, [0.011, 0.226]],
    [{both: 1, wins: 1, losses: 7, neither: 12}, [-0.507, -0.026]],
  ])('of %j is the published one', (pairs, [low, high]) => {
    const [ours, above] = pairedInterval(pairs);
    expect(ours).toBeCloseTo(low!, 3);
    expect(above).toBeCloseTo(high!, 3);
  });

  it('holds the difference, stays between -1 and 1, and is mirrored when old and new change places', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const n = pairs.both + pairs.wins + pairs.losses + pairs.neither;
        const [low, high] = pairedInterval(pairs);
        const difference = n === 0 ? 0 : (pairs.wins - pairs.losses) / n;
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(Math.min(low + 1, 1 - high)).toBeGreaterThanOrEqual(0);
        const [other, otherHigh] = pairedInterval(mirrored(pairs));
        expect(other).toBeCloseTo(-high, 12);
        expect(otherHigh).toBeCloseTo(-low, 12);
      }),
      options,
    );
  });
});

describe('the verdict', () => {
  const whole = (...list: readonly Pairs[]) => compared(mapOf(list)).whole.verdict;
  const rest = (n: number) => Array.from({length: n}, () => still(4));

  it('is no-difference for a copy at 60 cases, and underpowered at ten', () => {
    expect(whole(...rest(15))).toBe('no-difference');
    expect(whole({both: 20, wins: 0, losses: 0, neither: 40})).toBe('no-difference');
    expect(whole(still(10))).toBe('underpowered');
  });

  it('is worse as soon as one criterion lost four of four, although the average hardly moves', () => {
    const {criteria, whole: all} = compared(mapOf([lost(4), ...rest(13)]));
    expect(all.verdict).toBe('worse');
    expect(all.p).toBeGreaterThan(0.05);
    expect([...criteria].filter(([, {verdict}]) => verdict === 'worse').map(([id]) => id)).toEqual(['c0']);
  });

  it('names a loss also where everything else was won, and several losses together', () => {
    const won = mirrored(lost(4));
    expect(whole(lost(4), ...Array.from({length: 13}, () => won))).toBe('worse');
    const {criteria} = compared(mapOf([lost(4), lost(4), won, ...rest(11)]));
    expect([...criteria.values()].map(({verdict}) => verdict).slice(0, 2)).toEqual(['worse', 'worse']);
  });

  it('is better where wins are no chance and nothing was lost', () => {
    expect(whole(mirrored(lost(8)), ...rest(13))).toBe('better');
    expect(whole(mirrored(lost(5)), ...rest(13))).toBe('underpowered');
  });

  it('is called better never without being called worse from the other side', () => {
    fc.assert(
      fc.property(several, (list) => {
        const [here, there] = [compared(mapOf(list)), compared(mapOf(list.map(mirrored)))];
        if (here.whole.verdict === 'better') expect(there.whole.verdict).toBe('worse');
        expect(there.whole.p).toBe(here.whole.p);
        for (const [id, {verdict}] of here.criteria) {
          if (verdict === 'better') expect(there.criteria.get(id)?.verdict).toBe('worse');
        }
      }),
      options,
    );
  });

  it('says no-difference only where the whole interval lies within the margin, and better only where nothing is worse', () => {
    fc.assert(
      fc.property(several, (list) => {
        const {criteria, whole: all} = compared(mapOf(list));
        for (const {
          verdict,
          interval: [low, high],
        } of [all, ...criteria.values()]) {
          if (verdict === 'no-difference') expect(Math.max(-low, high)).toBeLessThanOrEqual(margin);
        }
        if ([...criteria.values()].some(({verdict}) => verdict === 'worse')) expect(all.verdict).toBe('worse');
      }),
      options,
    );
  });

  it('stays better when a case that failed with both is won', () => {
    fc.assert(
      fc.property(several, fc.nat(13), (list, at) => {
        const i = at % list.length;
        const more = list.map((pairs, k) => (k === i ? {...pairs, wins: pairs.wins + 1} : pairs));
        if (compared(mapOf(list)).whole.verdict === 'better')
          expect(compared(mapOf(more)).whole.verdict).toBe('better');
      }),
      options,
    );
  });

  it('is not changed by what happens in other criteria, but for the sum, unless cases are lost there: then a loss needs more proof', () => {
    fc.assert(
      fc.property(several, counts, (list, other) => {
        if (other.both + other.wins + other.losses + other.neither === 0) return;
        const verdicts = (more: Pairs) =>
          [...compared(mapOf([...list, more])).criteria.values()].slice(0, -1).map(({verdict}) => verdict);
        const {both, wins, losses, neither} = other;
        const calm = {both: both + losses, wins: 0, losses: 0, neither: neither + wins};
        expect(verdicts({both: both + losses, wins, losses: 0, neither})).toEqual(verdicts(calm));
        const lostThere = verdicts(other);
        for (const [i, verdict] of verdicts(calm).entries()) {
          if (verdict !== 'worse') expect(lostThere[i]).toBe(verdict);
        }
      }),
      options,
    );
  });

  it('takes four losses of four for chance where cases are lost everywhere', () => {
    const noisy = {both: 2, wins: 1, losses: 1, neither: 0};
    expect(whole(lost(4), ...rest(13))).toBe('worse');
    expect(whole(lost(4), ...Array.from({length: 13}, () => noisy))).toBe('underpowered');
  });

  it.each([
    [4, 4],
    [5, 4],
    [6, 5],
    [8, 5],
  ])('of %d cases of one of fourteen criteria needs %d losses and no win to be worse', (cases, losses) => {
    const one = (n: number): Pairs => ({both: cases - n, wins: 0, losses: n, neither: 0});
    expect(whole(one(losses), ...rest(13))).toBe('worse');
    expect(whole(one(losses - 1), ...rest(13))).not.toBe('worse');
  });
});

describe('the upper limit of a share', () => {
  it('is the published one', () => {
    // Nothing seen in n tries: 1 - 0.05^(1/n) ("rule of three"). 4 of 20: 0.401 (one-sided 95 %, Clopper and Pearson).
    expect(upperLimit(0, 56)).toBeCloseTo(1 - 0.05 ** (1 / 56), 6);
    expect(upperLimit(4, 20)).toBeCloseTo(0.401, 3);
    expect([upperLimit(0, 0), upperLimit(3, 3)]).toEqual([1, 1]);
  });
});

describe('the allocation of cases', () => {
  const ids = [...measuredCriteria.keys()];
  const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((a, b) => a + b, 0);

  it('gives away every case, and evenly where nothing is known', () => {
    const even = allocation(60, new Set());
    expect(sum(even)).toBe(60);
    expect(Math.max(...even.values()) - Math.min(...even.values())).toBeLessThanOrEqual(1);
    expect(sum(allocation(5, new Set(['consumer-lag'])))).toBe(5);
  });

  it('proves what was changed without losing sight of the rest', () => {
    const uneven = allocation(60, new Set(['consumer-lag']));
    expect(sum(uneven)).toBe(60);
    expect(uneven.get('consumer-lag')).toBe(60 - 4 * (ids.length - 1));
    expect(Math.min(...uneven.values())).toBe(4);
  });

  it('is large enough to prove a gain in every criterion that was changed, by the sign test at 5 %', () => {
    // 2^-5, two-sided, is 0.0625; 2^-6 is 0.03125.
    expect([signTest(5, 0) > 0.05, signTest(6, 0) <= 0.05, provesGain]).toEqual([true, true, 6]);
    for (let changed = 1; changed <= ids.length; changed += 1) {
      const some = new Set(ids.slice(0, changed));
      const counts = allocation(usualCases(some), some);
      for (const id of ids) expect(counts.get(id)).toBeGreaterThanOrEqual(some.has(id) ? provesGain : 4);
      const fewer = allocation(casesNeeded(some) - 1, some);
      expect([...some].every((id) => fewer.get(id)! >= provesGain)).toBe(false);
    }
    expect([usualCases(new Set()), usualCases(new Set(ids.slice(0, 2))), usualCases(new Set(ids))]).toEqual([
      60, 60, 84,
    ]);
  });

  it('finds what the changed lines are about', () => {
    const old = '# A\n\nKeep calls whose answer is needed.\n';
    expect(changedCriteria(old, `${old}\nA backlog drains at capacity less the rate.\n`)).toEqual(
      new Set(['consumer-lag']),
    );
    expect(changedCriteria(old, old.replaceAll('\n', '\r\n'))).toEqual(new Set());
  });
});
