import {applyPatch} from 'diff';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Draft, plannedPatch} from '../../../src/skill/improve/patch.ts';
import {acceptAll, type Choice, patchedFiles, patchSections} from '../../../src/skill/improve/patched-files.ts';
import {withTexts} from '../../../src/skill/improve/texts.ts';
import {documents, passages} from './documents.ts';
import {card, gap, skillOf} from './skills.ts';

const planned = (body: string, drafts: Readonly<Record<string, Draft>>, references = {}) =>
  plannedPatch(skillOf(body, references), Object.keys(drafts).map(gap), new Map(Object.entries(drafts)));
const where = (patch: ReturnType<typeof planned>) =>
  patch.hunks.map(({file, heading, isNewSection}) => [file, heading, isNewSection]);

describe('where a passage goes', () => {
  const keys = {keys: card('Use the order id as the key.', 'Keys and ordering')};

  it.each([
    [
      'the section that the card names, in its own file',
      '\n# A\n\n## Keys and ordering\n',
      {'references/keys.md': '# Keys\n\n## Keys and ordering\n'},
      ['references/keys.md', 'Keys and ordering', false],
    ],
    [
      'that section in SKILL.md, where the file has none',
      '\n# A\n\n## Keys *and* ordering: ##\n',
      {'references/keys.md': '# Other\n'},
      ['SKILL.md', 'Keys *and* ordering:', false],
    ],
    [
      'that section in another reference',
      '\n# A\n',
      {'references/x.md': '# keys and ordering\n'},
      ['references/x.md', 'keys and ordering', false],
    ],
    ['a section on the same subject', '\n# A\n\n## Ordering\n\n## Lag\n', {}, ['SKILL.md', 'Ordering', false]],
    [
      'a new section where only the title of the file is on the subject',
      '\n# Ordering\n\n## Lag\n',
      {},
      ['SKILL.md', 'Keys and ordering', true],
    ],
    [
      'a new section of its own file',
      '\n# A\n\n## Lag\n',
      {'references/keys.md': '# Partitions\n'},
      ['references/keys.md', 'Keys and ordering', true],
    ],
    [
      'a new section of SKILL.md, where there is no such file',
      '\n# A\n\n## Events and calls\n',
      {},
      ['SKILL.md', 'Keys and ordering', true],
    ],
    [
      'never a heading within code',
      '\n# A\n\n```\n## Keys and ordering\n```\n',
      {},
      ['SKILL.md', 'Keys and ordering', true],
    ],
    [
      'never a heading within a quotation or a list',
      '\n# A\n\n> ## Keys and ordering\n\n- ## Keys and ordering\n',
      {},
      ['SKILL.md', 'Keys and ordering', true],
    ],
  ])('is %s', (_, body, references, expected) => {
    expect(where(planned(body, keys, references))).toEqual([expected]);
  });

  it('is one new section for two passages of one heading, also when the first of them is rejected', () => {
    const patch = planned('\n# A\n\ntext\n\n[a]: b\n', {x: card('First.', 'New'), y: card('Second.', 'New')});
    const [file] = patchedFiles(patch, acceptAll(patch));
    expect(file!.after).toContain('\n# A\n\ntext\n\n## New\n\nFirst.\n\nSecond.\n\n[a]: b\n');
    const [, second] = patch.hunks;
    const [other] = patchedFiles(patch, new Map([[second!.id, {kind: 'accept'}]]));
    expect(other!.after).toContain('\n# A\n\ntext\n\n## New\n\nSecond.\n\n[a]: b\n');
  });
});

describe('an update', () => {
  it('raises the version in its line and keeps the comment behind it', () => {
    const patch = planned('\n# A\n', {x: card('Words.', 'A')});
    expect([patch.from, patch.to]).toEqual(['1.4.2', '1.5.0']);
    const [file] = patchedFiles(patch, acceptAll(patch));
    expect(file!.after).toBe(
      file!.before.replace('"1.4.2" # ours', '"1.5.0" # ours').replace('# A\n', '# A\n\nWords.\n'),
    );
  });

  it('is none where nothing is accepted: the version stays', () => {
    const patch = planned('\n# A\n', {x: card('Words.', 'A')});
    expect(patchedFiles(patch, new Map())).toEqual([]);
    expect(patchedFiles(patch, new Map([[patch.hunks[0]!.id, {kind: 'reject'}]]))).toEqual([]);
  });

  it('puts in the edited text, and refuses one that would break its section', () => {
    const patch = planned('\n# A\n', {x: card('Words.', 'A')});
    const {id} = patch.hunks[0]!;
    const edited = (text: string) => patchedFiles(patch, new Map<string, Choice>([[id, {kind: 'edit', text}]]));
    expect(edited('\r\nOther words.  \r\n- and a list\r\n\r\n')[0]!.after).toContain(
      '# A\n\nOther words.\n- and a list\n',
    );
    for (const text of [
      '',
      '## B',
      'B\n---',
      '---\nname: x\n---\n',
      '```\nopen',
      '<!-- open',
      '[a]: b',
      'esc \u001b[31m',
      'x'.repeat(4001),
    ])
      expect(() => edited(text), JSON.stringify(text)).toThrow(
        /^The edited passage cannot stand under "A" in SKILL\.md: /,
      );
  });

  it('names the gaps that it leaves, and why', () => {
    const patch = plannedPatch(
      skillOf('\n# A\n\nWords\n  that are there.\n'),
      ['x', 'y', 'z'].map(gap),
      new Map([
        ['x', card('Words that are there.', 'A')],
        ['z', card('# A heading', 'A')],
      ]),
    );
    expect(patch.hunks).toEqual([]);
    expect(patch.left.map(({gaps, why}) => `${gaps}: ${why}`)).toEqual([
      'x: its passage is there already',
      'y: eventcoach comes with no text about it ("says nothing about y"). Let a model draft it: eventcoach skill improve --gap y --draft anthropic   Or write the passage yourself',
      'z: its draft cannot be used: it holds a heading, which would begin another section',
    ]);
  });

  it('has a diff per section that holds that section alone, and applies', () => {
    const patch = planned('\n# A\n\n## B\n\nb\n', {x: card('One.', 'B'), y: card('Two.', 'B'), z: card('Three.', 'A')});
    const sections = patchSections(patch, acceptAll(patch));
    expect(sections.map(({file, heading, gaps}) => ({file, heading, gaps}))).toEqual([
      {file: 'SKILL.md', heading: 'B', gaps: ['x', 'y']},
      {file: 'SKILL.md', heading: 'A', gaps: ['z']},
    ]);
    const before = patch.skill.texts[0]!.text;
    expect(applyPatch(before, sections[1]!.diff)).toBe(before.replace('# A\n', '# A\n\nThree.\n'));
  });

  it('done twice changes nothing more, whatever the skill looks like', () => {
    fc.assert(
      fc.property(
        documents.map((text) => text.replace(/^\ufeff?(?:---[\s\S]*?\n---\r?\n)?/, '')),
        fc.subarray([...passages], {minLength: 1}),
        (body, texts) => {
          const drafts = Object.fromEntries(
            texts.map((text, i) => [`g${i}`, card(text, i % 2 === 0 ? 'Keys and ordering' : `New ${i}`)]),
          );
          const patch = planned(body, drafts);
          let files: ReturnType<typeof patchedFiles>;
          try {
            files = patchedFiles(patch, acceptAll(patch));
          } catch (error) {
            // A code block that is never closed; the test of the splice says which texts those are.
            fc.pre(!String(error).includes('not closed'));
            throw error;
          }
          const again = plannedPatch(
            withTexts(patch.skill, files),
            Object.keys(drafts).map(gap),
            new Map(Object.entries(drafts)),
          );
          expect(again.hunks).toEqual([]);
          // Taking the inserted lines out again gives the old text: nothing else was touched.
          const lines = (text: string) => text.split(/(?<=\n)/);
          let rest = lines(files[0]?.after ?? '');
          for (const line of lines(files[0]?.before ?? '').filter((one) => !one.includes('version:'))) {
            const at = rest.findIndex((one) => one.replace(/\r?\n$/, '') === line.replace(/\r?\n$/, ''));
            expect(at).toBeGreaterThanOrEqual(0);
            rest = rest.slice(at + 1);
          }
        },
      ),
      {seed: 11, numRuns: 200},
    );
  });
});
