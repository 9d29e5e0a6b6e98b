import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {printableLine} from '../../src/printable.ts';
import {commandBlock, literal, table} from '../../src/report/markdown.ts';
import {hostileText} from './hostile-text.ts';
import {rendered} from './rendered.ts';

/** What GitHub looks for in finished text outside of code (its documentation of autolinked references, mentions, emoji and mathematics). */
const picked = [/@\w/, /#\d/, /\bGH-\d/i, /:[a-z0-9_+-]+:/i, /\$/, /\b[0-9a-f]{7,40}\b/, /https?:\/\/|www\./i];

/** Where text may stand, and the elements that are there without it. */
const places: readonly (readonly [string, (text: string) => string, readonly string[]])[] = [
  ['a paragraph', (text) => text, ['p']],
  ['the middle of a paragraph', (text) => `before\n${text}`, ['p']],
  ['a heading', (text) => `## ${text}`, ['h2']],
  ['a list item', (text) => `- ${text}\n- last`, ['ul', 'li', 'li']],
  ['a nested list item', (text) => `- first\n  - ${text}`, ['ul', 'li', 'ul', 'li']],
  ['bold text before it', (text) => `- **error** ${text}`, ['ul', 'li', 'strong']],
  [
    'a table',
    (text) =>
      table(
        ['a', text, 'b'],
        [
          ['1', '2', '3'],
          [text, text, 'last'],
        ],
      ),
    ['table', 'thead', 'tr', 'th', 'th', 'th', 'tbody', 'tr', 'td', 'td', 'td', 'tr', 'td', 'td', 'td'],
  ],
];

describe.each(places)('literal text in %s', (_, place, elements) => {
  it('is read as it was written; nothing comes of it but code, and GitHub finds nothing in the rest', () => {
    const around = rendered(place('PLACE')).text;
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = rendered(place(literal(text)));
        expect(page.elements.filter((name) => name !== 'code')).toEqual(elements);
        expect(page.text).toBe(around.replaceAll('PLACE', () => printableLine(text)));
        for (const part of page.texts.filter(({code}) => !code)) {
          for (const pattern of picked) expect(part.text).not.toMatch(pattern);
        }
      }),
      {seed: 3, numRuns: 120},
    );
  });
});

it.each([
  ['task-api -> mail', 'task-api -> mail'],
  ['99.6006 %, down 34.99 h', '99.6006 %, down 34.99 h'],
  ['ask @octocat, please', 'ask `@octocat`, please'],
  ['a|b', 'a\\|b'],
  ['#12|`@x`', '`#12`\\|`` `@x` ``'],
  ['1. no list', '1\\. no list'],
  [' spaced ', '&#32;spaced&#32;'],
  ['two\nlines', 'two\\\\nlines'],
])('%j is written %j', (text, markdown) => {
  expect(literal(text)).toBe(markdown);
});

it('keeps a command in one block, whatever backticks are in it', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const page = rendered(commandBlock(text));
      expect(page.elements).toEqual(['pre', 'code']);
      expect(page.text).toBe(`${printableLine(text)}\n`);
    }),
    {seed: 5, numRuns: 200},
  );
});

it('takes time in proportion to the text', () => {
  const long = [':', '#', '`', '@', ':a', 'a1', '|', ' '].map((piece) => literal(piece.repeat(100_000)));
  expect(long.every((text) => text.length < 1_000_000)).toBe(true);
});
