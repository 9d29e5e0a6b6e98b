import {describe, expect, it} from 'vitest';
import {withNextVersion} from '../../../src/skill/improve/version.ts';

const text = (...front: string[]) => `---\n${front.join('\n')}\n---\nbody\n`;

describe('the version of a skill', () => {
  it.each([
    ['quoted', ['metadata:', '  version: "1.0.0"'], ['metadata:', '  version: "1.1.0"'], '1.0.0'],
    [
      'in single quotes with a comment',
      ['metadata: # m', "  version: '0.9.3' # v", '  a: b'],
      ['metadata: # m', '  version: "0.10.0" # v', '  a: b'],
      '0.9.3',
    ],
    [
      'unquoted, where 1.10 is a number for YAML',
      ['metadata:', '  version: 1.10'],
      ['metadata:', '  version: "1.11.0"'],
      '1.10',
    ],
    ['a single number', ['metadata:', '  version: 2'], ['metadata:', '  version: "2.1.0"'], '2'],
    ['with a v', ['metadata:', '  version: v1.2.3-rc.1'], ['metadata:', '  version: "v1.3.0"'], 'v1.2.3-rc.1'],
    [
      'in a flow mapping',
      ['metadata: {author: x, version: "1.0.0"} # c'],
      ['metadata: {author: x, version: "1.1.0"} # c'],
      '1.0.0',
    ],
    [
      'missing among others',
      ['metadata:', '    author: x # c', '    b: c'],
      ['metadata:', '    version: "0.1.0"', '    author: x # c', '    b: c'],
      null,
    ],
    ['missing in a flow mapping', ['metadata: {author: x}'], ['metadata: {version: "0.1.0", author: x}'], null],
    ['missing in an empty flow mapping', ['metadata: {}'], ['metadata: {version: "0.1.0"}'], null],
    [
      'missing below an empty key',
      ['metadata: # c', 'license: MIT'],
      ['metadata: # c', '  version: "0.1.0"', 'license: MIT'],
      null,
    ],
    [
      'missing without metadata',
      ['license: MIT # c', '# end'],
      ['license: MIT # c', '# end', 'metadata:', '  version: "0.1.0"'],
      null,
    ],
  ])('is raised where it is %s, and nothing else changes', (_, before, after, from) => {
    const raised = withNextVersion(text('name: x', ...before), 'SKILL.md');
    expect(raised.text).toBe(text('name: x', ...after));
    expect(raised.from).toBe(from);
    expect(raised.text).toContain(`"${raised.to}"`);
  });

  it('keeps CR LF and a byte order mark', () => {
    const crlf = '\ufeff---\r\nname: x\r\nmetadata:\r\n  a: b\r\n---\r\nbody\r\n';
    expect(withNextVersion(crlf, 'SKILL.md').text).toBe(crlf.replace('  a: b', '  version: "0.1.0"\r\n  a: b'));
  });

  it.each([
    [
      'a version that is no number',
      ['metadata:', '  version: draft'],
      /SKILL\.md: metadata\.version "draft" is no version, so it cannot be raised/,
    ],
    ['a metadata that is a text', ['metadata: x'], /metadata is no mapping/],
    ['a version in a block', ['metadata:', '  version: |', '    1.0.0'], /metadata\.version is no text/],
    ['a list as version', ['metadata:', '  version: [1]'], /metadata\.version is no text/],
    ['an anchor', ['metadata: &a', '  version: "1.0.0"'], /Anchors/],
    ['broken YAML', ['metadata: "'], /no plain YAML/],
  ])('cannot be raised with %s', (_, front, message) => {
    expect(() => withNextVersion(text('name: x', ...front), 'SKILL.md')).toThrow(message);
  });
});
