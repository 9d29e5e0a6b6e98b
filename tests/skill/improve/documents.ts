import fc from 'fast-check';

/** Blocks of Markdown that look like headings and are none, or that trip a careless splice. */
const blocks = [
  'Plain words about calls.',
  'Words with trailing spaces   \nand a second line  ',
  'Emoji 🚀 and wide 漢字 and a family 👩‍👩‍👧.',
  '- one\n- two\n  - nested\n\n    a paragraph in it\n- # no heading of the file',
  '1. first\n2. second\n   - [ ] task',
  '* star\n* list',
  '| a | b |\n| --- | --- |\n| 1 | `x \\| y` |',
  '```md\n# fake\n\n## Keys and ordering\n```',
  '~~~\n## fake too\n```\n~~~',
  '````\n```\n## still fake\n```\n````',
  '    # indented code\n    ## Keys and ordering',
  '> ## Quoted heading\n> text\nlazy line',
  '<!-- a comment\n## hidden\n\nstill hidden -->',
  '<details>\n<summary>More</summary>\n\ninside\n\n</details>',
  '***',
  'A [link][ref] and a footnote.[^1]',
  '`code` and **bold** and *_odd_ emphasis',
];
const headings = [
  '# Title',
  '## Keys and ordering',
  '## Keys and ordering ##',
  '### Deep `code`',
  'Setext one\n===',
  'Setext two\n---',
  '## 🚀 Emoji',
  '##',
  '  ## Indented a little',
];
const definitions = ['[ref]: https://example.org "title"', '[ref]: <x>\n[other]: y', '[^1]: A note.'];
const fronts = [
  '',
  '---\nname: x # kept\nmetadata:\n  version: "1.0.0"\n---\n',
  '---\n# only comments\nname: "a: b"\n---\n\n',
];

/** Texts of many blocks, with LF, CRLF or both, with and without a byte order mark, front matter and a last line end. */
export const documents: fc.Arbitrary<string> = fc
  .record({
    mark: fc.constantFrom('', '\ufeff'),
    front: fc.constantFrom(...fronts),
    parts: fc.array(
      fc.record({
        text: fc.oneof(
          {weight: 4, arbitrary: fc.constantFrom(...blocks)},
          {weight: 3, arbitrary: fc.constantFrom(...headings)},
        ),
        gap: fc.constantFrom('\n\n', '\n\n', '\n', '\n \n', '\n\n\n\n'),
      }),
      {maxLength: 9},
    ),
    defined: fc.array(fc.constantFrom(...definitions), {maxLength: 2}),
    end: fc.constantFrom('', '\n', '\n\n', '\n\t\n'),
    ends: fc.constantFrom('\n', '\r\n', 'mixed'),
  })
  .map(({mark, front, parts, defined, end, ends}) => {
    const body = `${parts.map(({text, gap}) => text + gap).join('')}${defined.length > 0 ? '\n\n' : ''}${defined.join('\n\n')}${end}`;
    let line = 0;
    const lineEnd = () => (ends === 'mixed' ? (line++ % 3 === 1 ? '\r\n' : '\n') : ends);
    return mark + (front + body).replace(/\n/g, lineEnd);
  });

/** Passages as cards and models write them. */
export const passages: readonly string[] = [
  'One paragraph with a number, 0.999^4.',
  'Two paragraphs.\n\nWith a list:\n\n- one\n- two',
  '1. a list\n2. alone',
  '- a list of dashes',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  '```\ncode with # a mark\n```',
  'Ends with a quotation:\n\n> quoted',
  'Emoji 🚀 first.',
];
