import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {diffLines} from '../../src/report/diff-lines.ts';

const plain = {width: 40, paint: (_: string, text: string) => text};
const long = 'Some words that go on and on, far beyond the edge of any terminal that is forty columns wide.';

describe('a printed diff', () => {
  it('wraps changed lines at words in a terminal, each row with its sign, and keeps them whole in a pipe', () => {
    const diff = `--- a/SKILL.md\n+++ b/SKILL.md\n@@ -1,1 +1,1 @@\n-${long}\n+  - short\n`;
    expect(diffLines(diff, {...plain, terminal: undefined})).toBe(diff);
    const rows = diffLines(diff, {...plain, terminal: 40})
      .trimEnd()
      .split('\n');
    expect(rows.slice(0, 5)).toEqual([
      '--- a/SKILL.md',
      '+++ b/SKILL.md',
      '@@ -1,1 +1,1 @@',
      '-Some words that go on and on, far',
      '-beyond the edge of any terminal that is',
    ]);
    expect(rows.at(-1)).toBe('+  - short');
  });

  it('cuts the lines around a change behind a word, and keeps how far they are indented', () => {
    const [top, deep] = diffLines(` ${long}\n    ${long}\n`, {...plain, terminal: undefined}).split('\n');
    expect([top, deep]).toEqual([' Some words that go on and on, far…', '    Some words that go on and on, far…']);
  });

  it('fits into the terminal and loses no word of a changed line, however long', () => {
    const word = fc.string({unit: fc.constantFrom('a', 'b', '-', '.'), minLength: 1, maxLength: 60});
    fc.assert(
      fc.property(fc.array(word, {maxLength: 30}), fc.integer({min: 30, max: 100}), (words, terminal) => {
        const rows = diffLines(`@@ @@\n+${words.join(' ')}`, {...plain, terminal})
          .trimEnd()
          .split('\n')
          .slice(1);
        for (const row of rows) expect([row.length <= terminal, row[0]]).toEqual([true, '+']);
        const told = rows.map((row) => row.slice(1)).join('');
        expect(told.replaceAll(' ', '')).toBe(words.join(''));
      }),
      {seed: 7, numRuns: 200},
    );
  });
});
