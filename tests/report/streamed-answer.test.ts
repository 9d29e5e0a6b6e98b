import fc from 'fast-check';
import {expect, it} from 'vitest';
import {streamedAnswer} from '../../src/report/streamed-answer.ts';

const streamed = (pieces: readonly string[]) => {
  const show = streamedAnswer();
  return pieces.map(show).join('');
};
const cut = (text: string, size: number) => text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];

it('shows JSON as lines of key and text', () => {
  const text = JSON.stringify({verdict: 'split', keep: ['a "b"', 'c'], flaws: [{type: 'x', because: 'é\n'}], ok: true});
  expect(streamed([text])).toBe(
    '\nverdict: split\nkeep: \n  - a "b"\n  - c\nflaws: \n    type: x\n    because: é \nok: true',
  );
});

it('leaves other text as it is', () => {
  expect(streamed(['Sure', ', here:\n"a": {'])).toBe('Sure, here:\n"a": {');
});

it('shows the same however the stream is cut', () => {
  const value = fc.record({
    a: fc.string({unit: 'grapheme'}),
    b: fc.array(fc.string()),
    c: fc.dictionary(fc.string(), fc.boolean()),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        value.map((one) => JSON.stringify(one)),
        fc.string({unit: 'grapheme'}),
      ),
      fc.integer({min: 1, max: 7}),
      (text, size) => {
        expect(streamed(cut(text, size))).toBe(streamed([text]));
      },
    ),
    {seed: 4},
  );
});

it('holds half a character back until the other half is there', () => {
  const show = streamedAnswer();
  expect(['a\ud83d', '\ude00b'].map(show)).toEqual(['a', '\u{1f600}b']);
});

it.each([
  ['an escape sequence cut in two', ['\u001b', '[2J\u009b', '31m']],
  ['one that JSON spells out', ['{"a": "\\u00', '1b[2J\\u009b1m\\u202e"}']],
  ['a clipboard sequence', ['hi \u001b]5', '2;c;AAAA\u0007']],
])('lets nothing through that a terminal obeys: %s', (_, pieces) => {
  expect(streamed(pieces)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(streamed(pieces)).toMatch(/\\x1b/);
});
