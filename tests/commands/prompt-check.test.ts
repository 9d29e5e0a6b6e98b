import {resolve} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {modelAnswer} from '../critique/model/answers.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const topology = resolve('fixtures/topologies/task-api.topology.yaml');
const tell = resolve('fixtures/proposals/tell-slack.yaml');
const check = (answer: string, args: readonly string[]) =>
  here.type(['prompt', 'check', '-', ...args], {input: answer});

describe('prompt check', () => {
  it('compares figures and names of an answer in free words with the topology', async () => {
    const {code, out} = await check(
      'create-task is available 99.6006 % of the time.\nIt answers in 2.55 s.\nThe ledger service is missing.',
      ['--topology', topology],
    );
    expect(code).toBe(1);
    expect(out).toContain('1 confirmed, 1 contradicted, 0 not checkable');
    expect(out).toMatch(/✗ 2\.55 s: ours is 2\.6 s \(create-task: [^)]*\)\s+in\s+line 2/);
    expect(out).toMatch(/✗ ledger in line 3/);
    expect(out.replace(/\s+/g, ' ')).toContain('hold it against your own requirements and constraints');
  });

  it('takes every figure that prompt copy hands out for ours', async () => {
    const args = ['--topology', topology];
    const {out: prompt} = await here.type(['prompt', 'show', 'availability-impact', ...args]);
    const numbers = /<data name="numbers">\n([\s\S]*?)<\/data>/.exec(prompt)![1]!;
    const {out} = await check(numbers, args);
    expect(out).toMatch(/[1-9]\d* confirmed, 0 contradicted/);
  });

  it('puts the verdict of free words beside that of the rules', async () => {
    const {code, out} = await check('Verdict: **convert**. Nobody waits for it.', ['--proposal', tell]);
    expect(code).toBe(0);
    expect(out).toMatch(/^It says convert: .*\nThe rules say needs-work: .*\nThe verdict of the rules stands/);
  });

  it('reads a critique, and compares it as if the model had been asked', async () => {
    const answer = JSON.stringify({...modelAnswer, id: 'tell-slack'});
    const {code, out} = await check(`\`\`\`json\n${answer}\n\`\`\``, ['--proposal', tell, '--topology', topology]);
    expect(code).toBe(0);
    expect(out).toMatch(/^needs-work: [\s\S]*\nchat says: convert: [\s\S]*Where it and the rules differ/);
  });

  it('says what is wrong with a critique', async () => {
    const {code, out} = await check(JSON.stringify({...modelAnswer, id: 'other'}), ['--proposal', tell]);
    expect(code).toBe(1);
    expect(out).toMatch(/^It cannot be read as a critique:\n {2}- id: it should be "tell-slack"\n/);
  });

  it('lets nothing of an answer reach the terminal raw', async () => {
    const {out, err} = await check('\u001b[2J the \u009bledger service, 12 % available\u202e', [
      '--topology',
      topology,
    ]);
    expect(`${out}${err}`).not.toMatch(/[\u001b\u009b\u202e]/);
  });

  it.each([
    ['without anything to check against', 'x', [], /^There is nothing to check the answer against\.\nAdd --proposal/],
    ['for an empty answer', ' \n', ['--topology', topology], /^standard input is empty/],
    ['for a huge answer', 'x'.repeat(400_001), ['--topology', topology], /larger than 400000 bytes/],
  ])('ends with 2 %s', async (_, answer, args, message) => {
    const {code, err} = await check(answer, args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('needs one file', async () => {
    expect((await here.type(['prompt', 'check'])).err).toMatch(/^prompt check takes one FILE/);
  });
});
