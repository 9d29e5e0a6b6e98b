import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {LLMock} from '@copilotkit/aimock';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {enterKey as enter} from './answer-keys.ts';
import {answerText, proposalFolder, savedIn} from './asked-proposal.ts';
import {expectRestored, type RunningProgram, runProgram, walkTo} from './built-program.ts';

const interrupt = '\u0003';

const mock = new LLMock({host: '127.0.0.1', port: 0});
beforeAll(async () => {
  await mock.start();
});
afterAll(async () => {
  await mock.stop();
});

/** From the command line to the step of this number, without an answer. */
async function atStep(exercise: string, step: number): Promise<RunningProgram> {
  const program = runProgram({args: ['exercise', 'run', exercise]});
  await walkTo(program, step);
  return program;
}

/** The next start: home, and with its first line the place that was left. */
async function wentOn(folder: string, offer: RegExp, shows: RegExp): Promise<string> {
  const program = runProgram({folder});
  await program.until(offer);
  program.type(enter);
  const screen = await program.until(shows);
  program.type(interrupt);
  await expect(program.ended).resolves.toEqual({code: 130, signal: undefined});
  return screen;
}

const middles = [
  {
    where: 'a step where several are sorted',
    exercise: '01',
    step: 5,
    keys: '12',
    shows: /: can be done a moment later\n +> /,
    again: /eventcoach: 01 .* step 5 of 8/,
    left: 'exercise 01, step 5 of 8',
  },
  {
    where: 'a number that is being typed',
    exercise: '01',
    step: 2,
    keys: '2.',
    shows: /Your prediction: 2\.▏/,
    again: /Your prediction: 2\.▏/,
    left: 'exercise 01, step 2 of 8',
  },
  {
    where: 'a system that is being described',
    exercise: '08',
    step: 4,
    keys: enter,
    shows: /Service: calls: ▏/,
    again: /Enter write the answer|Enter try again/,
    left: 'exercise 08, step 4 of 6',
  },
] as const;

describe('the built program', () => {
  it.each(middles)('on Ctrl-C in the middle of $where saves all of it, and quits with 130', async (one) => {
    const program = await atStep(one.exercise, one.step);
    program.type(one.keys);
    const screen = await program.until(one.shows);
    program.type(interrupt);
    await expect(program.ended).resolves.toEqual({code: 130, signal: undefined});
    await expectRestored(program);
    expect(await program.text()).toContain(`Go on where you were (${one.left}): eventcoach`);
    const offer = new RegExp(`> 1 Go on with exercise ${one.exercise}: .* ${/step.*/.exec(one.left)![0]}`);
    const again = await wentOn(program.folder, offer, one.again);
    // The field of a form is closed; everything else stands as it stood.
    if (one.exercise === '01') expect(again).toBe(screen);
  });

  it('on Ctrl-C ends the answer that comes first, then quits with 130; the proposal is where the next start goes on', async () => {
    mock.addFixture({match: {}, response: {content: answerText}, chunkSize: 2, latency: 50});
    const folder = proposalFolder('provider: openai\nmodel: m-1\n');
    const env = {EVENTCOACH_BASE_URL: `${mock.url}/v1`, OPENAI_API_KEY: 'sk-test-1', ANTHROPIC_API_KEY: ''};
    const program = runProgram({folder, env});
    await program.until(/4 Critiques/);
    program.type('4');
    await program.until(/> task-api -> audit/);
    program.type(enter);
    await program.until(/convert: an event fits/);
    program.type('m');
    await program.until(/Asking openai \(m-1\)[\s\S]*verdict: keep/);
    program.type(interrupt);
    await program.until(/Ended\. The local verdict stands/);
    program.type(interrupt);
    await expect(program.ended).resolves.toEqual({code: 130, signal: undefined});
    await expectRestored(program);
    expect(savedIn(folder)).toMatchObject({verdict: 'convert', local: {critic: 'local'}});
    await wentOn(folder, /> 1 Go on with the critique +task-api-audit/, /convert: an event fits/);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'on %s saves what is being typed and restores the terminal',
    async (signal) => {
      const program = await atStep('01', 2);
      program.type('1234567');
      await program.until(/1234567▏/);
      process.kill(program.pid, signal);
      expect((await program.ended).signal).toBeGreaterThan(0);
      await expectRestored(program);
      const {exercises} = JSON.parse(readFileSync(join(program.folder, '.eventcoach/progress.json'), 'utf8'));
      expect(exercises['01-request-response-chain']).toMatchObject({draft: '1234567'});
    },
  );
});
