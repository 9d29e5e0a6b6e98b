import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {afterAll, beforeEach, describe, expect, it} from 'vitest';
import {exerciseIds, exercisesFolder, loadExercise} from '../../src/exercises/load-exercises.ts';
import {main} from '../../src/main.ts';

const cwd = mkdtempSync(join(tmpdir(), 'exercise-'));
afterAll(() => rmSync(cwd, {recursive: true}));
beforeEach(() => rmSync(join(cwd, '.eventcoach'), {recursive: true, force: true}));

const ids = await exerciseIds();
const [first = '', second] = ids;
const solutionOf = (id: string) => join(exercisesFolder, id, 'solution.yaml');

/** Runs `eventcoach exercise ...`; `input` is typed at a terminal where `terminal` says so. */
async function run(args: readonly string[], {input = '', terminal = false} = {}) {
  let [out, err] = ['', ''];
  const typed = new PassThrough();
  typed.end(input);
  const code = await main(['exercise', ...args], {
    env: {},
    cwd,
    stdin: terminal ? Object.assign(typed, {isTTY: true}) : Readable.from([input]),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (err += text)},
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  return {code, out, err};
}

const json = async (args: readonly string[]) => JSON.parse((await run([...args, '--format', 'json'])).out);

function file(text: string): string {
  writeFileSync(join(cwd, 'answers.yaml'), text);
  return 'answers.yaml';
}

describe('eventcoach exercise list', () => {
  it('prints the contract in JSON, and makes no workspace', async () => {
    const {schema, exercises, next} = await json(['list']);
    expect(schema).toBe('eventcoach/exercises@1');
    const {title, minutes, steps} = await loadExercise(first);
    expect(exercises[0]).toEqual({id: first, title, minutes, steps: steps.length, status: 'new'});
    expect(exercises.map(({id}: {id: string}) => id)).toEqual(ids);
    expect(next).toBe(first);
    expect(existsSync(join(cwd, '.eventcoach'))).toBe(false);
  });

  it('is what exercise alone does, and names the next command', async () => {
    const {code, out} = await run([]);
    expect([code, out]).toEqual([0, (await run(['list'])).out]);
    expect(out).toMatch(/\n {2}eventcoach exercise run 01\n$/);
  });

  it('goes on with the first that is not done', async () => {
    await run(['check', first, '--answers', solutionOf(first), '--save']);
    const {exercises, next} = await json(['list']);
    expect([exercises[0].status, next]).toEqual(['done', second]);
    expect((await run([])).out).toMatch(/done\)/);
    expect((await run(['run'])).out).toContain('Exercise 02');
  });
});

describe('eventcoach exercise run, without a terminal', () => {
  it.each(ids)('prints %s with its steps and how to answer them', async (id) => {
    const {code, out, err} = await run(['run', id]);
    expect([code, err]).toEqual([0, '']);
    const {title, steps} = await loadExercise(id);
    expect(out).toContain(title);
    for (const step of steps.filter(({kind}) => kind !== 'read')) {
      expect(out).toContain(`(step ${step.id})`);
      expect(out).toMatch(new RegExp(`^ {4}${step.id}:`, 'm'));
    }
    expect(out).toContain(`eventcoach exercise check ${id.slice(0, 2)} --answers answers.yaml`);
    const lines = out.trimEnd().split('\n');
    expect(lines.slice(0, -1).filter((line) => line.length > 80)).toEqual([]);
    expect(existsSync(lines.at(-1)!.replace(/^ *the scenario */, ''))).toBe(true);
  });

  it('prints answers in a form that check reads', async () => {
    const {out} = await run(['run', first]);
    const example = /For example:\n\n([\s\S]*?)\n\n/.exec(out)![1]!.replace(/^ {4}/gm, '');
    const {code, err} = await run(['check', first, '--answers', file(example)]);
    expect([code, err]).toEqual([1, '']);
  });
});

describe('eventcoach exercise check', () => {
  it.each(ids)('passes the solution of %s and fails without answers, as JSON alone', async (id) => {
    const good = await json(['check', id, '--answers', solutionOf(id)]);
    expect(good).toMatchObject({schema: 'eventcoach/exercise-check@1', id, passed: true});
    expect(Object.keys(good)).toEqual(['schema', 'id', 'passed', 'steps']);
    for (const step of good.steps) expect(Object.keys(step)).toEqual(['id', 'passed', 'because']);
    const bad = await run(['check', id, '--answers', file('{}\n'), '--format', 'json']);
    expect([bad.code, JSON.parse(bad.out).passed]).toEqual([1, false]);
  });

  it('says in words what is right and what is not', async () => {
    const {code, out} = await run(['check', '1', '--answers', file('whole-wait: 2.55 s\nnot-its-own: 2550 ms\n')]);
    expect(code).toBe(1);
    expect(out).toMatch(/^not yet {2}The whole wait \(whole-wait\)\n {4}That is the time of the three calls\./);
    expect(out).toMatch(/^right {2}Whose time is it\? \(not-its-own\)\n {4}2\.6 s - 50 ms = 2\.55 s/m);
    expect(out).toContain('1 of 6 right.\nA hint: eventcoach exercise hint 01 whole-wait\n');
  });

  it('writes nothing unless it is told to save', async () => {
    await run(['check', first, '--answers', solutionOf(first)]);
    expect(existsSync(join(cwd, '.eventcoach'))).toBe(false);
  });

  it('without a file judges what was saved', async () => {
    expect((await run(['check', first])).code).toBe(1);
    await run(['check', first, '--answers', solutionOf(first), '--save']);
    expect((await run(['check', first])).code).toBe(0);
  });

  it('reads standard input', async () => {
    const {out} = await run(['check', first, '--answers', '-'], {input: 'price: late\n'});
    expect(out).toContain('1 of 6 right.');
  });

  it('prints the same bytes for the same answers', async () => {
    const args = ['check', first, '--answers', solutionOf(first)];
    expect((await run(args)).out).toBe((await run(args)).out);
  });
});

describe('eventcoach exercise hint', () => {
  it('begins with a nudge, tells all on request, and then the solution', async () => {
    const {steps} = await loadExercise(first);
    const step = steps.find(({id}) => id === 'whole-wait');
    if (step?.kind !== 'predict') throw new Error('no such step');
    const said = async (...args: string[]) =>
      (await run(['hint', '01', 'whole-wait', ...args])).out.replace(/\s+/g, ' ');
    const [nudge, all, solution] = [await said(), await said('--all'), await said('--solution')];
    for (const [i, hint] of step.hints.entries()) {
      expect(nudge.includes(hint)).toBe(i === 0);
      expect(all).toContain(hint);
    }
    expect([nudge, all].join()).not.toContain('2.6 s');
    expect(solution).toContain('50 ms + 2 s + 500 ms + 50 ms = 2.6 s');
  });

  it('is for the first step that is not right yet', async () => {
    expect((await run(['hint', '01'])).out).toMatch(/^The whole wait\n/);
    await run(['check', '01', '--answers', file('whole-wait: 2.6 s'), '--save']);
    expect((await run(['hint', '01'])).out).toMatch(/^Whose time is it\?\n/);
  });
});

describe('eventcoach exercise reset', () => {
  const save = () => run(['check', first, '--answers', solutionOf(first), '--save']);
  const status = async () => (await json(['list'])).exercises[0].status;

  it('forgets with --yes', async () => {
    await save();
    expect(await run(['reset', first, '--yes'])).toEqual({code: 0, out: `${first} is new again.\n`, err: ''});
    expect(await status()).toBe('new');
    expect((await run(['reset', first, '--yes'])).out).toContain('nothing to forget');
  });

  it('asks at a terminal, and takes only yes for yes', async () => {
    await save();
    expect((await run(['reset', first], {input: '\n', terminal: true})).out).toBe('Nothing was changed.\n');
    expect(await status()).toBe('done');
    const {out, err} = await run(['reset', first], {input: 'y\n', terminal: true});
    expect(err).toMatch(/^Forget all your answers to 01-request-response-chain .*\? \[y\/N\] $/);
    expect(out).toContain('is new again');
  });

  it('takes a terminal that ends without an answer for no', async () => {
    await save();
    expect((await run(['reset', first], {terminal: true})).out).toBe('Nothing was changed.\n');
  });
});

describe('eventcoach exercise ends with 2 and the next step', () => {
  it.each([
    ['for an unknown action', ['chek'], 'exercise cannot "chek".\nDid you mean "check"?\n'],
    [
      'for a misspelt exercise',
      ['run', 'cascading-failur'],
      /^There is no exercise .*\nDid you mean "02-cascading-failure"\?\n/,
    ],
    ['without an exercise', ['check'], /^Which exercise\?.*\n"eventcoach exercise list" lists them\.\n/],
    ['for two exercises', ['run', '01', '02'], /^exercise run takes one exercise, not "01 02"\.\n/],
    ['for a misspelt step', ['hint', '01', 'whole-wit'], /has no step "whole-wit".*\nDid you mean "whole-wait"\?\n/],
    ['for an option of another action', ['list', '--yes'], 'exercise list has no option --yes.\nIt has --format.\n'],
    ['for a format that is not known', ['list', '--format', 'yml'], /^--format yml: not one of text, json/],
    ['to save what the app saved', ['check', '01', '--save'], /^--save keeps .*\nAdd --answers FILE\.\n/],
    ['to reset where nobody can be asked', ['reset', '01'], /Nobody can be asked here\.\nAdd --yes/],
    [
      'for answers that are not there',
      ['check', '01', '--answers', 'nowhere.yaml'],
      /^nowhere\.yaml: there is no such file/,
    ],
  ])('%s', async (_, args, message) => {
    const {code, out, err} = await run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('with the place of a step that there is not, and nothing that a terminal could obey', async () => {
    const {code, err} = await run(['check', '01', '--answers', file('price: late\n"pri\\e[2Jce": late\n')]);
    expect(code).toBe(2);
    expect(err).toMatch(/^answers\.yaml:2:1: there is no step/);
    expect(err).not.toContain('\u001b');
  });
});
