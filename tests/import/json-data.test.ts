import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {jsonData} from '../../src/import/json-data.ts';

/** A share of a text's length, evenly: doubles would mostly be next to nothing. */
const anywhere = fc.nat(999_999).map((n) => n / 1_000_000);

describe('a broken JSON text', () => {
  it.each([
    ['{"a":1 x}', '1:8: this is not valid JSON.'],
    ['[1,2,,3]', '1:6: this is not valid JSON.'],
    ['{"a":\n tru}', '2:2: this is not valid JSON.'],
    ['["a\nb"]', '1:2: this is not valid JSON.'],
    ['[1]]', '1:4: this is not valid JSON.'],
    ['{a:1}', '1:2: this is not valid JSON.'],
    ['{"a":1,}', '1:8: this is not valid JSON.'],
    ['[1}', '1:3: this is not valid JSON.'],
    ['{"a":1', '1:7: the JSON ends too early.'],
    ['{"a":\n[tru', '2:2: the JSON ends too early.'],
    ['{"a": "b\\', '1:7: the JSON ends too early.'],
    ['', '1:1: the JSON ends too early.'],
  ])('%j is refused at its place', (text, message) => {
    expect(() => jsonData('x.json', text)).toThrow(`x.json:${message}`);
  });

  it('is refused at the end of what was kept when a good text is cut off', () => {
    fc.assert(
      fc.property(fc.jsonValue({maxDepth: 4}), anywhere, (value, share) => {
        const whole = JSON.stringify({value}, null, 1);
        const kept = whole.slice(0, Math.floor(share * whole.length));
        expect(() => jsonData('x', kept)).toThrow(/the JSON ends too early/);
      }),
      {seed: 11, numRuns: 300},
    );
  });

  it('never passes for good, and good ones never for broken', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', 'x', '\\'), (value, at, mark) => {
        const text = JSON.stringify(value);
        expect(jsonData('x', text)).toEqual(JSON.parse(text));
        const i = at % (text.length + 1);
        const changed = text.slice(0, i) + mark + text.slice(i);
        let good = true;
        try {
          JSON.parse(changed);
        } catch {
          good = false;
        }
        if (!good) expect(() => jsonData('x', changed)).toThrow(UserError);
      }),
      {seed: 12, numRuns: 300},
    );
  });
});
