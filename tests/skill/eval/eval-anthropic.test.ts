import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import type {SkillEval} from '../../../src/skill/eval/result.ts';
import {evalFolder} from './eval-folder.ts';
import {knows, refusal, scriptedModel, skillOf} from './scripted-model.ts';

const seed = 7;
const id = 'keys-and-ordering';
const folder = evalFolder();
let model: Awaited<ReturnType<typeof scriptedModel>>;
beforeAll(async () => {
  model = await scriptedModel(seed);
});
beforeEach(() => model.say(knows));
afterAll(() => {
  model.close();
  folder.remove();
});
const whole = folder.skill('whole', skillOf());
const missing = folder.skill('missing', skillOf([id]));

async function evaluate(old: string, fresh: string, ...more: readonly string[]) {
  const args = ['eval', '--old', old, '--new', fresh, '--seed', String(seed), '--format', 'json', ...more];
  const asked = ['--critic', 'anthropic', '--model', 'claude-haiku-4-5', '--base-url', model.origin];
  const ran = await folder.type([...args, ...asked], {env: {ANTHROPIC_API_KEY: 'sk-test-7f3a'}});
  return {...ran, result: (ran.out === '' ? undefined : JSON.parse(ran.out)) as SkillEval};
}

describe('skill eval --critic anthropic', () => {
  it('shows that the improved skill is better, over the Messages API and with the key in its header', async () => {
    const {code, result, out, err} = await evaluate(missing, whole);
    expect([code, result.verdict, result.errored, result.critic]).toEqual([0, 'better', 0, 'anthropic']);
    expect(result.arms).toEqual({
      none: {passed: 0, graded: 60},
      old: {passed: 52, graded: 60},
      new: {passed: 60, graded: 60},
    });
    // The keys that skill-eval@1 promises.
    const promised = ['schema', 'seed', 'cases', 'errored', 'arms', 'criteria', 'verdict', 'pValue', 'interval'];
    expect(Object.keys(result)).toEqual(expect.arrayContaining(promised));
    for (const one of result.criteria) {
      const keys = ['id', 'old', 'new', 'wins', 'losses', 'p', 'verdict'];
      expect(Object.keys(one)).toEqual(expect.arrayContaining(keys));
    }
    expect(result.criteria.filter(({verdict}) => verdict === 'better').map((one) => one.id)).toEqual([id]);
    expect(new Set(model.seen.map(({url, key}) => `${url} ${key}`))).toEqual(
      new Set(['/v1/messages Bearer sk-test-7f3a']),
    );
    expect(model.seen).toHaveLength(180);
    expect(err).toMatch(/180 questions to anthropic \(claude-haiku-4-5\)\.\n.*About \$\d+\.\d\d by list prices/);
    expect(out + err).not.toContain('sk-test');
  });

  it('shows that the other way round is worse, names the criterion, and asks nothing twice', async () => {
    const before = model.seen.length;
    const {code, result} = await evaluate(whole, missing);
    expect([code, result.verdict]).toEqual([1, 'worse']);
    expect(result.criteria.filter(({verdict}) => verdict === 'worse').map((one) => one.id)).toEqual([id]);
    expect(model.seen.length).toBe(before);
  });

  it('shows no difference for a copy with a line that nobody needs', async () => {
    const {code, result} = await evaluate(whole, folder.skill('other', skillOf([], '\nGood luck.\n')));
    expect([code, result.verdict, result.pValue]).toEqual([0, 'no-difference', 1]);
  });

  it('counts answers that the model declined apart, neither as passed nor as failed, and asks them again', async () => {
    const other = folder.skill('declined', skillOf([], '\nTake care.\n'));
    model.say((seen, number) =>
      seen.one.criterion === id && seen.system.includes('Take care') ? refusal : knows(seen, number),
    );
    const {result, err} = await evaluate(whole, other);
    expect([result.errored, result.arms.new]).toEqual([4, {passed: 56, graded: 56}]);
    expect(err).toContain('the model declined to answer');
    model.say(knows);
    const before = model.seen.length;
    expect((await evaluate(whole, other)).result).toMatchObject({errored: 0, arms: {new: {passed: 60, graded: 60}}});
    expect(model.seen.length - before).toBe(4);
  });
});
