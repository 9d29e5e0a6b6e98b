import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type Fixture, LLMock} from '@copilotkit/aimock';
import {afterAll, afterEach, beforeAll, beforeEach, vi} from 'vitest';
import {providerFor, vendors} from '../../src/llm/index.ts';
import type {Patience} from '../../src/llm/patience.ts';
import type {Listening, Question} from '../../src/llm/provider.ts';

/** Both protocols; a test that holds for each runs over these. */
export const protocols = ['anthropic', 'openai'] as const;
export type Protocol = (typeof protocols)[number];

export const key = 'sk-test-7f3a9b2c';
export const question: Question = {
  system: 'You judge.',
  user: 'What about p?',
  answer: {name: 'critique', schema: {type: 'object', properties: {id: {type: 'string', minLength: 1}}}},
  maxTokens: 500,
};

/** An answer, as text. */
export const answer = '{"id":"p","verdict":"convert"}';
/** A response that carries it, with what it used. */
export const whole = {
  content: answer,
  usage: {prompt_tokens: 100, completion_tokens: 20, input_tokens: 100, output_tokens: 20},
};
/** A response that is an error. */
export const failing = (status: number, more: {retryAfter?: number; message?: string; code?: string} = {}) => {
  const {retryAfter, message = 'no', code} = more;
  return {
    status,
    error: {message, type: 'some_error', ...(code === undefined ? {} : {code})},
    ...(retryAfter === undefined ? {} : {retryAfter}),
  };
};

/** What one request carried, as it left. */
export interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A simulated service on this machine, and what was sent to it (or to anywhere else) by `fetch`. */
export function simulatedService() {
  const mock = new LLMock({host: '127.0.0.1', port: 0});
  const sent: Sent[] = [];
  const passOn = globalThis.fetch;
  beforeAll(async () => {
    await mock.start();
  });
  afterAll(async () => {
    await mock.stop();
  });
  beforeEach(() => {
    mock.clearFixtures();
    mock.resetMatchCounts();
    sent.length = 0;
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
      sent.push({url: String(input), headers: Object.fromEntries(new Headers(init?.headers)), body});
      // A connection that is kept would keep the service from ending.
      return passOn(input, {...init, headers: {...sent.at(-1)?.headers, connection: 'close'}});
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  /** One response after the other. */
  const script = (...answers: readonly (Omit<Fixture, 'match'> | Fixture['response'])[]) => {
    for (const [sequenceIndex, one] of answers.entries()) {
      const given = 'response' in one ? one : {response: one};
      mock.addFixture({...given, match: {sequenceIndex}} as Fixture);
    }
  };
  const base = (protocol: Protocol) => (protocol === 'openai' ? `${mock.url}/v1` : mock.url);
  return {mock, sent, script, base};
}

/** No pause is waited for: which ones would have been is in `pauses`. */
export function impatient(change: Partial<Patience> = {}): Patience & {readonly pauses: number[]} {
  const pauses: number[] = [];
  return {
    backOff: [1, 2, 4],
    longestPause: 60_000,
    total: 20_000,
    wait: async (ms) => {
      pauses.push(ms);
    },
    pauses,
    ...change,
  };
}

/** Asks a protocol's provider and keeps what was heard; an error comes back as a value. */
export async function asked(
  protocol: Protocol,
  baseUrl: string,
  {
    patience = impatient(),
    listening = {},
    env = {[vendors[protocol].keyVariable]: key},
    about = question,
  }: {
    patience?: Patience;
    listening?: Partial<Listening>;
    env?: Record<string, string>;
    about?: Question;
  } = {},
) {
  const heard: string[] = [];
  const notices: string[] = [];
  const provider = await providerFor({critic: protocol, model: 'm-1', baseUrl, env, cwd: '.', patience});
  const reply = await provider
    .ask(about, {
      signal: new AbortController().signal,
      onText: (text) => heard.push(text),
      onRestart: () => heard.splice(0),
      onNotice: (text) => notices.push(text),
      ...listening,
    })
    .catch((error: unknown) => error);
  return {reply, heard, notices};
}

/** Asks a server that answers everything with the same bytes. */
export async function answering(protocol: Protocol, status: number, type: string, text: string) {
  const server = createServer((_, response) => {
    response.writeHead(status, {'content-type': type, location: '/elsewhere'}).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const {port} = server.address() as AddressInfo;
  const result = await asked(protocol, `http://127.0.0.1:${port}`);
  server.close();
  return result;
}
