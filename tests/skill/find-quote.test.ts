import {describe, expect, it} from 'vitest';
import {findQuote} from '../../src/skill/find-quote.ts';
import {readTexts} from '../../src/skill/reading.ts';
import {rubric} from './read-fixtures.ts';

const text = `# The caller waits for the callee

Intro of no use to anybody here.

Here the **caller** waits
for the callee, and it fails with it.

\`\`\`
This stands in code and is no sentence.
\`\`\`
`;
const {read} = readTexts(
  [
    {file: 'SKILL.md', text, from: 0},
    {file: 'references/a.md', text: 'a b a b a b a b a c is what this one says.\n', from: 0},
  ],
  rubric,
);
const found = (quote: string) => findQuote(quote, read);

describe('a quote', () => {
  it('is found with its file and line, in the words of the file', () => {
    expect(found('Here the **caller** waits for the callee,')).toEqual({
      file: 'SKILL.md',
      line: 5,
      quote: 'Here the **caller** waits\nfor the callee,',
    });
  });

  it('is found where a beginning of it comes before it', () => {
    expect(found('a b a b a c is')).toMatchObject({file: 'references/a.md', quote: 'a b a b a c is'});
  });

  it.each([
    ['that is a heading', 'The caller waits for the callee'],
    ['that stands in code', 'This stands in code and is no sentence.'],
    ['with another word', 'Here the **caller** waits for a callee,'],
    ['without the marks', 'Here the caller waits for the callee,'],
    ['across two files', 'it fails with it. a b a b'],
    ['of a few words', 'for the callee,'],
    ['of nothing', ' '],
    ["of the rubric's own words", rubric.criteria[0]!.evidence],
  ])('%s is not found', (_, quote) => {
    expect(found(quote)).toBeUndefined();
  });

  it('is looked for in linear time', () => {
    const long = readTexts([{file: 'a.md', text: `${'a '.repeat(900)}\n\n`.repeat(300), from: 0}], rubric).read;
    // A wrong rule would not come back: the runner's own time limit ends it.
    expect(findQuote(`${'a '.repeat(20_000)}b`, long)).toBeUndefined();
  });
});
