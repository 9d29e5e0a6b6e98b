import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {rightAnswer} from '../../../src/skill/eval/measure.ts';
import {evalFolder} from './eval-folder.ts';
import {knows, scriptedModel, skillOf} from './scripted-model.ts';

const seed = 5;
const cases = 6;
/** So many questions are under way at once. */
const atOnce = 4;
let folder: ReturnType<typeof evalFolder>;
let model: Awaited<ReturnType<typeof scriptedModel>>;
const typed = [
  '--old',
  'old/kafka-events',
  '--new',
  'new/kafka-events',
  '--seed',
  String(seed),
  '--cases',
  String(cases),
];
beforeEach(async () => {
  folder = evalFolder();
  folder.skill('old', skillOf(['temporal-coupling']));
  folder.skill('new', skillOf());
  model = await scriptedModel(seed);
});
afterEach(() => {
  model.close();
  folder.remove();
});
/** Which questions got an answer, each as often as it did. */
const answeredOnes = () => model.seen.filter(({answered}) => answered).map(({one, system}) => `${one.id} ${system}`);
const twice = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) < i);
/** Resolves when so many answers are on disk. */
async function storedLines(count: number): Promise<void> {
  const path = join(folder.cwd, '.eventcoach', 'evals', `answers-${seed}.jsonl`);
  while (!existsSync(path) || readFileSync(path, 'utf8').split('\n').length <= count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a run of skill eval', () => {
  it('that is interrupted ends with 130 and goes on where it was, asking nothing twice but what was under way', async () => {
    const stop = new AbortController();
    model.say((seen, number) => {
      if (number < 8) return knows(seen, number);
      // The last answers may still be on their way to the disk, and the last questions to the service.
      if (number === 8 + atOnce - 1) void storedLines(8).then(() => stop.abort());
      return null;
    });
    const {code, err} = await folder.evaluate(model.url, typed, {signal: stop.signal});
    expect(code).toBe(130);
    expect(err).toContain(`--seed ${seed}`);
    expect(answeredOnes()).toHaveLength(8);
    model.say(knows);
    // Without a seed the run that did not end is gone on with.
    const again = await folder.evaluate(
      model.url,
      typed.filter((_, i) => i !== 4 && i !== 5),
    );
    expect(again.err).toContain(`Seed ${seed}, of the run that did not end`);
    expect(again.result).toMatchObject({seed, errored: 0, arms: {new: {passed: cases, graded: cases}}});
    expect(twice(answeredOnes())).toEqual([]);
    expect(answeredOnes()).toHaveLength(3 * cases);
    expect(model.seen.length).toBe(3 * cases + atOnce);
  });

  it('that is killed loses no graded answer and asks none again, but what was under way', async () => {
    let full = () => {};
    const waits = new Promise<void>((resolve) => {
      full = resolve;
    });
    model.say((seen, number) => {
      if (number < 8) return knows(seen, number);
      if (number === 8 + atOnce - 1) full();
      return null;
    });
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../../src/cli.ts'),
        'skill',
        'eval',
        ...typed,
        '--critic',
        'openai',
        '--model',
        'm-1',
        '--base-url',
        model.url,
      ],
      {
        cwd: folder.cwd,
        env: {OPENAI_API_KEY: 'sk-test'},
        stdio: 'ignore',
      },
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await waits;
    await storedLines(8);
    child.kill('SIGKILL');
    await ended;
    model.say(knows);
    const {result} = await folder.evaluate(model.url, typed);
    expect(result).toMatchObject({
      errored: 0,
      arms: {none: {graded: cases}, old: {graded: cases}, new: {graded: cases}},
    });
    expect(twice(answeredOnes())).toEqual([]);
    // What was under way when it died had no answer yet: the service gets those questions a second time, and no other.
    expect(model.seen.length).toBe(3 * cases + atOnce);
    const {out} = await folder.type(['eval', '--help']);
    expect(out.replace(/\s+/g, ' ')).toContain('only the questions that were under way, four at most');
  });

  it('counts errors apart, as neither passed nor failed, and asks those questions again', async () => {
    const fails = ({one, system}: Parameters<typeof knows>[0]) =>
      one.kind === 'outage-reach' && system.includes('skill');
    model.say((seen, number) => (fails(seen) ? 413 : knows(seen, number)));
    const {code, result, err} = await folder.evaluate(model.url, typed);
    const failing = new Set(model.seen.filter(({answered}) => !answered).map(({one}) => one.id)).size;
    expect(failing).toBeGreaterThan(0);
    expect(code).toBe(0);
    expect(result.errored).toBe(2 * failing);
    expect(result.arms).toMatchObject({
      none: {graded: cases},
      old: {graded: cases - failing},
      new: {passed: cases - failing, graded: cases - failing},
    });
    expect(result.criteria.find(({id}) => id === 'availability-coupling')).toMatchObject({
      cases: 0,
      verdict: 'underpowered',
    });
    expect(err).toContain('without an answer');
    model.say(knows);
    const again = await folder.evaluate(model.url, typed);
    expect(again.result).toMatchObject({errored: 0, arms: {new: {passed: cases, graded: cases}}});
    expect(twice(answeredOnes())).toEqual([]);
  });

  it('ends at once where the key is wrong, with what the service says', async () => {
    model.say(() => 401);
    const {code, err} = await folder.evaluate(model.url, typed);
    expect(code).toBe(2);
    expect(err).toContain('OPENAI_API_KEY');
    expect(model.seen.length).toBeLessThanOrEqual(3 * cases);
  });

  it('stops before it costs more than --max-cost, with what there is, and goes on with more', async () => {
    const priced = (amount: string) =>
      folder.evaluate(model.url, [...typed, '--model', 'gpt-6.1-sol', '--max-cost', amount]);
    // By list price 1000 tokens in and 200 out cost 0.4 cents; an answer may be 8000 tokens long, 8 cents.
    const {code, result, err} = await priced('0.15');
    expect(code).toBe(0);
    expect(err).toMatch(/About \$\d+\.\d\d by list prices of November 2026\. At most \$0\.15\./);
    expect(result.open).toBeGreaterThan(0);
    expect(result.open).toBe(3 * cases - model.seen.length);
    expect(result.cost).toBeCloseTo(0.004 * model.seen.length, 9);
    expect(result.cost).toBeLessThan(0.15);
    expect(result.verdict).toBe('underpowered');
    const more = await priced('5');
    expect(more.result).toMatchObject({open: 0, arms: {new: {graded: cases}}});
    expect(twice(answeredOnes())).toEqual([]);
    expect((await priced('0.01')).result.open).toBe(0);
  });

  it('takes a JSON answer out of the prose around it', async () => {
    model.say(
      ({one}) =>
        `First {this}.\n\`\`\`json\n${JSON.stringify(rightAnswer(one.measures), null, 2)}\n\`\`\`\nThat is all.`,
    );
    const {result} = await folder.evaluate(model.url, typed);
    expect(result).toMatchObject({errored: 0, arms: {new: {passed: cases, graded: cases}}});
    expect(model.seen.length).toBe(3 * cases);
  });

  it('lets a model read the files of the skill, and no others, when they are offered on demand', async () => {
    folder.write('new/kafka-events/references/lag.md', 'SECRET-OF-LAG\n');
    folder.write('new/secret.txt', 'OUTSIDE');
    folder.write('new/kafka-events/evals/answers.md', 'KEYS');
    const got: string[] = [];
    model.say(({one, system, turns}) => {
      if (!system.includes('references/lag.md') || one.kind !== 'who-deploys')
        return JSON.stringify(rightAnswer(one.measures));
      got.push(...turns.filter((_, i) => i % 2 === 1).slice(-1));
      const wanted = ['../secret.txt', 'evals/answers.md', './references/lag.md'][turns.length / 2];
      return wanted === undefined ? JSON.stringify(rightAnswer(one.measures)) : JSON.stringify({read: wanted});
    });
    const {result, err} = await folder.evaluate(model.url, [...typed, '--context', 'on-demand']);
    expect(err).toContain('may ask for other files in words');
    expect(result.arms.new.passed).toBe(cases);
    expect(got.some((text) => text.includes('SECRET-OF-LAG'))).toBe(true);
    expect(
      got.filter((text) => text.includes('There is no such file. There are: references/lag.md.')).length,
    ).toBeGreaterThanOrEqual(2);
    expect(got.join()).not.toMatch(/OUTSIDE|KEYS/);
  });

  it('shows the model all texts where references differ, and says so where that was not wanted', async () => {
    folder.write('new/kafka-events/references/lag.md', 'MORE-ON-LAG\n');
    await folder.evaluate(model.url, [...typed, '--cases', '2']);
    expect(model.seen.filter(({system}) => system.includes('MORE-ON-LAG'))).toHaveLength(2);
    const {err} = await folder.evaluate(model.url, [...typed, '--cases', '2', '--context', 'body']);
    expect(err).toContain('differ in their references');
    expect(model.seen.filter(({system}) => system.includes('MORE-ON-LAG'))).toHaveLength(2);
  });

  it('draws a bar on a terminal and wipes it', async () => {
    const {err} = await folder.evaluate(model.url, [...typed, '--cases', '4'], {terminal: true});
    expect(err).toMatch(/\r\[#{10}\.{10}\] 6 of 12 questions/);
    expect(err).toMatch(/\r {79}\r/);
  });
});
