import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {main} from '../../src/main.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'exercise-practice-'));
});
afterEach(() => rmSync(cwd, {recursive: true}));

async function run(...args: readonly string[]): Promise<string> {
  let out = '';
  await main(['exercise', ...args], {
    env: {},
    cwd,
    stdin: Readable.from([]),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (out += text)},
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  return out;
}

async function save(id: string, answers: string): Promise<void> {
  writeFileSync(join(cwd, 'answers.yaml'), answers);
  await run('check', id, '--answers', 'answers.yaml', '--save');
}

// A year of downtime is availability; the learner calls it temporal.
const mixedUp =
  'which-coupling: {slow: temporal, year: temporal, field: behavioral, ignored: temporal, promise: availability}\n';

it('a learner is led back to what was got wrong, told so there, and no longer once it is right', async () => {
  expect(await run('list')).not.toContain('Once more');
  await save('03', mixedUp);
  // The sixth step of the same exercise practises all three couplings: that is no other look.
  expect(await run('list')).toMatch(
    /\nOnce more\n {2}Worth another look: availability and temporal coupling \(step 7 of exercise\n {2}04\)\.\n\nNext\n/,
  );
  const told = /Practises again: availability and temporal coupling \(exercise 03\)\./;
  expect(await run('run', '04')).toMatch(told);
  expect(await run('run', '05')).not.toContain('Practises again');
  const wrong = await loadExercise('04-availability-math');
  const step = wrong.steps.find(({id}) => id === 'where-to-begin')!;
  if (step.kind !== 'choose') throw new Error('not a choice');
  await save('04', `where-to-begin: ${step.options.find((option) => !option.right)!.id}\n`);
  await save('04', `where-to-begin: ${String(wrong.solution['where-to-begin'])}\n`);
  // The right answer ends what came from exercise 03; what was wrong here first comes back in exercise 10.
  const left = await run('list');
  expect(left).not.toContain('availability and temporal coupling');
  expect(left).toContain('Worth another look: availability coupling (step 6 of exercise 10).');
  const {alternatives} = (await loadExercise('10-availability-business-case')).solution;
  await save('10', `alternatives: ${JSON.stringify(alternatives)}\n`);
  expect(await run('list')).not.toContain('Once more');
});

it('the list as JSON stays as it is', async () => {
  await save('03', mixedUp);
  const json = JSON.parse(await run('list', '--format', 'json'));
  expect(Object.keys(json)).toEqual(['schema', 'exercises', 'next']);
});
