import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {readSource} from '../../src/topology/source.ts';

const problemsOf = (text: string) =>
  readSource(text).problems.map((p) => `${p.line}:${p.column} ${p.message} | ${p.hint}`);

/** The value of a text as the library gives it; undefined where it gives none. */
function byLibrary(text: string): string | undefined {
  try {
    return JSON.stringify(parse(text));
  } catch {
    return undefined;
  }
}

/** Nine lists of nine aliases each: 9^10 values when written out. */
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
].join('\n');

describe('reading a text', () => {
  it('finds a duplicate key at its line and column, in YAML and in JSON, where JSON.parse sees none', () => {
    expect(problemsOf('a:\n  b: 1\n  b: 2')).toEqual(['3:3 the key "b" stands here twice | Keep one of the two.']);
    expect(problemsOf('{"a": {"b": 1,\n  "b": 2}}')).toEqual([
      '2:3 the key "b" stands here twice | Keep one of the two.',
    ]);
    expect(problemsOf('a: &x {b: 1, b: 2}')[0]).toMatch(/^1:14 the key "b" stands here twice/);
    expect(problemsOf('1.0: x\n"1.0": y')[0]).toMatch(/^2:1 the key "1\.0"/);
  });

  it('repeats the value that an alias stands for', () => {
    const {data, problems} = readSource('a: &x {b: [1, 2]}\nc: *x');
    expect(problems).toEqual([]);
    expect(data).toEqual({a: {b: [1, 2]}, c: {b: [1, 2]}});
  });

  it('lets one setting be shared by every service of a large file', () => {
    const text = `x-retries: &r {max: 3, backoff: 1s}\n${Array.from({length: 40_000}, (_, i) => `s${i}: *r`).join('\n')}`;
    expect(problemsOf(text)).toEqual([]);
  });

  it('takes every alias for what the library takes it for, or refuses it where the library does', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const anchor = fc.constantFrom('', '', '&x ', '&y ');
    const {value} = fc.letrec<{value: string}>((tie) => ({
      value: fc.oneof(
        {maxDepth: 3, withCrossShrink: true},
        fc.constantFrom('*x', '*y', '1', '&x u', '&y "q"'),
        fc.tuple(anchor, fc.array(tie('value'), {minLength: 1, maxLength: 3})).map(([a, v]) => `${a}[${v.join(', ')}]`),
        fc
          .tuple(anchor, fc.uniqueArray(key, {minLength: 1}), fc.array(tie('value'), {minLength: 3, maxLength: 3}))
          .map(([a, keys, v]) => `${a}{${keys.map((k, i) => `${k}: ${v[i]} `).join(', ')}}`),
      ),
    }));
    let read = 0;
    fc.assert(
      fc.property(fc.array(value, {minLength: 2, maxLength: 4}), (values) => {
        const text = values.map((v, i) => `k${i}: ${v}`).join('\n');
        const {data, problems} = readSource(text);
        const expected = byLibrary(text);
        if (expected !== undefined) read += 1;
        expect(problems.length === 0 ? JSON.stringify(data) : undefined).toBe(expected);
      }),
      {seed: 4, numRuns: 800},
    );
    expect(read).toBeGreaterThan(100);
  });

  it('refuses an alias bomb', () => {
    expect(problemsOf(bomb)[0]).toMatch(/aliases repeat too many values/);
  });

  it('refuses an alias into itself, and one to nothing', () => {
    expect(problemsOf('a: &x {b: *x}')[0]).toMatch(/^1:11 alias \*x points to nothing or into itself/);
    expect(problemsOf('a: *y')).toHaveLength(1);
  });

  it('refuses merge keys, but not a quoted name that looks like one', () => {
    expect(problemsOf('d: &d {x: 1}\na:\n  <<: *d')[0]).toMatch(/^3:3 the merge key << is not read/);
    expect(readSource('"<<": 1').data).toEqual({'<<': 1});
  });

  it.each([
    ['a: !t 1', /^1:4 has a tag/],
    ['a: !!binary aGk=', /has a tag/],
    ['a: 1\n---\nb: 2', /^2:1 holds more than one document/],
    ['a:\n\tb: 1', /^2:1 is not valid YAML: a tab indents this line/],
    ['{{{', /is not valid YAML/],
    ['? [a]\n: 1', /a key must be plain text/],
    ['~: 1', /^1:1 a key must be plain text/],
    ['', /^1:1 the file is empty \| "eventcoach new FILE"/],
    [' \n\n', /the file is empty/],
  ])('says what is wrong with %j', (text, message) => {
    expect(problemsOf(text)[0]).toMatch(message);
  });

  it.each(['[', '{a: ', '- ', '? ', '{"a":'])(
    'refuses %j a hundred thousand times over, as nested too deeply',
    (piece) => {
      expect(problemsOf(piece.repeat(100_000))[0]).toMatch(/is nested too deeply \| /);
    },
  );

  it('reads "yes", "on", dates and sexagesimals as text, even where the file says YAML 1.1', () => {
    for (const head of ['', '%YAML 1.1\n---\n']) {
      expect(readSource(`${head}a: [yes, on, 2001-01-01, 1:30, 0b1]`).data).toEqual({
        a: ['yes', 'on', '2001-01-01', '1:30', '0b1'],
      });
    }
  });

  it('reads a byte order mark and Windows line ends', () => {
    const {data, problems, locate} = readSource('\ufeffa: 1\r\nb:\r\n  c: 2\r\n');
    expect([data, problems]).toEqual([{a: 1, b: {c: 2}}, []]);
    expect(locate(['b', 'c'], 'key')).toEqual({line: 3, column: 3});
  });

  it('keeps a key as it is written, whatever it would mean as a value', () => {
    expect(Object.keys(readSource('1.10: a\ntrue: b\n0x1: c').data as object)).toEqual(['1.10', 'true', '0x1']);
  });

  it('treats __proto__ and constructor as names like any other', () => {
    for (const text of [
      '__proto__: {a: 1}\nconstructor: 2',
      '{"__proto__": {"a": 1}, "constructor": 2}',
      '__proto__: &x {a: 1}\nconstructor: 2',
    ]) {
      const data = readSource(text).data as Record<string, unknown>;
      expect(Object.keys(data)).toEqual(['__proto__', 'constructor']);
      expect(data['toString']).toBeUndefined();
      expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    }
  });
});

describe('the place of a part', () => {
  const {locate} = readSource('a:\n  b: [1, {c: 2}]\nd:\n');

  it('is the line and column of its value, or of its key', () => {
    expect(locate(['a', 'b', 1, 'c'])).toEqual({line: 2, column: 14});
    expect(locate(['a', 'b', 1, 'c'], 'key')).toEqual({line: 2, column: 11});
    expect(locate(['d'])).toEqual({line: 3, column: 1});
  });

  it('is that of the nearest part around it where there is no such part, and says so', () => {
    expect(locate(['a', 'b', 7])).toEqual({line: 2, column: 6, found: false});
    expect(locate(['a', 'z', 'y'])).toEqual({line: 2, column: 3, found: false});
  });

  it('counts the columns of a JSON text on one line', () => {
    const text = JSON.stringify({a: {b: ['x', 'y']}});
    expect(readSource(text).locate(['a', 'b', 1])).toEqual({line: 1, column: text.indexOf('"y"') + 1});
  });
});
