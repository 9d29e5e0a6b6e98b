import {expect, it} from 'vitest';
import {answerJsonSchema} from '../../src/critique/model/answer.ts';
import {listPrice} from '../../src/llm/prices.ts';
import {vendorSchema} from '../../src/llm/vendor-schema.ts';

it('closes every object, requires every key and leaves out what strict mode does not know', () => {
  const given = {
    $schema: 'x',
    type: 'object',
    properties: {
      // A name that is a keyword elsewhere.
      minLength: {type: 'string', minLength: 1, pattern: 'a', default: 'a', description: 'd'},
      list: {type: 'array', maxItems: 3, items: {type: 'object', properties: {a: {const: 1}}, required: []}},
      either: {oneOf: [{type: 'null'}, {$ref: '#/$defs/one'}]},
    },
    required: ['list'],
    additionalProperties: true,
    $defs: {one: {type: 'object'}},
  };
  const before = structuredClone(given);
  expect(vendorSchema(given)).toEqual({
    type: 'object',
    properties: {
      minLength: {type: 'string', description: 'd'},
      list: {
        type: 'array',
        items: {type: 'object', properties: {a: {enum: [1]}}, required: ['a'], additionalProperties: false},
      },
      either: {anyOf: [{type: 'null'}, {$ref: '#/$defs/one'}]},
    },
    required: ['minLength', 'list', 'either'],
    additionalProperties: false,
    $defs: {one: {type: 'object', properties: {}, required: [], additionalProperties: false}},
  });
  expect(given).toEqual(before);
});

it('keeps a property named __proto__ a property', () => {
  const schema = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}');
  expect(JSON.stringify(vendorSchema(schema))).toContain('"properties":{"__proto__":{"type":"string"}}');
});

it('leaves the schema of a critique as it is: it is in the subset already', () => {
  expect(vendorSchema(answerJsonSchema())).toEqual(answerJsonSchema());
});

it('a price is a sum over a million tokens, for dated names too, and null where none is known', () => {
  const usage = {inputTokens: 200_000, outputTokens: 10_000};
  // 0.2 * 3 + 0.01 * 15 dollars.
  expect(listPrice('claude-sonnet-4-6-20260217', usage)).toBeCloseTo(0.75, 10);
  expect(listPrice('some-model', usage)).toBeNull();
  expect(listPrice('claude-sonnet-4-6', null)).toBeNull();
});

it.each(['claude-sonnet-6', 'claude-sonnet-5-5-fast', 'gpt-6.1-sol-mini', 'gpt-6', 'GPT-6.1-SOL', '__proto__', ''])(
  'a name that is like a listed one has no price: %s',
  (model) => {
    expect(listPrice(model, {inputTokens: 1000, outputTokens: 100})).toBeNull();
  },
);

it('a question longer than the price is for has none', () => {
  // 0.1 * 0.1 dollars up to 100,000 tokens, then five times as much:
  // https://platform.claude.com/docs/en/models/haiku-5-5/overview
  expect(listPrice('claude-haiku-5-5', {inputTokens: 100_000, outputTokens: 0})).toBeCloseTo(0.01, 10);
  expect(listPrice('claude-haiku-5-5', {inputTokens: 100_001, outputTokens: 0})).toBeNull();
  expect(listPrice('gpt-6.1-sol', {inputTokens: 272_001, outputTokens: 0})).toBeNull();
});
