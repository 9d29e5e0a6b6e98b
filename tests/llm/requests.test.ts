import {Anthropic} from '@anthropic-ai/sdk';
import {Ajv} from 'ajv';
import {describe, expect, it, vi} from 'vitest';
import {answerJsonSchema} from '../../src/critique/model/answer.ts';
import {apiVersion} from '../../src/llm/anthropic.ts';
import {providerFor, vendors} from '../../src/llm/index.ts';
import {silent} from '../../src/llm/silent.ts';
import {asked, impatient, key, protocols, question, type Sent, simulatedService} from './services.ts';

const {script, base, sent} = simulatedService();
const about = {
  ...question,
  answer: {name: 'critique', schema: answerJsonSchema()},
  turns: [
    {role: 'assistant', text: 'no'},
    {role: 'user', text: 'Again.'},
  ],
} as const;

const text = {type: 'string', minLength: 1};
const closed = (properties: Record<string, unknown>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const messages = (...roles: readonly string[]) => ({
  type: 'array',
  minItems: roles.length,
  maxItems: roles.length,
  items: roles.map((role) => closed({role: {const: role}, content: text})),
});
/** The fields as the vendors document them; a compatible service is asked with `max_tokens`. */
const documented = {
  // https://platform.claude.com/docs/en/api/messages
  anthropic: closed({
    model: text,
    max_tokens: {type: 'integer', minimum: 1},
    system: text,
    messages: messages('user', 'assistant', 'user'),
    stream: {const: true},
    output_config: closed({format: closed({type: {const: 'json_schema'}, schema: {type: 'object'}})}),
  }),
  // https://platform.openai.com/docs/api-reference/chat/create
  openai: closed({
    model: text,
    max_tokens: {type: 'integer', minimum: 1},
    messages: messages('system', 'user', 'assistant', 'user'),
    stream: {const: true},
    stream_options: closed({include_usage: {const: true}}),
    response_format: closed({
      type: {const: 'json_schema'},
      json_schema: closed({
        name: {type: 'string', pattern: '^[\\w-]{1,64}$'},
        strict: {const: true},
        schema: {type: 'object'},
      }),
    }),
  }),
};

/** What both vendors take in a schema for an answer (see src/llm/vendor-schema.ts for the pages). */
const subset = {
  $defs: {
    schema: {
      anyOf: [
        {
          type: 'object',
          properties: {
            type: {const: 'object'},
            properties: {type: 'object', additionalProperties: {$ref: '#/$defs/schema'}},
            required: {type: 'array', items: {type: 'string'}, uniqueItems: true},
            additionalProperties: {const: false},
            description: text,
          },
          required: ['type', 'properties', 'required', 'additionalProperties'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {type: {const: 'array'}, items: {$ref: '#/$defs/schema'}, description: text},
          required: ['type', 'items'],
          additionalProperties: false,
        },
        {
          type: 'object',
          properties: {
            type: {enum: ['string', 'number', 'integer', 'boolean', 'null']},
            enum: {type: 'array', items: {type: 'string'}, minItems: 1, maxItems: 1000},
            description: text,
          },
          required: ['type'],
          additionalProperties: false,
        },
      ],
    },
  },
  $ref: '#/$defs/schema',
};

/** Environment variables that the vendors' libraries read. */
const meddling = {
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
  ANTHROPIC_AUTH_TOKEN: 'meddling-token',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_CUSTOM_HEADERS: 'x-meddling: 1\nauthorization: Bearer meddling\nanthropic-version: 2000-01-01',
  OPENAI_BASE_URL: 'http://127.0.0.1:9',
  OPENAI_ORG_ID: 'meddling-org',
  OPENAI_PROJECT_ID: 'meddling-project',
  OPENAI_ADMIN_KEY: 'meddling-admin',
  OPENAI_LOG: 'debug',
  OPENAI_CUSTOM_HEADERS: 'x-meddling: 1\nauthorization: Bearer meddling',
};

describe.each(protocols)('a question to %s', (protocol) => {
  const send = async (options: Parameters<typeof asked>[2] = {}): Promise<Sent> => {
    script({content: '{}'});
    expect((await asked(protocol, base(protocol), {about, ...options})).reply).toMatchObject({end: 'complete'});
    return sent[0]!;
  };

  it('has the documented fields and no other', async () => {
    const {body} = await send();
    const validate = new Ajv({strict: false, allErrors: true}).compile(documented[protocol]);
    expect([validate(body), validate.errors]).toEqual([true, null]);
  });

  it('demands an answer by a schema of the documented subset, and of no depth that a vendor refuses', async () => {
    const {body} = await send();
    const {response_format: ofOpenai, output_config: ofAnthropic} = body as {
      response_format?: {json_schema: {schema: object}};
      output_config?: {format: {schema: object}};
    };
    const schema = ofOpenai?.json_schema.schema ?? ofAnthropic?.format.schema ?? {};
    const validate = new Ajv({strict: false, allErrors: true}).compile(subset);
    expect([validate(schema), validate.errors]).toEqual([true, null]);
    // OpenAI: up to ten levels and 5,000 properties; Anthropic gives no number.
    const indented = JSON.stringify(schema, null, 1).split('\n');
    expect(Math.max(...indented.map((line) => /^ */.exec(line)![0].length))).toBeLessThan(10);
  });

  it('to the vendor itself has the fields of its newer models, and asks the default model', async () => {
    const hosts: string[] = [];
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      hosts.push(String(input));
      bodies.push(JSON.parse(String(init?.body)) as Record<string, unknown>);
      return new Response('{"error": {"message": "no", "type": "invalid_request_error"}}', {status: 404});
    });
    const bodies: Record<string, unknown>[] = [];
    const {name, baseUrl, keyVariable, model} = vendors[protocol];
    const provider = await providerFor({critic: name, env: {[keyVariable]: key}, cwd: '.', patience: impatient()});
    await expect(provider.ask(about, {signal: new AbortController().signal})).rejects.toThrow('(404)');
    expect(hosts).toEqual([`${baseUrl}${protocol === 'openai' ? '/chat/completions' : '/v1/messages'}`]);
    const {max_tokens: _, ...others} = documented.openai.properties;
    const wanted =
      protocol === 'openai' ? closed({...others, max_completion_tokens: {type: 'integer'}}) : documented.anthropic;
    const validate = new Ajv({strict: false, allErrors: true}).compile(wanted);
    expect([validate(bodies[0]), validate.errors]).toEqual([true, null]);
    expect(bodies[0]).toMatchObject({model});
  });

  it('carries the key in its header and nowhere else', async () => {
    const {url, headers, body} = await send();
    const {authorization, ...others} = headers;
    expect(authorization).toBe(`Bearer ${key}`);
    expect(JSON.stringify([url, others, body])).not.toContain(key);
  });

  it('carries no header at all for a key that is not there', async () => {
    expect((await send({env: {}})).headers).not.toHaveProperty('authorization');
  });

  it('is the same whatever else the environment says, and nothing is logged', async () => {
    const plain = await send();
    sent.length = 0;
    for (const [name, value] of Object.entries(meddling)) vi.stubEnv(name, value);
    // A console of its own: screens that other files draw may have left theirs in its place.
    const log = vi.fn();
    vi.stubGlobal('console', {log, info: log, debug: log, warn: log, error: log});
    expect(await send()).toEqual(plain);
    vi.unstubAllGlobals();
    expect(log).not.toHaveBeenCalled();
  });
});

it('the version of the API is the one that the installed library names', async () => {
  let named: string | null = null;
  const client = new Anthropic({
    apiKey: 'k',
    maxRetries: 0,
    logger: silent,
    fetch: async (_, init) => {
      named = new Headers(init?.headers).get('anthropic-version');
      return new Response('{}', {headers: {'content-type': 'application/json'}});
    },
  });
  await client.messages.create({model: 'm', max_tokens: 1, messages: []});
  expect(named).toBe(apiVersion);
});
