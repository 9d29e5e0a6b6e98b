import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterAll, describe, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {main} from '../../src/main.ts';
import {loadAnswers} from '../../src/workspace/answers.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';

const cwd = mkdtempSync(join(tmpdir(), 'exercise-written-'));
afterAll(() => rmSync(cwd, {recursive: true}));

async function run(...args: readonly string[]) {
  let out = '';
  const code = await main(['exercise', ...args], {
    env: {},
    cwd,
    stdin: Readable.from([]),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (out += text)},
    signal: new AbortController().signal,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  return {code, out};
}

function answers(text: string): string {
  writeFileSync(join(cwd, 'answers.yaml'), text);
  return 'answers.yaml';
}

/** The solution of a step that is written freely. */
const solved = async (exercise: string, step: string) => String((await loadExercise(exercise)).solution[step]);

describe('steps that hold a file', () => {
  it.each([
    ['08-your-architecture', 'your-system', /your-system: \|\n {6}version: 1/],
    ['09-design-an-event', 'your-event', /your-event: \|\n {6}caller: /],
    ['09-design-an-event', 'the-fact', /the-fact: \{name: OrderPlaced, fields: \[orderId, customerId, total\]\}/],
    ['11-reflect-on-your-skill', 'what-stays', /what-stays: \|\n {6}Your passage/],
  ])('%s, %s: run says how it is answered', async (exercise, _, form) => {
    const {code, out} = await run('run', exercise);
    expect(code).toBe(0);
    expect(out).toMatch(form);
  });

  it.each([
    ['08-your-architecture', 'your-system'],
    ['09-design-an-event', 'your-event'],
  ])('%s, %s: the solution that hint prints can be pasted into a file as it stands', async (exercise, step) => {
    const {out} = await run('hint', exercise, step, '--solution');
    const file = answers(`${step}: |\n${out.slice(out.indexOf('    '))}`);
    const {out: json} = await run('check', exercise, '--answers', file, '--format', 'json');
    const steps: readonly {id: string; passed: boolean}[] = JSON.parse(json).steps;
    expect(steps.find(({id}) => id === step)?.passed).toBe(true);
  });

  it('are judged by what they hold, and say where it does not hold together', async () => {
    const system = await solved('08-your-architecture', 'your-system');
    const broken = system.replace('to: statistics', 'to: statistic');
    const text = `your-system: |\n${broken.replace(/^/gm, '  ')}`;
    const {code, out} = await run('check', '08', '--answers', answers(text));
    expect(code).toBe(1);
    expect(out).toMatch(/not yet {2}Now yours[\s\S]*there is no service\s+"statistic"\. Did you mean "statistics"/);
  });

  it('need neither a model nor an installed skill', async () => {
    const passage = await solved('11-reflect-on-your-skill', 'how-to-multiply');
    const {out} = await run(
      'check',
      '11',
      '--answers',
      answers(`how-to-multiply: ${JSON.stringify(passage)}\n`),
      '--format',
      'json',
    );
    const {schema, steps} = JSON.parse(out);
    expect(schema).toBe('eventcoach/exercise-check@1');
    expect(steps.find(({id}: {id: string}) => id === 'how-to-multiply')).toMatchObject({
      passed: true,
      because: expect.stringContaining('99.8001 %'),
    });
  });

  it('are kept whole, line by line', async () => {
    const system = await solved('08-your-architecture', 'your-system');
    await run('check', '08', '--answers', answers(`your-system: ${JSON.stringify(system)}\n`), '--save');
    const kept = await loadAnswers(openWorkspace(join(cwd, '.eventcoach')), '08-your-architecture');
    expect(kept['your-system']).toBe(system);
  });

  it('a wrong sum in a passage is told from a right one', async () => {
    const passage = await solved('11-reflect-on-your-skill', 'how-to-multiply');
    // 0.999 x 0.999 = 0.998001.
    const wrong = passage.replace('99.8001 %', '99.9 %').replace('worse', 'no worse');
    const {out} = await run(
      'check',
      '11',
      '--answers',
      answers(`how-to-multiply: ${JSON.stringify(wrong)}\n`),
      '--format',
      'json',
    );
    expect(JSON.parse(out).steps.find(({id}: {id: string}) => id === 'how-to-multiply').passed).toBe(false);
  });
});
