import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {describe, expect, it} from 'vitest';
import {Interrupted, UserError} from '../../src/errors.ts';
import {troubleOf} from '../../src/llm/trouble.ts';
import {answer, answering, asked, failing, impatient, key, protocols, simulatedService, whole} from './services.ts';

const {script, base, sent} = simulatedService();
/** JSON that neither protocol knows. */
const otherValues = [
  'null',
  '5',
  '{"type":"message_start"}',
  '{"type":"content_block_delta"}',
  '{"choices":[{}]}',
  '{"choices":5}',
]
  .map((data) => `event: message_start\ndata: ${data}\n\n`)
  .join('');

describe.each(protocols)('%s', (protocol) => {
  const ask = (options: Parameters<typeof asked>[2] = {}) => asked(protocol, base(protocol), options);

  it('streams an answer in pieces that make up the whole, with what it used', async () => {
    script({response: whole, chunkSize: 7});
    const {reply, heard, notices} = await ask();
    expect(reply).toEqual({
      text: answer,
      model: 'm-1',
      usage: {inputTokens: 100, outputTokens: 20},
      cost: null,
      end: 'complete',
    });
    expect(heard.join('')).toBe(answer);
    expect(heard.filter((piece) => piece !== '').length).toBeGreaterThan(2);
    expect(notices).toEqual([]);
  });

  it('waits as long as a busy service asks, else ever longer, and then answers', async () => {
    script(failing(429, {retryAfter: 7}), failing(529), failing(500), whole);
    const patience = impatient();
    const {reply, notices} = await ask({patience});
    expect(reply).toMatchObject({text: answer, end: 'complete'});
    expect(patience.pauses).toEqual([7000, 2, 4]);
    expect(notices).toEqual([
      'The service is busy (429): trying again in 7 s.',
      'The service is in trouble (529): trying again in 2 ms.',
      'The service is in trouble (500): trying again in 4 ms.',
    ]);
  });

  it('is given up after the last try, and when it asks for too long a pause', async () => {
    script(failing(500), failing(500), failing(500), failing(500), whole);
    expect((await ask()).reply).toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('in trouble (500)'),
    });
    expect(sent).toHaveLength(4);
  });

  it('is given up when it asks for too long a pause', async () => {
    script(failing(429, {retryAfter: 3600}), whole);
    expect((await ask()).reply).toMatchObject({name: 'UserError', message: expect.stringContaining('to wait 60 min')});
    expect(sent).toHaveLength(1);
  });

  it('begins anew after a stream that breaks off: what was heard before does not count', async () => {
    script({response: whole, chunkSize: 5, truncateAfterChunks: 4}, whole);
    const {reply, heard, notices} = await ask();
    expect(reply).toMatchObject({text: answer});
    expect(heard.join('')).toBe(answer);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^(?:The answer broke off|The connection broke): trying again in 1 ms\.$/);
  });

  it('says that an answer was cut for its length, and that one was declined', async () => {
    const [length, refusal] = protocol === 'openai' ? ['length', 'content_filter'] : ['max_tokens', 'refusal'];
    script({...whole, finishReason: length}, {...whole, finishReason: refusal});
    expect((await ask()).reply).toMatchObject({end: 'length'});
    expect((await ask()).reply).toMatchObject({end: 'refused'});
  });

  it.each([
    [401, 'does not accept the key', 'API_KEY'],
    [403, 'does not allow this (403)', '--model'],
    [404, 'does not know the model m-1', '--model'],
    [400, 'refuses the question (400): too long [key] \\x1b[2J here.', '--model'],
  ])('%i is a sentence with what to do, without the key', async (status, says, hint) => {
    script(failing(status, {message: `too long ${key} \u001b[2J here`}));
    const error = (await ask()).reply as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(says);
    expect(error.hint).toContain(hint);
    expect(`${error.message}${error.hint}`).not.toContain(key);
    expect(`${error.message}${error.hint}`).not.toContain('\u001b');
    expect(sent).toHaveLength(1);
  });

  it('ends at once with Interrupted when it is cancelled half way', async () => {
    script({response: whole, chunkSize: 3, latency: 20});
    const stop = new AbortController();
    const heard: string[] = [];
    const onText = (text: string) => {
      heard.push(text);
      if (heard.join('').length > 3) stop.abort();
    };
    const {reply} = await ask({listening: {signal: stop.signal, onText}});
    expect(reply).toBeInstanceOf(Interrupted);
    expect(heard.join('').length).toBeLessThan(answer.length);
  });

  it('ends with Interrupted when it is cancelled in a pause, or before anything is sent', async () => {
    script(failing(500), whole);
    const stop = new AbortController();
    const wait = async () => {
      stop.abort();
      throw stop.signal.reason;
    };
    expect((await ask({patience: impatient({wait}), listening: {signal: stop.signal}})).reply).toBeInstanceOf(
      Interrupted,
    );
    expect(sent).toHaveLength(1);
    expect((await ask({listening: {signal: AbortSignal.abort()}})).reply).toBeInstanceOf(Interrupted);
    expect(sent).toHaveLength(1);
  });

  it('is not waited for without end', async () => {
    script({response: whole, latency: 500});
    const {reply} = await ask({patience: impatient({total: 50})});
    expect(reply).toMatchObject({name: 'UserError', message: expect.stringContaining('within 50 ms')});
  });

  it('says where nothing listens', async () => {
    const port = await freePort();
    const {reply} = await asked(protocol, `http://127.0.0.1:${port}`);
    expect(reply).toMatchObject({
      name: 'UserError',
      message: `The service at http://127.0.0.1:${port} cannot be reached (ECONNREFUSED).`,
    });
  });

  it.each([
    ['a page', 200, 'text/html', '<html>', /sends no stream/],
    ['a stream of something else', 200, 'text/event-stream', 'event: message_start\ndata: {oops\n\n', /not JSON/],
    ['a stream of other values', 200, 'text/event-stream', otherValues, /broke off/],
    ['a redirect, which is not followed', 307, 'text/plain', '', /\(307\)/],
  ])('says so on %s', async (_, status, type, text, says) => {
    const {reply} = await answering(protocol, status, type, text);
    expect(reply).toBeInstanceOf(UserError);
    expect((reply as UserError).message).toMatch(says);
    // A cut answer is worth another try, the others are not.
    expect(sent).toHaveLength(text === otherValues ? 4 : 1);
  });
});

const elsewhere = {name: 'openai', model: 'm', baseUrl: 'https://x.example', own: false, key: null};

it('a key that was kept back is named where the service asks for one', async () => {
  const service = {...elsewhere, unconfirmed: true, keyKept: true};
  const refused = Object.assign(new Error('401'), {status: 401});
  const {error} = troubleOf(refused, {...service, keyVariable: 'OPENAI_API_KEY'});
  expect(error.message).toContain("its address comes from the workspace's settings");
  expect(error.hint).toContain('--base-url');
});

it('an error that is nobody else’s stays what it is', () => {
  const service = {...elsewhere, unconfirmed: false, keyKept: false};
  const bug = new TypeError("Cannot read properties of undefined (reading 'x')");
  expect(() => troubleOf(bug, {...service, keyVariable: 'OPENAI_API_KEY'})).toThrow(bug);
});

it('an account without credit is no busy service', async () => {
  script(failing(429, {code: 'insufficient_quota'}), whole);
  const {reply} = await asked('openai', base('openai'));
  expect(reply).toMatchObject({name: 'UserError', message: expect.stringContaining('no credit left')});
  expect(sent).toHaveLength(1);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
