import fc from 'fast-check';
import {micromark} from 'micromark';
import {gfm, gfmHtml} from 'micromark-extension-gfm';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {outline, type Place} from '../../../src/skill/improve/sections.ts';
import {spliced} from '../../../src/skill/improve/splice.ts';
import {bodyStart} from '../../../src/skill/improve/texts.ts';
import {documents, passages} from './documents.ts';

const seed = 6;

/** What a reader sees, made by the whole parser with tables and footnotes, which the splice does not use. */
function seen(text: string): string {
  const body = text.slice(bodyStart(text, 'x.md'));
  return micromark(body, {allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()]})
    .replace('<!-- -->', '')
    .replace(/\s+/g, ' ');
}

/** Does something in the text, such as HTML that swallows the start of a code block, leave a code block open to its end? */
function isOpen(text: string, place: Place): boolean {
  return !seen(`${text.slice(0, place.offset)}\n\nopen?\n`).endsWith('<p>open?</p> ');
}

/** `text` with `passage` in its section number `pick` (or, past the last, at the end), and where it was put. */
function put(text: string, passage: string, pick: number) {
  const from = bodyStart(text, 'x.md');
  const {sections, end} = outline(text, from);
  const place = sections[pick] ?? end;
  return {place, after: () => spliced(text, from, [{place, blocks: [passage]}], 'x.md')};
}

describe('a passage that is put into a section', () => {
  it('leaves every character before and behind it as it was', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...passages), fc.nat(6), (text, passage, pick) => {
        const {place, after: make} = put(text, passage, pick);
        fc.pre(!isOpen(text, place));
        const after = make();
        const added = after.length - text.length;
        expect(after.slice(0, place.offset)).toBe(text.slice(0, place.offset));
        expect(after.slice(place.offset + added)).toBe(text.slice(place.offset));
        const inserted = after.slice(place.offset, place.offset + added);
        expect(inserted.replace(/\r\n/g, '\n').replace('\n\n<!-- -->', '').trim()).toBe(passage);
      }),
      {seed, numRuns: 150},
    );
  });

  it('changes nothing of what a reader sees but its own lines', () => {
    fc.assert(
      fc.property(
        documents,
        fc.constantFrom(...passages.filter((p) => !/^(?:1\.|-)/.test(p))),
        fc.nat(6),
        (text, passage, pick) => {
          const {place, after: make} = put(text, passage, pick);
          fc.pre(!isOpen(text, place));
          const after = make();
          const [before, now, own] = [seen(text), seen(after), seen(passage).trim()];
          const at = now.indexOf(own);
          expect(at).toBeGreaterThanOrEqual(0);
          const holes = [...now.matchAll(new RegExp(own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(({index}) =>
            `${now.slice(0, index)} ${now.slice(index + own.length)}`.replace(/\s+/g, ' ').trim(),
          );
          expect(holes).toContain(before.trim());
        },
      ),
      {seed, numRuns: 150},
    );
  });

  it('stands under the heading that it was meant for, and all headings stay', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...passages), fc.nat(6), (text, passage, pick) => {
        const from = bodyStart(text, 'x.md');
        const before = outline(text, from);
        const {place, after: make} = put(text, passage, pick);
        fc.pre(!isOpen(text, place));
        const after = make();
        const now = outline(after, from);
        expect(now.sections.map(({heading, depth}) => [heading, depth])).toEqual(
          before.sections.map(({heading, depth}) => [heading, depth]),
        );
        const at = Math.min(pick, before.sections.length - 1);
        const next = before.sections[at + 1];
        if (at >= 0 && pick === at) {
          const section = now.sections[at]!;
          const upToNext = after.split(/\r\n|\n/).slice(section.line, now.sections[at + 1]?.line);
          expect(upToNext.join('\n')).toContain(passage);
          if (next) expect(now.sections[at + 1]!.line).toBeGreaterThan(next.line);
        }
      }),
      {seed, numRuns: 150},
    );
  });

  it('has the line ends of the lines around it', () => {
    const after = put('# A\r\n\r\ntext\r\n\r\n# B\n\nmore\n', 'one\n\ntwo', 0).after();
    expect(after).toBe('# A\r\n\r\ntext\r\n\r\none\r\n\r\ntwo\r\n\r\n# B\n\nmore\n');
    expect(put('# A\r\n\r\ntext\r\n\r\n# B\n\nmore\n', 'one', 1).after()).toBe(
      '# A\r\n\r\ntext\r\n\r\n# B\n\nmore\n\none\n',
    );
  });

  it.each([
    ['a file without a last line end', '# A\n\ntext', '# A\n\ntext\n\nP'],
    ['a heading with nothing below it', '# A\n# B\n', '# A\n\nP\n\n# B\n'],
    ['a setext heading right below', '# A\n***\nB\n===\n', '# A\n***\n\nP\n\nB\n===\n'],
    ['definitions at the end', '# A\n\n[x][y]\n\n[y]: z\n', '# A\n\n[x][y]\n\nP\n\n[y]: z\n'],
    ['a footnote at the end', '# A\n\nx[^1]\n\n[^1]: A note.\n', '# A\n\nx[^1]\n\nP\n\n[^1]: A note.\n'],
    ['an indented heading behind it', '# A\n\n  # B\n', '# A\n\nP\n\n  # B\n'],
    ['a heading in code', '# A\n\n```\n# B\n```\n', '# A\n\n```\n# B\n```\n\nP\n'],
  ])('goes behind the section: %s', (_, text, expected) => {
    expect(put(text, 'P', 0).after()).toBe(expected);
  });

  it.each([
    ['nothing', '', '\nP\n'],
    ['a byte order mark', '\ufeff', '\ufeff\nP\n'],
    ['front matter', '---\nname: x\n---\n', '---\nname: x\n---\n\nP\n'],
    ['front matter without a last line end', '---\nname: x\n---', '---\nname: x\n---\n\nP\n'],
    ['definitions', '[a]: b\n', '\nP\n\n[a]: b\n'],
  ])('goes into a text that holds only %s', (_, text, expected) => {
    expect(put(text, 'P', 0).after()).toBe(expected);
  });

  it.each([
    ['code block', '# A\n\n```\nnever closed\n', 3],
    ['comment', '# A\n\n<!-- never closed\n\ntext\n', 3],
    ['script', '# A\n\n<script>\n\nx\n', 3],
  ])('is refused behind a %s that is never closed', (_, text, line) => {
    expect(() => put(text, 'P', 0).after()).toThrow(new RegExp(`^x\\.md:${line}: .*not closed`));
    expect(() => put(text, 'P', 0).after()).toThrow(UserError);
  });
});
