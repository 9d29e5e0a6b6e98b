import fc from 'fast-check';

/** What Markdown, HTML, GitHub, Mermaid or a table could make something of. */
const fragments = [
  ...['|', '\\', '`', '``', '```', '*', '**', '_', '__', '~~', '<', '>', '[', ']', '(', ')', '{', '}', '!', '"', "'"],
  ...[
    '#',
    '##',
    '# ',
    '#12',
    ' #',
    '=',
    '===',
    '-',
    '- ',
    '---',
    '+ ',
    '1. ',
    '2) ',
    '> ',
    ':',
    ': ',
    ';',
    '&',
    '%%',
    '$',
  ],
  ...[
    '<b>',
    '</td>',
    '<!--',
    '-->',
    '<script>',
    '<a href=x>',
    '&lt;',
    '&#35;',
    '[^1]',
    '[^1]: x',
    '[x]',
    '[ ] ',
    '![i](x)',
  ],
  ...['[x](javascript:y)', '@octocat', 'a@b.co', 'owner/repo#1', 'GH-12', ':x:', ':+1:', 'https://x.y', 'www.x.yz'],
  ...[
    '$x$',
    '$$',
    '$`x`$',
    '\\(',
    '0123456789abcdef',
    '[a]: /x',
    '%%{init: {}}%%',
    'end',
    'subgraph',
    'click n0',
    '|||',
    '---|---',
  ],
  ...[
    'a',
    'name',
    ' ',
    '  ',
    '    ',
    '\t',
    '\n',
    '\r',
    '\u001b[31m',
    '\u0000',
    '\u202e',
    '\u200b',
    '\u2028',
    'é',
    '日本',
    '👩‍👩‍👧',
    'ﬂ°',
    '¶ß',
  ],
];

/** Texts that would do harm where they are not escaped. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({weight: 5, arbitrary: fc.constantFrom(...fragments)}, fc.string({unit: 'grapheme', maxLength: 6})), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '');

/** Names that a topology may have: no control characters, no slash, all different and none a number. */
export function hostileNames(length: number): fc.Arbitrary<string[]> {
  const name = hostileText.map((text) => `${text.replace(/[\u0000-\u001f\u007f-\u009f/]/g, '')}x`);
  return fc.uniqueArray(name, {minLength: length, maxLength: length});
}
