import {LLMock} from '@copilotkit/aimock';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {answerText, proposalFolder, savedIn} from './asked-proposal.ts';
import {runProgram} from './built-program.ts';

const mock = new LLMock({host: '127.0.0.1', port: 0});
beforeAll(async () => {
  await mock.start();
});
afterAll(async () => {
  await mock.stop();
});

const refused = {status: 401, error: {message: 'no', type: 'some_error'}};

describe('the built program with a service that streams', () => {
  it('shows the answer as it comes, ends it half way on Ctrl-C, says what a refusal means, and leaves with all saved', async () => {
    const response = {content: answerText};
    mock.addFixture({match: {sequenceIndex: 0}, response, chunkSize: 4, latency: 25});
    mock.addFixture({match: {sequenceIndex: 1}, response: refused});
    mock.addFixture({match: {sequenceIndex: 2}, response, chunkSize: 40});
    const folder = proposalFolder('provider: openai\nmodel: m-1\n');
    const address = {EVENTCOACH_BASE_URL: `${mock.url}/v1`};
    const program = runProgram({folder, env: {...address, OPENAI_API_KEY: 'sk-test-1', ANTHROPIC_API_KEY: ''}});
    await program.until(/4 Critiques/);
    program.type('4');
    await program.until(/> task-api -> audit/);
    program.type('\r');
    await program.until(/convert: an event fits/);
    program.type('m');
    await program.until(/Asking openai \(m-1\)[\s\S]*verdict: keep/);
    program.type('\u0003');
    await program.until(/Ended\. The local verdict stands/);
    expect(savedIn(folder)).toMatchObject({verdict: 'convert', local: {critic: 'local'}});
    program.type('m');
    await program.until(/does not accept the key/);
    program.type('m');
    await program.until(/openai has answered/);
    expect(await program.text()).toMatch(/openai says keep-sync, and differs in one point/);
    program.type('g');
    await program.until(/Recorded: Rules and model differ/);
    program.type('q');
    await expect(program.ended).resolves.toMatchObject({code: 0});
    expect(program.buffer()).toBe('normal');
    expect(await program.text()).toMatch(/Saved 1 gap/);
    expect(savedIn(folder)).toMatchObject({verdict: 'convert', opinion: {verdict: 'keep-sync'}});
    expect(program.output()).not.toContain('sk-test-1');
  });

  it('that hangs does not hold anybody who leaves', async () => {
    mock.clearFixtures();
    mock.resetMatchCounts();
    mock.addFixture({match: {}, response: {content: answerText}, latency: 60_000});
    const folder = proposalFolder(`provider: openai\nmodel: m-1\nbaseUrl: ${mock.url}/v1\n`);
    const program = runProgram({folder, env: {OPENAI_API_KEY: 'sk-test-1'}});
    await program.until(/4 Critiques/);
    program.type('4');
    await program.until(/> task-api -> audit/);
    program.type('\r');
    await program.until(/convert: an event fits/);
    program.type('m');
    await program.until(/Asking openai/);
    program.type('q');
    await expect(program.ended).resolves.toMatchObject({code: 0});
  });
});
