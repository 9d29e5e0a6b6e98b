import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import * as z from 'zod/mini';
import {dictionary, list, mapping, name, plainOr, whole} from '../../src/topology/combinators.ts';
import {durationMs, share} from '../../src/topology/quantity-schema.ts';
import {quickOf, unsure} from '../../src/topology/quick.ts';
import {call} from '../../src/topology/schema-call.ts';

/** Values that are nearly right: good and bad words under good and bad keys. */
const word = fc.constantFrom<unknown>(
  ...['a', '', 'x'.repeat(1001), 'a\u0007', '50ms', '1.5s', '5 m', '99.9%', '0.5', '101%', 'fail', 'ignore', 'none'],
  ...[0.5, 1, 3, -1, true, false, null, Infinity],
);
const nearlyCall = fc.record(
  {
    to: fc.oneof(word, fc.record({of: fc.array(word, {maxLength: 3}), required: word}, {requiredKeys: ['of']})),
    timeout: fc.oneof({weight: 3, arbitrary: fc.constant('1s')}, {weight: 1, arbitrary: word}),
    name: word,
    needsResult: fc.constantFrom<unknown>(true, false, 'yes'),
    onFailure: fc.oneof(word, fc.record({fallback: word})),
    retries: fc.record({max: word, backoff: word}, {requiredKeys: []}),
    contract: fc.record({fields: fc.array(word, {maxLength: 2}), version: word}, {requiredKeys: []}),
    probability: word,
    'x-own': word,
    tiemout: word,
  },
  {requiredKeys: []},
);

function agrees(schema: z.ZodMiniType, value: unknown): void {
  const quick = quickOf(schema)(value);
  const parsed = schema.safeParse(value);
  if (!parsed.success) expect(quick).toBe(unsure);
  else if (quick !== unsure) expect(JSON.stringify(quick)).toBe(JSON.stringify(parsed.data));
}

describe('reading without the schema what is plainly right', () => {
  it('answers what the schema answers, its keys in the same order, and is unsure of all that the schema refuses', () => {
    fc.assert(
      fc.property(nearlyCall, (value) => agrees(call, value)),
      {seed: 8, numRuns: 3000},
    );
  });

  it('is sure of a call with its keys in any order', () => {
    const usual = {timeout: '1s', to: 'b', retries: {max: 2, backoff: '50ms'}};
    expect(quickOf(call)(usual)).toEqual({to: 'b', timeout: 1000, retries: {max: 2, backoff: 50}});
    expect(Object.keys(quickOf(call)(usual) as object)).toEqual(['to', 'timeout', 'retries']);
  });

  it('leaves keys of the author, of nobody, of the engine and missing ones to the schema', () => {
    const own = (text: string) => JSON.parse(text) as unknown;
    for (const text of ['{"to": "b", "x-a": 1}', '{"to": "b", "tow": 1}', '{"to": "b", "__proto__": 1}', '{}', '[]'])
      expect(quickOf(call)(own(text))).toBe(unsure);
  });

  it('agrees for every way of putting schemas together', () => {
    const schema = mapping('thing', {
      one: name,
      many: z.optional(list(durationMs)),
      either: z.optional(plainOr(share, mapping('part', {size: whole(1, 5)}))),
      named: z.optional(dictionary('number', whole(0))),
    });
    const value = fc.record(
      {
        one: word,
        many: fc.oneof(word, fc.array(word, {maxLength: 3})),
        either: fc.oneof(word, fc.record({size: word})),
        named: fc.dictionary(fc.constantFrom('a', '7', '__proto__', 'x-b', ''), word, {maxKeys: 3}),
      },
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(value, (one) => agrees(schema, one)),
      {seed: 8, numRuns: 2000},
    );
  });
});
