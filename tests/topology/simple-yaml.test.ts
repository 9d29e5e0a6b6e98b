import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readSimpleYaml} from '../../src/topology/simple-yaml.ts';
import {partOf, yamlDocument} from '../../src/topology/yaml-source.ts';
import {fixtures, readFixture} from './fixtures.ts';

/** What the YAML library makes of a text, read as data with places. */
function byLibrary(text: string) {
  const sound = yamlDocument(text);
  if (!('document' in sound)) return {refused: sound.message};
  const complaints: string[] = [];
  let duplicates = 0;
  const part = partOf(
    sound.document,
    100_000,
    (_path, message) => complaints.push(message),
    () => {
      duplicates += 1;
    },
  );
  return {part: plain(part), complaints, duplicates};
}

function bySimpleReader(text: string) {
  let duplicates = 0;
  const part = readSimpleYaml(text, () => {
    duplicates += 1;
  });
  return part && {part: plain(part), complaints: [], duplicates};
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const pieces = [
  ...[
    'a',
    'b: ',
    'c:',
    ' ',
    '  ',
    '    ',
    '\n',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '-',
    ': ',
    ':',
    '{',
    '}',
    '[',
    ']',
    ',',
    ', ',
  ],
  ...[
    '"',
    "'",
    '"x"',
    "'y'",
    '"k": ',
    '#',
    ' # c',
    '1',
    '-1',
    '1.5',
    '1e3',
    '.5',
    '0x1f',
    '~',
    'null',
    'true',
    'yes',
    '<<',
  ],
  ...[
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '%',
    '@',
    '?',
    '? ',
    '---\n',
    '...',
    '\\n',
    '\\"',
    '\t',
    '\r\n',
    '99.9%',
    '50ms',
    'x y',
  ],
  ...[
    'http://x',
    '{a: 1}',
    '[1, 2]',
    '{"a":1}',
    '""',
    'é',
    'key: v\n',
    '  k2: w\n',
    '- i\n',
    '.inf',
    '0o7',
    '-x',
    'a#b',
  ],
  ...['a:b', '{to: x, y: 2}', '007', '1.10: 2\n', '\n- a: 1\n  b: 2', '\n\n', '   # only\n'],
];
const document = fc
  .tuple(
    fc.constantFrom('', 'r: ', 'r:\n  q:\n', 'r:\n- ', '{', '['),
    fc.array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 14}),
  )
  .map(([start, parts]) => `${start}${parts.join('')}${start === '{' ? '}' : start === '[' ? ']' : ''}`);

describe('the reader of simple YAML', () => {
  it('agrees with the library on every text that it takes on, values and places', () => {
    let taken = 0;
    fc.assert(
      fc.property(document, (text) => {
        const simple = bySimpleReader(text);
        if (simple === undefined) return;
        taken += 1;
        expect(simple).toEqual(byLibrary(text));
      }),
      {seed: 2, numRuns: 20_000},
    );
    expect(taken).toBeGreaterThan(1000);
  });

  it('agrees with the library on JSON of any content, spaciously written or not', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify({value}, null, indent);
        const simple = bySimpleReader(text);
        if (simple) expect(simple).toEqual(byLibrary(text));
      }),
      {seed: 3, numRuns: 500},
    );
  });

  it.each(fixtures)('takes on %s without the library', (file) => {
    const text = readFixture(file);
    const simple = bySimpleReader(text);
    expect(simple).toBeDefined();
    expect(simple).toEqual(byLibrary(text));
  });

  it.each([
    ['an anchor', 'a: &x 1'],
    ['an alias', 'a: *x'],
    ['a tag', 'a: !t 1'],
    ['text over several lines', 'a: b\n  c'],
    ['a block of text', 'a: |\n  b'],
    ['a merge key', '<<: {a: 1}'],
    ['a key without text', '~: 1'],
    ['a tab in the indentation', 'a:\n\tb: 1'],
    ['a second document', 'a: 1\n---\nb: 1'],
    ['a byte order mark', '\ufeffa: 1'],
    ['control characters', 'a: \u0007'],
    ['an open brace', 'a: {b: 1'],
    ['a brace that ends too far left', 'a:\n  b: {c: 1\n}'],
  ])('leaves %s to the library', (_, text) => {
    expect(bySimpleReader(text)).toBeUndefined();
  });
});
