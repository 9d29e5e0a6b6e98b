import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {skillEvalText} from '../../src/report/skill-eval-text.ts';
import {spanWords, verdictSentence} from '../../src/report/skill-eval-words.ts';
import {nameOfKept} from '../../src/report/version-name.ts';
import type {Pairs} from '../../src/skill/eval/paired-interval.ts';
import type {SkillEval} from '../../src/skill/eval/result.ts';
import {compared, margin} from '../../src/skill/eval/verdict.ts';

const hashes = {other: ['a', 'b'], same: ['a', 'a']} as const;
const options = {width: 400, paint: (_: string, text: string) => text};
const folders = {isOwn: true, versions: {old: null, new: null}} as const;

/** The result of a run whose criteria came out like this. */
function resultOf(
  list: readonly Pairs[],
  texts: keyof typeof hashes = 'other',
  more: Partial<SkillEval> = {},
): SkillEval {
  const {criteria, whole} = compared(new Map(list.map((pairs, i) => [`criterion-${i}`, pairs])));
  const [old, fresh] = hashes[texts];
  const sum = (...keys: readonly (keyof Pairs)[]) =>
    list.reduce((total, pairs) => total + keys.reduce((all, key) => all + pairs[key], 0), 0);
  const graded = sum('both', 'wins', 'losses', 'neither');
  const skill = {name: 'kafka-events', version: '1.0.0', path: 'my skills/kafka-events'};
  return {
    ...{schema: 'eventcoach/skill-eval@1', seed: 1, cases: graded, errored: 0, open: 0, critic: 'openai', model: 'm'},
    ...{context: 'body', cost: null, ownEvals: [], uncovered: [], unasked: []},
    unusable: {questions: 0, none: 0, old: 0, new: 0, example: null},
    skills: {old: {...skill, hash: old}, new: {...skill, hash: fresh}},
    arms: {
      none: {passed: 0, graded},
      old: {passed: sum('both', 'losses'), graded},
      new: {passed: sum('both', 'wins'), graded},
    },
    criteria: [...criteria].map(([id, {pairs, p, interval, verdict}]) => ({
      ...{id, p, interval, verdict, wins: pairs.wins, losses: pairs.losses},
      ...{cases: pairs.both + pairs.wins + pairs.losses + pairs.neither},
      ...{old: pairs.both + pairs.losses, new: pairs.both + pairs.wins},
    })),
    ...{verdict: whole.verdict, pValue: whole.p, interval: whole.interval},
    ...more,
  };
}
const still = (both: number) => ({both, wins: 0, losses: 0, neither: 0});
const won = (wins: number) => ({both: 0, wins, losses: 0, neither: 0});
const lost = (losses: number) => ({both: 0, wins: 0, losses, neither: 0});
const textOf = (result: SkillEval, choice: Parameters<typeof skillEvalText>[1] = folders) =>
  skillEvalText(result, choice, options);

describe('the text of skill eval', () => {
  it('never speaks of a difference that is smaller than the interval it shows', () => {
    const counts = fc.record({both: fc.nat(40), wins: fc.nat(9), losses: fc.nat(9), neither: fc.nat(9)});
    fc.assert(
      fc.property(fc.array(counts, {minLength: 1, maxLength: 4}), (list) => {
        const result = resultOf(list);
        const text = textOf(result);
        const [low, high] = result.interval;
        if (low < -margin || high > margin) expect(text).not.toContain('no difference worth');
        for (const [, from, to] of text.matchAll(/between ([\d.]+)(?: fewer| more)? and ([\d.]+) /g)) {
          const sizes = [low, high].map((end) => Math.abs(100 * end)).toSorted((a, b) => a - b);
          const shown = [Number(from), Number(to)].toSorted((a, b) => a - b);
          // Three digits that matter.
          for (const [i, size] of sizes.entries())
            expect(Math.abs(shown[i]! - size)).toBeLessThanOrEqual(0.005 * size + 1e-9);
        }
        expect(text).not.toMatch(/sign test|underpowered|percentage point/);
      }),
      {seed: 7, numRuns: 200},
    );
  });

  it('says first that both are the same text, and compares nothing then', () => {
    const text = textOf(resultOf([still(1), still(1), won(0)], 'same', {verdict: 'no-difference'}));
    expect(text).toMatch(/^Both are the same text to the model: /);
    expect(text).not.toMatch(/between|verdict|no difference worth/);
  });

  it('says of what is better only that nothing is shown to have got worse, and what to do with it', () => {
    const result = resultOf([won(8), still(4)]);
    expect(result.verdict).toBe('better');
    const text = textOf(result);
    expect(text).toMatch(/^The new version is better, and no criterion is shown to have got worse\.$/m);
    expect(text).toContain("eventcoach skill install --skill 'my skills/kafka-events'");
    // Two-sided, eight of eight: 2^-7.
    expect(text).toContain('at least so unequal in one of 128 runs, by chance (p = 0.00781)');
    expect(text).toMatch(/criterion-1 +4 +4 +4 {2}too few cases$/m);
    expect(textOf(result, {isOwn: false, versions: {old: null, new: '0.2.0-2'}})).toContain(
      'eventcoach skill revert 0.2.0-2',
    );
  });

  it('says of what is worse how to mend it, or how to go back where the old one is kept', () => {
    const result = resultOf([lost(8), still(4)]);
    expect(result.verdict).toBe('worse');
    expect(textOf(result)).toMatch(/eventcoach skill gaps\n.*eventcoach skill improve\n/);
    expect(textOf(result)).not.toContain('revert');
    expect(textOf(result, {isOwn: true, versions: {old: '0.9.0', new: null}})).toContain(
      'eventcoach skill revert 0.9.0',
    );
    expect(textOf(result, {...folders, isOwn: false})).toContain('Keep the old one');
    expect(textOf(resultOf([still(60)]))).not.toContain('Next');
  });

  it('tells a chance that is small as one of so many runs', () => {
    // 2^-19 is one of 524,288.
    expect(textOf(resultOf([won(20)]))).toContain('in one of 524,288 runs, by chance (p = 0.00000191)');
    // Six to one: two-sided 16 of 128.
    expect(textOf(resultOf([{both: 3, wins: 6, losses: 1, neither: 0}]))).toContain('in 13 of 100 runs');
    expect(textOf(resultOf([{both: 3, wins: 2, losses: 2, neither: 0}]))).toContain('in practically every run');
    expect(textOf(resultOf([still(9)]))).toContain('passed and failed the very same cases.');
  });

  it('names what no graded case asks about', () => {
    const text = textOf(
      resultOf([still(3)], 'other', {uncovered: ['migration', 'personal-data'], unasked: ['consumer-lag']}),
    );
    expect(text).toContain('No graded case asks about migration and personal-data: "eventcoach skill check" looks');
    expect(text).toContain('Not asked about, with so few cases: consumer-lag.');
  });
});

describe('an interval in words', () => {
  it.each([
    [-0.561, 0.561, '56.1 fewer and 56.1 more'],
    [0, 0.05, '0 and 5 more'],
    [-0.2, -0.1, '10 and 20 fewer'],
  ])('of %d to %d', (low, high, words) => {
    expect(spanWords([low, high])).toContain(`between ${words} than the old one`);
    const verdict = 'underpowered' as const;
    expect(verdictSentence({...resultOf([still(1)]), verdict, interval: [low, high]})).toContain(words);
  });
});

describe('the name of an old version', () => {
  it.each([
    ['0.2.0', '0.2.0', undefined],
    ['0.2.0-2', '0.2.0', 'the 2nd text kept as version 0.2.0'],
    ['0.2.0-2', '0.2.0-2', undefined],
    ['0.2.0-13', '0.2.0', 'the 13th text kept as version 0.2.0'],
    ['0.2.0-21', '0.2.0', 'the 21st text kept as version 0.2.0'],
    ['without-version-3', null, 'the 3rd text kept without a version'],
  ])('%s, of version %s', (id, version, meaning) => {
    expect(nameOfKept(id, version)).toBe(meaning);
  });
});
