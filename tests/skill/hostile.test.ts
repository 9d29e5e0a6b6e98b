import {existsSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkSkill} from '../../src/skill/check.ts';
import {loadSkill} from '../../src/skill/load.ts';
import {emptyFolder, good, skillFolder, skillText, write} from './folder.ts';
import {rubric} from './read-fixtures.ts';

const check = async (folder: string) => checkSkill(await loadSkill(folder), rubric);
const messages = ({problems}: Awaited<ReturnType<typeof check>>) =>
  problems.map((p) => `${p.file}:${p.line} ${p.message}`).join('\n');

describe('a hostile skill', () => {
  it.each(['---js', '---javascript', '---json', '--- # {{', '---\u0000js'])(
    'gets nothing run by front matter that opens with %j',
    async (fence) => {
      const proof = join(emptyFolder(), 'ran');
      const code = `${fence}\nrequire('fs').writeFileSync(${JSON.stringify(proof)}, ''); module.exports = {name: 'orders'}\n---\n\nText.\n`;
      const checked = await check(skillFolder({'SKILL.md': code}));
      expect([messages(checked).includes('front matter'), checked.skill.version, existsSync(proof)]).toEqual([
        true,
        null,
        false,
      ]);
    },
  );

  it.each([
    ['a custom tag', 'license: !!js/function "function () {}"'],
    ['a private tag', 'license: !ruby/object:Gem::Installer x'],
    ['an anchor', 'license: &a x'],
    ['an alias to nothing', 'license: *a'],
  ])('cannot use %s', async (_, line) => {
    expect(messages(await check(skillFolder({'SKILL.md': skillText([...good, line])})))).toMatch(
      /SKILL.md:6 .*(tags|YAML)/,
    );
  });

  it('cannot blow up by aliases', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(9)}]`),
    ];
    expect(messages(await check(skillFolder({'SKILL.md': skillText([...good, ...bomb])})))).toContain(
      'Anchors, aliases and tags',
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('cannot reach prototypes by the key %s', async (key) => {
    const checked = await check(skillFolder({'SKILL.md': skillText([...good, `${key}: {polluted: yes}`])}));
    expect(messages(checked)).toContain(`"${key}" is no key`);
    expect(({} as {polluted?: string}).polluted).toBeUndefined();
  });

  it('is not followed out of its folder by links', async () => {
    const outside = emptyFolder();
    write(outside, {
      'secret.md': 'The caller waits for the callee, both must be up at the same moment, or the call fails.\n',
      'dir/x.md': 'x\n',
    });
    const folder = skillFolder({'SKILL.md': skillText(), 'references/a.md': 'A.\n'});
    symlinkSync(join(outside, 'secret.md'), join(folder, 'references', 'secret.md'));
    symlinkSync(join(outside, 'dir'), join(folder, 'references', 'dir'));
    symlinkSync('/nowhere/at/all', join(folder, 'broken'));
    symlinkSync('..', join(folder, 'up'));
    const checked = await check(folder);
    expect(messages(checked)).toMatch(/references\/secret\.md:1 A link out of/);
    expect(messages(checked)).toMatch(/references\/dir:1 A link out of/);
    expect(messages(checked)).toMatch(/broken:1 A link that leads nowhere/);
    expect(messages(checked)).toMatch(/up:1 A link out of/);
    expect(JSON.stringify(checked)).not.toContain('both must be up');
  });

  it('may be a link itself, and may link within', async () => {
    const folder = skillFolder({
      'SKILL.md': skillText(good, '[a](references/a.md)\n[b](references/b.md)\n'),
      'references/a.md': 'A.\n',
    });
    symlinkSync('a.md', join(folder, 'references', 'b.md'));
    const elsewhere = join(emptyFolder(), 'orders');
    symlinkSync(folder, elsewhere);
    expect((await check(elsewhere)).problems).toEqual([]);
  });

  it.each([
    ['too large', skillText(good, 'word '.repeat(60_000)), 'SKILL.md:1 Larger than 256 KB: it is not read.'],
    ['no text', new Uint8Array([0xff, 0xfe, 0, 1]), 'SKILL.md:1 Not UTF-8 text: it is not read.'],
  ])(
    'with a SKILL.md that is %s is told that, and nothing about a content that nobody has seen',
    async (_, text, says) => {
      const told = messages(await check(skillFolder({'SKILL.md': text}))).split('\n');
      expect(told).toEqual([says]);
    },
  );

  it.each([
    ['out of the folder', 'secret', "SKILL.md: A link out of the skill's folder: it is not followed."],
    ['nowhere', 'gone', 'SKILL.md: A link that leads nowhere.'],
  ])('whose SKILL.md is a link %s is told so, and not that there is none', async (_, target, says) => {
    const outside = emptyFolder();
    write(outside, {secret: skillText()});
    const folder = emptyFolder();
    symlinkSync(join(outside, target), join(folder, 'SKILL.md'));
    await expect(loadSkill(folder, 'skills/orders')).rejects.toMatchObject({message: `skills/orders/${says}`});
  });

  it('is read up to a size and says what was left out', async () => {
    const folder = skillFolder({
      'SKILL.md': skillText(good, '[a](references/a.md)\n'),
      'references/a.md': 'word '.repeat(60_000),
    });
    expect(messages(await check(folder))).toContain('references/a.md:1 Larger than 256 KB: it is not read.');
    const many = Object.fromEntries(
      Array.from({length: 5}, (_, i) => [`references/${i}.md`, 'Some words. '.repeat(20_000)]),
    );
    expect(messages(await check(skillFolder({'SKILL.md': skillText(), ...many})))).toContain(
      'references/4.md:1 More than 768 KB of text',
    );
    const files = Object.fromEntries(Array.from({length: 600}, (_, i) => [`assets/${i}`, '']));
    expect(messages(await check(skillFolder({'SKILL.md': skillText(), ...files})))).toContain('More than 500 files');
  });

  it('that is no UTF-8 is not read', async () => {
    const folder = skillFolder({'SKILL.md': skillText(), 'references/a.md': Uint8Array.of(0xff, 0xfe, 0x41)});
    expect(messages(await check(folder))).toContain('references/a.md:1 Not UTF-8');
  });

  it('cannot send control characters to a terminal by way of messages', async () => {
    const text = skillText(
      ['name: "ord\\e[2Jers"', 'description: "x"', '"k\\u0007": y', 'metadata: {"\\e]0;t": 1}'],
      '[x](a\u001b[2Jb.md)\n',
    );
    const checked = await check(skillFolder({'SKILL.md': text}));
    expect(checked.problems.map(({message}) => message).join('')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});
