import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {judge} from '../../src/skill/evidence.ts';
import {parseRubric} from '../../src/skill/rubric.ts';
import {metBy, passages, rubric} from './read-fixtures.ts';

const small = parseRubric(
  `name: small
criteria:
  - id: waits
    title: Waiting
    question: Who waits?
    why: Waiting costs.
    evidence: Names who waits and why.
    signals:
      who: ["caller*"]
      waits: ["wait/waits", "block*"]
    refuted: ["waiting is free"]
`,
  'small.yaml',
);
const evidence = (text: string) => judge([{file: 'SKILL.md', text, from: 0}], small).judgements[0]!.evidence;

describe('evidence', () => {
  it('is the verbatim text with its file and line', () => {
    const text = 'A first sentence of no use.\n\nBut the **caller**\nwaits for it. And so on.\n';
    expect(evidence(text)).toEqual([{file: 'SKILL.md', line: 3, quote: 'But the **caller**\nwaits for it.'}]);
  });

  it('keeps the line ends of the file', () => {
    const text = 'One line.\r\n\r\nSo the caller\r\nwaits for the answer.\r\n';
    expect(evidence(text)).toEqual([{file: 'SKILL.md', line: 3, quote: 'So the caller\r\nwaits for the answer.'}]);
  });

  it('may stand in several sentences of a paragraph, quoted as one piece', () => {
    const [quote] = evidence('It is the caller who pays for that. Nobody thanks it. It waits for as long as it takes.');
    expect(quote?.quote).toBe(
      'It is the caller who pays for that. Nobody thanks it. It waits for as long as it takes.',
    );
  });

  it('may stand in entries of one list, quoted one by one', () => {
    const text = '## Costs\n\n- Think of the caller in all of this.\n- It is the one that waits for us.\n';
    expect(evidence(text).map(({line}) => line)).toEqual([3, 4]);
  });

  it('is not put together across headings, nor from distant paragraphs without one', () => {
    expect(evidence('## A\n\nThink of the caller in all of this.\n\n## B\n\nIt is the one that waits for us.')).toEqual(
      [],
    );
    expect(evidence('Think of the caller in all of this.\n\nIt is the one that waits for us.')).toEqual([]);
  });

  it('reads the heading of a column with its cells, and takes it from nowhere else', () => {
    expect(
      evidence('| the caller | the callee |\n| --- | --- |\n| it waits for the other one | it works |'),
    ).toHaveLength(1);
    expect(evidence('| the caller waits | for the callee |\n| --- | --- |\n| one | two |')).toEqual([]);
  });

  it('is not found where the word is negated in its clause', () => {
    expect(evidence('There the caller does not wait for the answer at all.')).toEqual([]);
    expect(evidence('If it is not there, the caller waits for the answer.')).toHaveLength(1);
  });

  it('is not found in what is refuted, which is told apart', () => {
    const [found] = judge(
      [{file: 'SKILL.md', text: 'The caller waits, but waiting is free for it.', from: 0}],
      small,
    ).judgements;
    expect(found).toMatchObject({evidence: [], refuted: [{line: 1}]});
  });

  it('is looked for after the front matter only', () => {
    const text = '---\ndescription: The caller waits for it.\n---\n\nNothing of the kind.\n';
    expect(judge([{file: 'SKILL.md', text, from: text.indexOf('\n\n')}], small).judgements[0]!.evidence).toEqual([]);
  });

  it('is the same for the same text', () => {
    const text = passages.map((passage) => passage.text).join('\n\n');
    const once = judge([{file: 'a.md', text, from: 0}], rubric).judgements;
    expect(judge([{file: 'a.md', text, from: 0}], rubric).judgements).toEqual(once);
  });

  it('stays when headings, code and other paragraphs are put around it, and its quotes stay verbatim', () => {
    const met = passages.filter((passage) => passage.met);
    const around = fc.constantFrom(
      '# A heading',
      '```\ncode\n```',
      'Some words on a different matter.',
      '- an entry',
      '',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...met),
        fc.array(around, {maxLength: 3}),
        fc.array(around, {maxLength: 3}),
        (passage, before, after) => {
          const only = {...rubric, criteria: rubric.criteria.filter(({id}) => id === passage.criterion)};
          fc.pre(metBy(passage.text, only).length > 0);
          const text = [...before, '# Here', passage.text, '# There', ...after].join('\n\n');
          const found = judge([{file: 'x.md', text, from: 0}], only).judgements[0]!.evidence;
          expect(found.length).toBeGreaterThan(0);
          for (const {quote, line} of found) {
            expect(text).toContain(quote);
            expect(
              text
                .split('\n')
                .slice(line - 1)
                .join('\n'),
            ).toContain(quote);
          }
        },
      ),
      {seed: 11, numRuns: 60},
    );
  });

  it('is looked for in linear time, whatever the text is made of', () => {
    const pieces = [
      '<!-- ',
      '[',
      '](',
      '| ',
      '|\n|-\n|\n',
      '- ',
      '- - ',
      '* ',
      '_',
      '`',
      '```\n',
      '. ',
      'a. ',
      'not ',
      'both ',
    ];
    for (const piece of [...pieces, 'a (', '"', '# a\n', '1. a\n', 'It is so. ', '\n\n', '---\n', '99.9 % a year ']) {
      // A wrong rule would not come back: the runner's own time limit ends it.
      expect(Array.isArray(metBy(`The caller waits. ${piece.repeat(Math.floor(300_000 / piece.length))}`))).toBe(true);
    }
  });
});
