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
