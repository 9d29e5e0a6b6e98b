import {basename, join, posix, win32} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fileName} from '../../src/workspace/file-name.ts';

describe('fileName', () => {
  it.each(['04-availability-math', 'checkout-mail', '1.0.0', 'a', 'a..b', 'x'.repeat(80)])(
    'leaves %s as it is',
    (id) => {
      expect(fileName(id)).toBe(id);
    },
  );

  // Device names: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  it.each([
    ['', '..', '.', '../up', '/etc/passwd', 'C:\\x', 'a/b', 'a\\b', 'nul', 'con', 'com1', 'lpt9.txt', 'aux.json'],
    ['a\0b', 'a ', 'a.', '.hidden', '-rf', 'Shop', 'ä', '\u001b[2J', 'x'.repeat(81), 'x'.repeat(100_000), '~', 'a:b'],
  ])('files hostile ids under a plain name of its own: %j ...', (...ids) => {
    const names = ids.map(fileName);
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]{0,40}~[0-9a-f]{16}$/);
    expect(new Set(names).size).toBe(ids.length);
  });

  const id = fc.oneof(
    fc.string({unit: 'binary', maxLength: 200}),
    fc.string({
      unit: fc.constantFrom('.', '/', '\\', '~', 'a', 'A', ':', '\0', '-', ' ', 'n', 'u', 'l'),
      maxLength: 12,
    }),
  );

  it('never leaves the folder, on any system', () => {
    fc.assert(
      fc.property(id, (text) => {
        const name = fileName(text);
        expect(name).toMatch(/^[a-z0-9~][a-z0-9._~-]*$/);
        expect(name.length).toBeLessThanOrEqual(80);
        for (const path of [posix, win32]) expect(path.dirname(path.join('/ws', name))).toBe(path.normalize('/ws'));
        expect(basename(join('/ws', `${name}.json`), '.json')).toBe(name);
      }),
      {seed: 1, numRuns: 1000},
    );
  });

  it('gives different ids different names, also where the file system ignores case', () => {
    fc.assert(
      fc.property(id, id, (a, b) => {
        fc.pre(a !== b);
        expect(fileName(a).toLowerCase()).not.toBe(fileName(b).toLowerCase());
      }),
      {seed: 2, numRuns: 1000},
    );
  });

  it('tells lone surrogates and case apart', () => {
    expect(new Set(['\ud800', '\ud801', '\ufffd', 'Shop', 'SHOP', 'shop'].map(fileName)).size).toBe(6);
  });
});
