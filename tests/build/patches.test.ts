import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {patchOf, unexpected} from '../../.config/patches.ts';

const bothOf = patchOf['string-width/index.js']!;
const wrap = patchOf['wrap-ansi/index.js']!;
const yoga = patchOf['yoga-layout/dist/binaries/yoga-wasm-base64-esm.js']!;
const rgi = 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;';

const made = 'const segmenter = new Intl.Segmenter();';
const emoji = (text: string) => bothOf(`${made}\n${text}`);

describe('the patches of string-width and wrap-ansi', () => {
  it('builds the set of emoji when it is first asked, and answers the same', () => {
    const text = emoji(`${rgi}\nreturn text => rgiEmojiRegex.test(text);`);
    const isEmoji = new Function(text)() as (text: string) => boolean;
    // A flag, a family, a keycap; not a letter, and not two of them.
    expect(['🇩🇪', '👩‍👩‍👧', '1️⃣', 'a', '🙂🙂'].map(isEmoji)).toEqual([true, true, true, false, false]);
  });

  it.each([
    ['the text is not there', 'const rgiEmojiRegex = /^\\p{RGI_Emoji}+$/v;', 'is there 0 times, not once'],
    ['the text is there twice', `${rgi}\n${rgi}`, 'is there 2 times, not once'],
    ['the expression is run', `a();\n${rgi}\nrgiEmojiRegex.exec(a);`, 'line 4 uses rgiEmojiRegex other than'],
    ['the expression is passed on', `${rgi}\nf(rgiEmojiRegex);`, 'line 3 uses rgiEmojiRegex other than'],
  ])('refuses a file where %s', (_, text, message) => {
    expect(() => emoji(text)).toThrow(message);
  });

  it('makes the segmenter when a text is taken apart, once, and takes it apart the same', () => {
    const text = wrap(`${made}\n// the segmenter can be skipped\nreturn text => [...segmenter.segment(text)];`);
    let times = 0;
    const counted = {
      Segmenter: class extends Intl.Segmenter {
        constructor() {
          super();
          times += 1;
        }
      },
    };
    const parts = new Function('Intl', text)(counted) as (text: string) => Intl.SegmentData[];
    expect(times).toBe(0);
    const family = '👩‍👩‍👧 é';
    expect(parts(family)).toEqual([...new Intl.Segmenter().segment(family)]);
    expect([parts(''), times]).toEqual([[], 1]);
  });

  it('refuses a segmenter that is passed on', () => {
    expect(() => wrap(`${made}\nf(segmenter);`)).toThrow('line 2 uses segmenter other than by .segment(...)');
  });
});

describe('the patch of yoga', () => {
  it('leaves a file that asks for fetch without it', () => {
    const text = yoga("export const found = typeof fetch != 'function' ? 'none' : fetch('a');");
    expect(new Function(text.replace('export const found =', 'return'))()).toBe('none');
  });

  it.each([
    ['never asks for fetch', 'export const a = 1;', 'called 0 times and asked for 0 times'],
    [
      'calls fetch unasked',
      "typeof fetch == 'function' && fetch(a); fetch(b);",
      'called 2 times and asked for 1 times',
    ],
  ])('refuses a file that %s', (_, text, message) => {
    expect(() => yoga(text)).toThrow(message);
  });
});

describe('the table of texts that the build counts on', () => {
  const root = mkdtempSync(join(tmpdir(), 'eventcoach-build-'));
  afterAll(() => rmSync(root, {recursive: true, force: true}));
  const inputs = Object.entries({
    'node_modules/a/index.js': 'new X()',
    'node_modules/b/index.js': '',
    'src/c.ts': 'new X()',
  });
  for (const [file, text] of inputs) {
    mkdirSync(dirname(join(root, file)), {recursive: true});
    writeFileSync(join(root, file), text);
  }
  const files = [...inputs.map(([file]) => file), 'imported:node:fs for node_modules/a/index.js'];

  it.each<[what: string, wanted: readonly string[], sentences: readonly RegExp[]]>([
    ['nothing where it is right', ['a/index.js'], []],
    [
      'a library that lost the text',
      ['a/index.js', 'b/index.js'],
      [/^b\/index\.js no longer contains "new X": .*patches\.ts\.$/],
    ],
    ['a library that is not bundled', ['a/index.js', 'd.js'], [/^d\.js no longer contains "new X": /]],
    ['a library that has it too', [], [/^a\/index\.js contains "new X" too: /]],
  ])('tells %s', (_, wanted, sentences) => {
    expect(unexpected(root, files, {'new X': wanted})).toEqual(sentences.map((one) => expect.stringMatching(one)));
  });
});
