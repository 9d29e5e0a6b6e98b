import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {exerciseIds, loadExercise} from '../../src/exercises/load-exercises.ts';
import {blocks} from '../../src/ui/markdown/blocks.ts';
import {inline} from '../../src/ui/markdown/inline.ts';
import {prose} from '../../src/ui/prose.ts';

const textOf = (source: string, width = 60, options = {}) => prose(source, width, options).map(({text}) => text);
/** The stretches of a text that stand out. */
const strong = (source: string) => {
  const {text, bold} = inline(source);
  return bold.map(([from, to]) => text.slice(from, to));
};

const rich = `# A title
Some **strong** and *soft* words, \`code\` and a [link](https://x.example).

Under it
--------

1. first
2. second,
   which goes on
   - deeper

> quoted over
> two rows
>> and deeper

\`\`\`yaml
a:   1
  - b
\`\`\`

| call | what *it* costs |
| --- | ---: |
| a -> b | 2 s |
| 提醒 | a \\| b |

---
    kept   as it is`;

describe('a text in Markdown', () => {
  it('is drawn piece by piece: headings, points, quotes, code and tables', () => {
    expect(textOf(rich)).toEqual([
      'A title',
      'Some strong and soft words, code and a link',
      '(https://x.example).',
      '',
      'Under it',
      '',
      '1. first',
      '2. second, which goes on',
      '   - deeper',
      '',
      '| quoted over two rows',
      '| | and deeper',
      '',
      '  a:   1',
      '  - b',
      '',
      'call    what it costs',
      '------  -------------',
      'a -> b  2 s',
      '提醒    a | b',
      '',
      '--------------------',
      '    kept   as it is',
    ]);
  });

  it('keeps the rows of an indented file as they are, whatever signs they begin with', () => {
    const file = '    services:\n      - {to: audit}\n      audit: {latency: 1s}\n\n      # why\n      b: {}';
    expect(textOf(`A file:\n\n${file}`).slice(2)).toEqual(file.split('\n'));
    expect(textOf('- a\n\n    - b')).toEqual(['- a', '', '    - b']);
  });

  it('lets headings and emphasis stand out, and says which words', () => {
    expect(prose(rich, 60)[0]?.tone).toBe('title');
    expect(strong('**one** two *three* __four__ ***five*** `six`')).toEqual(['one', 'three', 'four', 'five', 'six']);
    const rows = prose(`${'word '.repeat(11)}**over two rows**`, 60);
    const seen = rows.map(({text, bold = []}) => bold.map(([from, to]) => text.slice(from, to)));
    expect(seen).toEqual([['over'], ['two rows']]);
  });

  it('takes no sign for a mark that stands in a number, a name or alone', () => {
    for (const text of [
      '2*3*4',
      'a * b * c',
      'snake_case_name',
      '**',
      '`',
      '[no link]',
      '0.999*0.999',
      '* *',
      'x ** y',
    ]) {
      expect(inline(text)).toEqual({text, bold: []});
    }
    expect(inline('\\*kept\\*').text).toBe('*kept*');
  });

  it('of a chat keeps its rows', () => {
    expect(textOf('one\ntwo', 60, {breaks: true})).toEqual(['one', 'two']);
    expect(textOf('one\ntwo')).toEqual(['one two']);
  });

  it('goes into a point as a whole, lined up behind its mark', () => {
    expect(textOf('first\n\n- second', 60, {mark: '- '})).toEqual(['- first', '  ', '  - second']);
  });

  it('tells a table cell by cell where its columns do not fit', () => {
    const table = '| one | two | three | four |\n|---|---|---|---|\n| aaaaaaa | bbbbbbb | ccccccc | ddddddd |';
    expect(textOf(table, 24)).toEqual(['- one: aaaaaaa; two:', '  bbbbbbb; three:', '  ccccccc; four: ddddddd']);
    expect(textOf(table, 40)[2]).toMatch(/^aaaaaaa {2}bbbbbbb {2}ccccccc {2}ddddddd$/);
  });
});

describe('the lessons of the packaged exercises', () => {
  it('keep every word and figure, in their order', async () => {
    for (const id of await exerciseIds()) {
      const {goal, opening = '', steps} = await loadExercise(id);
      for (const source of [goal, opening, ...steps.map(({text}) => text)]) {
        // Signs of Markdown are no words; everything else stands there as it was written.
        const words = (text: string) =>
          text
            .replace(/[`#]|(?<!\S)[-*]+(?!\S)/g, '')
            .split(/\s+/)
            .filter(Boolean);
        expect(words(textOf(source, 70).join(' '))).toEqual(words(source));
      }
    }
  });
});

describe('a hostile text', () => {
  it('sends nothing that a terminal could obey', () => {
    const hostile = '# \u001b[2J\n- \u001b]52;c;aGk=\u0007\n> \u009b31m\n`\u0000`\n|a\u001b|b|\n|-|-|\n|\u202e|x|';
    const all = textOf(hostile).join('\n');
    expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(all).toContain('\\x1b[2J');
  });

  const pieces = fc.constantFrom(
    '#',
    '-',
    '*',
    '**',
    '_',
    '`',
    '```',
    '~~',
    '>',
    '|',
    '---',
    '\n',
    '\n\n',
    '  ',
    '1.',
    '[',
    '](',
    ')',
    '\\',
    'word',
    '提',
    '👩‍👩‍👧',
    ' ',
    '\t',
    '\u001b',
    '=',
  );

  it('always fits its width and stands out only where there is text', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, {maxLength: 60}),
        fc.integer({min: 20, max: 90}),
        fc.boolean(),
        (parts, width, breaks) => {
          for (const {text, bold = []} of prose(parts.join(''), width, {breaks, mark: '- '})) {
            expect(stringWidth(text)).toBeLessThanOrEqual(width);
            for (const [from, to] of bold) expect(text.slice(from, to).length).toBe(to - from);
          }
        },
      ),
      {seed: 22, numRuns: 300},
    );
  });

  it('loses no word', () => {
    const word = fc.constantFrom(
      'alpha',
      '**beta**',
      '# gamma',
      '- delta',
      '> epsilon',
      '`zeta`',
      '| eta |',
      '1. theta',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(word, {maxLength: 30}), (words) => {
        const source = words.join(' ');
        const all = textOf(source, 2000).join(' ');
        for (const name of source.match(/[a-z]+/g) ?? []) expect(all).toContain(name);
      }),
      {seed: 23},
    );
  });

  it.each(['[', '](', '*a', '**', '_a_', '`', '> ', '- ', '| ', '|-|\n', '~~x', '\\', '#', '```\n', '*a*'])(
    'made of %j alone is read in a time that grows with its length',
    (sign) => {
      // Steps that grow with the square of the length would take minutes here.
      expect(blocks(sign.repeat(100_000)).length).toBeGreaterThan(0);
      const spaces = ' '.repeat(100_000);
      expect(blocks(`a|b\n${sign}${spaces}x\n|-${spaces}x\n# ${spaces}x${spaces}#`).length).toBeGreaterThan(0);
      expect(inline(sign.repeat(20_000)).text.length).toBeGreaterThan(0);
    },
  );
});
