import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {evalFolder} from './eval-folder.ts';
import {passages, scriptedModel, skillOf} from './scripted-model.ts';

const seed = 7;
const folder = evalFolder();
let model: Awaited<ReturnType<typeof scriptedModel>>;
beforeAll(async () => {
  model = await scriptedModel(seed);
});
afterAll(() => {
  model.close();
  folder.remove();
});
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('a model that answers right only when the needed passage is in its context', () => {
  const missing = folder.skill('missing', skillOf(['keys-and-ordering']));
  const whole = folder.skill('whole', skillOf());
  const run = (old: string, fresh: string, ...more: readonly string[]) =>
    folder.evaluate(model.url, ['--old', old, '--new', fresh, '--seed', String(seed), ...more]);

  it('shows that the improved skill is better', async () => {
    const {code, result, err} = await run(missing, whole, '--out', 'graded', '--junit', 'junit.xml');
    expect(code).toBe(0);
    expect(result).toMatchObject({
      schema: 'eventcoach/skill-eval@1',
      seed,
      cases: 60,
      errored: 0,
      verdict: 'better',
      arms: {none: {passed: 0, graded: 60}, old: {passed: 52, graded: 60}, new: {passed: 60, graded: 60}},
    });
    const changed = result.criteria.find(({id}) => id === 'keys-and-ordering');
    expect(changed).toMatchObject({old: 0, new: 8, wins: 8, losses: 0, verdict: 'better'});
    expect(result.pValue).toBeCloseTo(2 ** -7, 12);
    expect(result.interval[0]).toBeGreaterThan(0);
    expect(err).toContain('180 questions to openai (m-1)');
    expect(err).toMatch(/About [\d,]+ tokens in .* The cost is unknown\./);
  });

  it('asks every case three times and no more', () => {
    const asked = new Set(model.seen.map(({one, system}) => `${one.id} ${system}`));
    expect([asked.size, model.seen.length]).toEqual([180, 180]);
    const [sees] = model.seen.filter(({system}) => system.includes(passages['consumer-lag']!));
    expect(sees?.system).toMatch(/<data-1 name="SKILL.md">[\s\S]*<\/data-1>$/);
  });

  it('writes what the viewer of skill-creator reads', () => {
    const iteration = join(folder.cwd, 'graded', 'iteration-1');
    const benchmark = json(join(iteration, 'benchmark.json'));
    expect(benchmark.metadata).toMatchObject({
      skill_name: 'kafka-events',
      executor_model: 'm-1',
      runs_per_configuration: 1,
    });
    expect(benchmark.runs).toHaveLength(180);
    expect(benchmark.runs[0]).toMatchObject({
      eval_id: 1,
      eval_name: expect.any(String),
      configuration: 'with_skill',
      run_number: 1,
      result: {pass_rate: 1, passed: expect.any(Number), failed: 0, tokens: 1200, time_seconds: 0, errors: 0},
      expectations: [{text: expect.any(String), passed: true, evidence: expect.any(String)}],
      notes: [],
    });
    expect(benchmark.run_summary).toMatchObject({
      with_skill: {pass_rate: {mean: 1}},
      without_skill: {pass_rate: {mean: 0}},
      delta: {pass_rate: '+1.00', time_seconds: '+0.0'},
    });
    const cases = readdirSync(iteration).filter((name) => /^eval-\d+-/.test(name));
    expect(cases).toHaveLength(60);
    for (const one of cases.slice(0, 3)) {
      for (const configuration of ['with_skill', 'without_skill', 'old_skill']) {
        const grading = json(join(iteration, one, configuration, 'run-1', 'grading.json'));
        expect(grading.summary).toMatchObject({total: grading.expectations.length});
        expect(grading.assertion_results).toEqual(grading.expectations);
        expect(Object.keys(grading.expectations[0])).toEqual(['text', 'passed', 'evidence']);
      }
    }
  });

  it('writes JUnit XML with a suite for the verdicts and one for each criterion', () => {
    const xml = readFileSync(join(folder.cwd, 'junit.xml'), 'utf8');
    expect(xml.match(/<testsuite /g)).toHaveLength(15);
    expect(xml.match(/<testcase /g)).toHaveLength(60 + 15);
    expect(xml).not.toContain('<failure');
  });

  it('shows no difference for a copy that differs in a line which nobody needs', async () => {
    const {code, result} = await run(whole, folder.skill('other', skillOf([], '\nGood luck.\n')));
    expect(result).toMatchObject({cases: 60, verdict: 'no-difference', pValue: 1, arms: {new: {passed: 60}}});
    expect(Math.max(...result.interval.map(Math.abs))).toBeLessThan(0.1);
    expect(code).toBe(0);
  });

  it('asks about the very same text once for both', async () => {
    const before = model.seen.length;
    const {result} = await run(whole, folder.skill('copy', skillOf()), '--cases', '14');
    expect(result).toMatchObject({verdict: 'no-difference', arms: {old: {graded: 14}, new: {graded: 14}}});
    expect(result.criteria.every(({verdict}) => verdict === 'no-difference')).toBe(true);
    expect(model.seen.length).toBe(before);
  });

  it('shows that a skill without one of its passages is worse, and names it', async () => {
    const id = 'sagas-and-compensation';
    const {code, result, err} = await run(whole, folder.skill('forgetful', skillOf([id])), '--record-gaps');
    expect(code).toBe(1);
    expect(result.verdict).toBe('worse');
    expect(result.criteria.filter(({verdict}) => verdict === 'worse').map((one) => one.id)).toEqual([id]);
    expect(err).toContain('Kept as gaps');
    const gaps = readFileSync(join(folder.cwd, '.eventcoach', 'gaps.jsonl'), 'utf8');
    expect(gaps).toContain(`"criterion": "${id}"`);
    expect(gaps).toContain(`eval:seed-${seed}/`);
  });

  it('costs nothing when it is asked again, and is told in words', async () => {
    const before = model.seen.length;
    const args = ['--old', whole, '--new', 'forgetful/kafka-events', '--seed', String(seed)];
    const {out, err} = await folder.type([
      'eval',
      ...args,
      '--critic',
      'openai',
      '--model',
      'm-1',
      '--base-url',
      model.url,
    ]);
    expect(model.seen.length).toBe(before);
    expect(err).toContain('0 questions to openai (m-1); 180 answers are there from before');
    expect(out).toContain('The new version is worse.');
    expect(out).toContain('Lost: sagas-and-compensation.');
    expect(out).toMatch(/with the new one\s+52 of 60/);
    // The graded answers that were written before say the same.
    expect(
      readdirSync(join(folder.cwd, '.eventcoach', 'evals')).filter((name) => name.startsWith('iteration-')),
    ).toHaveLength(3);
  });
});

describe('before anything is asked', () => {
  const whole = folder.skill('honest', skillOf());
  const refused = async (args: readonly string[], env?: Record<string, string>) => {
    const before = model.seen.length;
    const ran = await folder.evaluate(model.url, args, env ? {env} : {});
    expect(ran.code).toBe(2);
    expect(model.seen.length).toBe(before);
    return ran.err;
  };

  it('a skill that holds a case is refused, with the place', async () => {
    const {prompt} = model.seen[0]!.one;
    const line = prompt.split('\n').reduce((a, b) => (b.length > a.length ? b : a));
    const copied = folder.skill('copied', skillOf([], `\n${line}\n`));
    const err = await refused(['--old', whole, '--new', copied, '--seed', '7']);
    expect(err).toMatch(/copied\/kafka-events\/SKILL\.md:\d+: this holds /);
  });

  it.each([
    ['no other skill', ['--new', 'honest/kafka-events'], 'no earlier version'],
    [
      'edits by hand without a copy',
      ['--new', 'honest/kafka-events'],
      'git worktree add ../before HEAD (HEAD~1 where the edits are committed), then --old ../before/honest/kafka-events',
    ],
    ['a folder without a skill', ['--old', 'nowhere', '--new', 'honest/kafka-events'], '--old nowhere'],
    ['a number that is none', ['--old', 'x', '--cases', 'many'], '--cases many'],
    ['an amount that is none', ['--old', 'x', '--max-cost', '-1'], '--max-cost'],
    [
      'a price that nobody knows',
      ['--old', 'honest/kafka-events', '--new', 'missing/kafka-events', '--max-cost', '1'],
      'price of m-1 is not known',
    ],
    ['a stray word', ['more', '--old', 'x'], 'more'],
  ])('%s is refused', async (_, args, message) => {
    expect(await refused(args)).toContain(message);
  });

  it('a model is needed, and none is guessed', async () => {
    const {code, err} = await folder.type(['eval', '--old', whole, '--new', whole], {env: {}});
    expect([code, err]).toEqual([2, expect.stringContaining('skill eval asks a model, and none is chosen.')]);
  });

  it('a version of the history can be named, and is the last one where none is', async () => {
    const text = skillOf(['keys-and-ordering']);
    const kept = {
      schema: 'eventcoach/skill-version@1',
      skill: 'kafka-events',
      version: '0.9.0',
      path: whole,
      at: '2026-11-01T10:00:00Z',
      by: 'improve',
      next: '1.0.0',
      gaps: [],
      files: [{file: 'SKILL.md', sha256: createHash('sha256').update(text).digest('hex')}],
      changed: [],
    };
    const place = '.eventcoach/skill-history/kafka-events/0.9.0';
    folder.write(`${place}/version.json`, JSON.stringify(kept));
    folder.write(`${place}/SKILL.md`, text);
    for (const old of [['--old', '0.9.0'], []]) {
      const {result} = await folder.evaluate(model.url, [...old, '--new', whole, '--seed', '7', '--cases', '5']);
      expect(result.skills.old.path).toBe('kafka-events 0.9.0 (history)');
    }
    expect(await refused(['--old', '0.9.1', '--new', whole])).toContain('0.9.0');
    folder.write(`${place}/SKILL.md`, `${text}changed`);
    expect(await refused(['--old', '0.9.0', '--new', whole])).toContain('is not what was kept');
  });

  it('the prompts of evals/evals.json are listed and not graded', async () => {
    const own = {
      skill_name: 'kafka-events',
      evals: [{id: 1, prompt: 'Judge my shop.', expected_output: 'x', assertions: ['Says why']}],
    };
    folder.write('honest/kafka-events/evals/evals.json', JSON.stringify(own));
    const {result} = await folder.evaluate(model.url, [
      '--old',
      'missing/kafka-events',
      '--new',
      whole,
      '--seed',
      '7',
      '--cases',
      '14',
    ]);
    expect(result.ownEvals).toEqual([{id: '1', prompt: 'Judge my shop.', assertions: ['Says why']}]);
    expect(existsSync(join(folder.cwd, '.eventcoach', 'evals', 'answers-7.jsonl'))).toBe(true);
  });
});
