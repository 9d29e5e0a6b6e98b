import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadSkill} from '../../src/skill/load.ts';
import {specProblems} from '../../src/skill/spec.ts';
import {good, skillFolder, skillText} from './folder.ts';

async function problems(files: Readonly<Record<string, string | Uint8Array>>, name?: string) {
  return specProblems(await loadSkill(skillFolder(files, name)));
}
const of = (front: readonly string[]) => problems({'SKILL.md': skillText(front)});
const without = (key: string) => good.filter((line) => !line.startsWith(key));
const shown = (list: Awaited<ReturnType<typeof problems>>) =>
  list.map((p) => `${p.severity} ${p.file}:${p.line} ${p.message}`);

// The rules are those of the Agent Skills specification and of its two validators (skills-ref, quick_validate.py).
describe('the format of a skill', () => {
  it('has no problem with a good one', async () => {
    const files = {'SKILL.md': skillText(good, 'See [more](references/more.md).\n'), 'references/more.md': 'More.\n'};
    expect(await problems(files)).toEqual([]);
  });

  it('has no problem with all six keys', async () => {
    const six = ['license: MIT', 'compatibility: any agent', 'allowed-tools: Read Grep', ...good];
    expect(await of(six)).toEqual([]);
  });

  it.each([
    ['a seventh key', [...good, 'tags: events'], 'error SKILL.md:6 "tags" is no key'],
    [
      'a version at the top',
      [...good, 'version: "1.0.0"'],
      'error SKILL.md:6 "version" is no key of the format; write it as metadata',
    ],
    ['no name', without('name'), 'error SKILL.md:1 "name" is missing'],
    ['no description', without('description'), 'error SKILL.md:1 "description" is missing'],
    [
      'an empty description',
      ['name: orders', 'description: ""', ...good.slice(2)],
      'error SKILL.md:3 "description" is empty',
    ],
    ['a name with capitals', ['name: Orders', ...good.slice(1)], 'error SKILL.md:2 The name "Orders" may hold only'],
    ['a name with two hyphens', ['name: or--ders', ...good.slice(1)], 'may hold only'],
    ['a name that ends in a hyphen', ['name: orders-', ...good.slice(1)], 'may hold only'],
    ["a name that is not the folder's", ['name: invoices', ...good.slice(1)], 'has to be that of the folder, "orders"'],
    [
      'a name that is a number',
      ['name: 42', ...good.slice(1)],
      'error SKILL.md:2 "name" has to be a text, not a number',
    ],
    [
      'angle brackets',
      ['name: orders', 'description: Use <b>now</b>.', ...good.slice(2)],
      'error SKILL.md:3 The description may not hold',
    ],
    [
      'dashes in the description',
      ['name: orders', 'description: "a --- b"', ...good.slice(2)],
      'error SKILL.md:3 "---" within',
    ],
    [
      'tools as a list',
      [...good, 'allowed-tools: [Read, Grep]'],
      'error SKILL.md:6 "allowed-tools" has to be a text, not a list',
    ],
    [
      'metadata that is a text',
      [...good.slice(0, 2), 'metadata: x'],
      'error SKILL.md:4 "metadata" has to be a mapping',
    ],
    [
      'a version that is a number',
      [...good.slice(0, 3), '  version: 1.0'],
      'error SKILL.md:5 metadata.version has to be a text, not a number',
    ],
    [
      'a version without quotes',
      [...good.slice(0, 3), '  version: 1.0.0'],
      'warning SKILL.md:5 Put the version in quotes',
    ],
    ['no version', [...good.slice(0, 3), '  author: me'], 'warning SKILL.md:5 There is no metadata.version'],
    ['no metadata', good.slice(0, 2), 'warning SKILL.md:1 There is no metadata.version'],
    [
      'metadata in braces',
      [...good.slice(0, 2), 'metadata: {version: "1.0.0"}'],
      'warning SKILL.md:4 Write metadata in lines',
    ],
    [
      'a key twice',
      [...good, 'license: a', 'license: b'],
      'error SKILL.md:7 The front matter is no plain YAML: Map keys must be unique',
    ],
    [
      'a colon in plain text',
      ['name: orders', 'description: Use when: always', ...good.slice(2)],
      'error SKILL.md:3 The front matter is no plain YAML',
    ],
    ['a list', ['- name', '- description'], 'error SKILL.md:2 The front matter has to be'],
  ])('tells %s', async (_, front, message) => {
    expect(shown(await of(front)).join('\n')).toContain(message);
  });

  it('counts the description in characters, not in halves of them', async () => {
    const long = (n: number) => of(['name: orders', `description: "${'🐘'.repeat(n)}"`, ...good.slice(2)]);
    expect(await long(1024)).toEqual([]);
    expect(shown(await long(1025))).toEqual(['error SKILL.md:3 "description" has 1025 characters; 1024 are allowed.']);
  });

  it('allows a name of 64 characters and a compatibility of 500', async () => {
    const name = 'n'.repeat(64);
    const front = [`name: ${name}`, `compatibility: ${'c'.repeat(500)}`, ...good.slice(1)];
    expect(await problems({'SKILL.md': skillText(front)}, name)).toEqual([]);
    const longer = [`name: ${name}n`, `compatibility: ${'c'.repeat(501)}`, ...good.slice(1)];
    expect(shown(await problems({'SKILL.md': skillText(longer)}, `${name}n`))).toEqual([
      'error SKILL.md:2 "name" has 65 characters; 64 are allowed.',
      'error SKILL.md:3 "compatibility" has 501 characters; 500 are allowed.',
    ]);
  });

  it.each([
    ['a byte order mark', `\ufeff${skillText()}`, 'error SKILL.md:1 The file begins with a byte order mark'],
    ['CR LF', skillText().replaceAll('\n', '\r\n'), 'warning SKILL.md:1 Lines end in CR LF'],
    ['more than 500 lines', skillText(good, 'Line.\n'.repeat(495)), 'warning SKILL.md:501 502 lines'],
    ['more than 5000 tokens', skillText(good, 'word '.repeat(5000)), 'warning SKILL.md:1 About 50'],
    ['no body', skillText(good, ''), 'warning SKILL.md:1 There is nothing after the front matter'],
    ['no front matter', 'Just text.\n', 'error SKILL.md:1 There is no front matter'],
    ['front matter without an end', '---\nname: orders\n', 'error SKILL.md:1 The front matter is not closed'],
  ])('tells %s', async (_, text, message) => {
    const list = shown(await problems({'SKILL.md': text}));
    expect(list.filter((line) => line.startsWith(message))).toHaveLength(1);
  });

  it('has no problem with 500 lines', async () => {
    expect(await problems({'SKILL.md': skillText(good, 'Line.\n'.repeat(493))})).toEqual([]);
  });

  it('reads skill.md and asks for SKILL.md', async () => {
    expect(shown(await problems({'skill.md': skillText()}))).toEqual([
      'warning skill.md:1 Call it SKILL.md; not every tool finds another spelling.',
    ]);
  });
});

describe('the files of a skill', () => {
  const body = (text: string) => ({'SKILL.md': skillText(good, text)});

  it.each([
    [
      'a link to nowhere',
      body('See [x](references/x.md).\n'),
      'error SKILL.md:8 The link references/x.md leads to a file that is not there.',
    ],
    [
      'a link out of the folder',
      body('See [x](../other/x.md).\n'),
      'error SKILL.md:8 The link ../other/x.md leads out of',
    ],
    ['an absolute link', body('See [x](/etc/passwd).\n'), 'error SKILL.md:8 The link /etc/passwd leads out of'],
    [
      'a reference that nobody links',
      {...body('Text.\n'), 'references/x.md': 'X.\n'},
      'warning references/x.md:1 No link leads here',
    ],
    [
      'a reference too deep',
      {...body('Text.\n'), 'references/a/x.md': 'X.\n'},
      'warning references/a/x.md:1 References are looked for directly',
    ],
    [
      'a link from a reference',
      {...body('[a](references/a.md)\n'), 'references/a.md': '[b](../../b.md)\n'},
      'error references/a.md:1 The link ../../b.md leads out',
    ],
    [
      'a long reference',
      {...body('[a](references/a.md)\n'), 'references/a.md': 'Line.\n'.repeat(320)},
      'warning references/a.md:1 321 lines without a list of contents',
    ],
  ])('tells %s', async (_, files, message) => {
    expect(shown(await problems(files)).join('\n')).toContain(message);
  });

  it.each([
    [
      'links of the web and to headings',
      'See [a](https://kafka.apache.org), [b](#here) and [c](mailto:x@example.org).\n',
    ],
    ['links in code', 'Write `[a](b.md)`.\n\n```\n[a](b.md)\n```\n'],
  ])('has no problem with %s', async (_, text) => {
    expect(await problems(body(text))).toEqual([]);
  });

  it('has no problem with a link from one reference to another, or to a folder', async () => {
    const files = {
      ...body('[a](references/a.md), [scripts](scripts)\n'),
      'references/a.md': 'See [b](b.md#part) and [the skill](../SKILL.md).\n',
      'references/b.md': 'B.\n',
      'scripts/run.py': 'print()\n',
    };
    expect(await problems(files)).toEqual([]);
  });

  it('is a UserError where there is none', async () => {
    await expect(loadSkill(join(skillFolder({}), 'nowhere'))).rejects.toThrow('there is no such folder');
    await expect(loadSkill(skillFolder({'README.md': 'x'}))).rejects.toThrow('there is no SKILL.md in it');
  });
});
