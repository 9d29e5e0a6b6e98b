import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {casesOf} from '../../../src/skill/eval/cases.ts';
import {measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {rightAnswer, unreadable} from '../../../src/skill/eval/measure.ts';
import {quotedAnswer} from '../../../src/skill/eval/unusable.ts';
import {evalFolder} from './eval-folder.ts';
import {knows, scriptedModel, skillOf} from './scripted-model.ts';

const id = 'sagas-and-compensation';
let folder: ReturnType<typeof evalFolder>;
let model: Awaited<ReturnType<typeof scriptedModel>>;
beforeEach(async () => {
  folder = evalFolder();
  folder.skill('old', skillOf([id]));
  // The user's own: what it failed at would be kept unasked.
  folder.skill('skills', skillOf());
  model = await scriptedModel(5);
});
afterEach(() => {
  model.close();
  folder.remove();
});
const typed = (cases: number) => ['--old', 'old/kafka-events', '--seed', '5', '--cases', String(cases)];
const evaluate = (cases: number) => folder.evaluate(model.url, typed(cases));
const keptGaps = () => existsSync(join(folder.cwd, '.eventcoach', 'gaps.jsonl'));
const sorry = 'I do \u001b[31mnot\u001b[0m know.';

describe('an answer without the JSON that was asked for', () => {
  it('is no verdict and no gap where every answer is one, and one of them is quoted', async () => {
    model.say(() => sorry);
    const {code, out, err} = await evaluate(4);
    expect([code, out]).toEqual([2, '']);
    // Four cases in three arms.
    expect(err).toContain('No verdict: 12 answers cannot be used');
    expect(err).toContain('One reads: "I do \\x1b[31mnot\\x1b[0m know."');
    expect(keptGaps()).toBe(false);
    expect(model.seen.length).toBe(2 * 12);
  });

  it('ends the run after ten with a skill, before all of them are paid for', async () => {
    model.say(() => sorry);
    const {code, err} = await evaluate(60);
    expect(code).toBe(2);
    expect(err).toMatch(
      /None of the last 10 answers can be used, .*: one reads "I do .* know\." \(it holds no JSON object\)\./,
    );
    // Ten with a skill and at most as many without, each twice, and what was under way.
    expect(model.seen.length).toBeLessThanOrEqual(2 * (20 + 4));
    expect(keptGaps()).toBe(false);
  });

  it('is asked for once more, with what is wrong, and what comes then counts', async () => {
    const told: string[] = [];
    model.say((seen, number) => {
      if (seen.turns.length === 0) return 'It depends.';
      told.push(seen.turns.join('\n'));
      return knows(seen, number);
    });
    const {code, result} = await evaluate(4);
    expect(code).toBe(0);
    expect(result).toMatchObject({errored: 0, arms: {new: {passed: 4, graded: 4}, none: {passed: 0, graded: 4}}});
    expect(told).toHaveLength(12);
    for (const text of told)
      expect(text).toMatch(/^It depends\.\nThis cannot be used: it holds no JSON object\. Answer again/);
  });

  it('takes nothing from the comparison where only those without a skill cannot be used', async () => {
    model.say((seen, number) => (seen.system.includes('hold a skill') ? knows(seen, number) : sorry));
    const cases = 14;
    const {code, result, err} = await evaluate(cases);
    expect(code).toBe(0);
    expect(result).toMatchObject({
      errored: cases,
      unusable: {questions: cases, none: cases, old: 0, new: 0},
      arms: {none: {graded: 0}, old: {passed: cases - 1, graded: cases}, new: {passed: cases, graded: cases}},
    });
    expect(result.criteria.reduce((sum, one) => sum + one.cases, 0)).toBe(cases);
    expect(err).toContain(`The first of ${cases} without an answer: the answer cannot be used`);
    // Alone in a run they end it no sooner: there is something to compare.
    expect(await evaluate(cases)).toMatchObject({code: 0, result: {errored: cases}});
    // The next run asks those again, and nothing else.
    const before = model.seen.length;
    model.say(knows);
    expect((await evaluate(cases)).result).toMatchObject({errored: 0, unusable: {questions: 0, example: null}});
    expect(model.seen.length).toBe(before + cases);
  });

  it('takes its case out of the comparison where one of the skills has none, and is told apart from wrong answers', async () => {
    model.say((seen, number) =>
      seen.one.kind === 'lag-drain' && seen.system.includes('saga is undone')
        ? '{"working": "hm"}'
        : knows(seen, number),
    );
    const {result} = await evaluate(14);
    expect(result.criteria.find((one) => one.id === 'consumer-lag')).toMatchObject({cases: 0, wins: 0, losses: 0});
    expect(result.unusable).toEqual({questions: 1, none: 0, old: 0, new: 1, example: '"{"working": "hm"}"'});
    const {out} = await folder.type([
      ...['eval', '--critic', 'openai', '--model', 'm-1', '--base-url', model.url],
      ...typed(14),
    ]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'One answer cannot be used, although it was asked for twice: without a skill 0, with the old one 0, with the new one 1.',
    );
    expect(keptGaps()).toBe(false);
  });
});

describe('the parts of an answer', () => {
  const all = [...measuredCriteria.keys()].flatMap((criterion) => casesOf(criterion, '5', 4));

  it('can be read where they are right or a known mistake, and not where one is missing or of another kind', () => {
    for (const {measures, slips} of all) {
      const right = rightAnswer(measures);
      for (const answer of [right, ...slips.map((slip) => slip.answer)])
        expect(unreadable(measures, answer)).toBeUndefined();
      for (const name of Object.keys(measures)) {
        const {[name]: _, ...without} = right;
        expect(unreadable(measures, without)).toBe(`its JSON object has no "${name}"`);
        for (const value of [null, {}])
          expect(unreadable(measures, {...right, [name]: value})).toContain(`"${name}" is no `);
      }
    }
  });

  it.each([undefined, null, 7, 'x', []])('cannot be read in %j', (answer) => {
    expect(unreadable(all[0]!.measures, answer)).toBe('it holds no JSON object');
  });
});

describe('an answer that is quoted', () => {
  it('is one short line without control characters', () => {
    expect(quotedAnswer(' \n')).toBe('(nothing)');
    expect(quotedAnswer('a\n\u001bb')).toBe('"a \\x1bb"');
    expect(quotedAnswer('x'.repeat(500))).toBe(`"${'x'.repeat(160)}..."`);
  });
});
