import {describe, expect, it} from 'vitest';
import {providerFor} from '../../src/llm/index.ts';
import {
  answer,
  answering,
  asked,
  failing,
  impatient,
  key,
  protocols,
  question,
  simulatedService,
  whole,
} from './services.ts';

const {script, base, sent} = simulatedService();
const demanded = ({body}: (typeof sent)[number]) => 'response_format' in body || 'output_config' in body;

describe.each(protocols)('a refusal of %s', (protocol) => {
  const ask = (options: Parameters<typeof asked>[2] = {}) => asked(protocol, base(protocol), options);

  it.each([
    ['it knows no such field', 400, 'output_config: Extra inputs are not permitted'],
    // https://github.com/anthropics/anthropic-sdk-python/issues/1185
    ['the schema is too much for it', 400, 'The compiled grammar is too large, which would cause performance issues.'],
    // https://github.com/khoj-ai/khoj/issues/1336
    ['DeepSeek knows no schemas', 400, 'This response_format type is unavailable now'],
    ['DeepSeek says 422 for it', 422, 'response_format.type `json_schema` is unavailable now'],
    // https://github.com/vllm-project/vllm/issues/16321
    ['vLLM cannot do this one', 400, 'The provided JSON schema contains features not supported by xgrammar.'],
    // https://github.com/lidge-jun/opencodex/issues/2135
    ['llama.cpp cannot do this one', 400, 'Failed to initialize samplers: failed to parse grammar'],
    // https://github.com/ikawrakow/ik_llama.cpp/issues/778
    ['ik_llama.cpp says 500 for it', 500, 'response_format type must be one of "text" or "json_object"'],
    // https://github.com/datalab-to/marker/issues/984
    ['Ollama says 500 for it', 500, 'invalid JSON schema in format'],
    // https://github.com/QuantumNous/new-api/pull/1037
    ['Gemini names its own field', 400, "Unknown name at 'generation_config.response_schema': Cannot find field."],
    ['nothing is said at all', 400, ''],
  ])('is asked at once without a schema where %s', async (_, status, message) => {
    script(failing(status, {message}), whole);
    const {reply, notices} = await ask();
    expect(reply).toMatchObject({text: answer});
    expect(notices).toEqual(['The service refuses the question with a schema for the answer: asking without.']);
    expect(sent.map(demanded)).toEqual([true, false]);
  });

  it.each([
    [400, 'This model’s maximum context length is 8192 tokens.', 'maximum context length'],
    [400, 'Your credit balance is too low.', 'credit balance'],
    [400, 'API key not valid. Please pass a valid API key.', 'does not accept the key'],
    [422, 'max_tokens is larger than this model allows', 'max_tokens'],
  ])('is not asked again on %i: %s', async (status, message, says) => {
    script(failing(status, {message}), whole);
    expect((await ask()).reply).toMatchObject({name: 'UserError', message: expect.stringContaining(says)});
    expect(sent).toHaveLength(1);
  });

  it('is asked without a schema where the refusal comes as a stream', async () => {
    const error = {type: 'error', error: {type: 'invalid_request_error', message: 'failed to parse grammar'}};
    const text = `event: error\ndata: ${JSON.stringify(error)}\n\n`;
    const {notices} = await answering(protocol, 200, 'text/event-stream', text);
    expect(notices[0]).toMatch(/refuses the question with a schema/);
    expect(sent.map(demanded).slice(0, 2)).toEqual([true, false]);
  });

  it('is final where the service refuses the question without a schema as well', async () => {
    script(failing(400, {message: 'nope'}), failing(400, {message: 'nope'}), whole);
    expect((await ask()).reply).toMatchObject({name: 'UserError', message: expect.stringContaining('(400): nope.')});
    expect(sent).toHaveLength(2);
  });

  it('knows no usage where the service does not state both numbers', async () => {
    const lines =
      protocol === 'openai'
        ? [
            {choices: [{index: 0, delta: {content: 'hi'}, finish_reason: 'stop'}]},
            {choices: [], usage: {prompt_tokens: 5}},
          ]
        : [
            {type: 'message_start', message: {model: 'm-1', usage: {output_tokens: 1}}},
            {type: 'content_block_delta', index: 0, delta: {type: 'text_delta', text: 'hi'}},
            {type: 'message_delta', delta: {stop_reason: 'end_turn'}, usage: {output_tokens: 1}},
            {type: 'message_stop'},
          ];
    const text = lines
      .map((one) => `event: ${'type' in one ? one.type : ''}\ndata: ${JSON.stringify(one)}\n\n`)
      .join('');
    const {reply} = await answering(protocol, 200, 'text/event-stream', text);
    expect(reply).toMatchObject({text: 'hi', end: 'complete', usage: null, cost: null});
  });

  it.each([
    ['Gemini', [{error: {code: 409, message: 'said so', status: 'ABORTED'}}]],
    ['LM Studio and Ollama', {error: 'said so'}],
    ['vLLM', {object: 'error', message: 'said so', type: 'BadRequestError', code: 413}],
    ['FastAPI', {detail: 'said so'}],
  ])('says what it was told in the way of %s', async (_, body) => {
    const {reply} = await answering(protocol, 413, 'application/json', JSON.stringify(body));
    expect(reply).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/ refuses the question \(413\): said so\.$/),
    });
  });
});

it('what a service refused once is not demanded of it again', async () => {
  script(failing(400, {message: 'response_format is not supported'}), whole, whole);
  const env = {OPENAI_API_KEY: key};
  const baseUrl = base('openai');
  const provider = await providerFor({critic: 'openai', model: 'm-1', baseUrl, env, cwd: '.', patience: impatient()});
  for (let i = 0; i < 2; i += 1) await provider.ask(question, {signal: new AbortController().signal});
  expect(sent.map(({body}) => 'response_format' in body)).toEqual([true, false, false]);
});
