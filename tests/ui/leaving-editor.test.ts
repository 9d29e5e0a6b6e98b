import {describe, expect, it} from 'vitest';
import {editorIn} from '../../src/ui/leaving-editor.ts';

describe('the editor of a command line', () => {
  it.each([
    ['vi', 'vi', true],
    ['/usr/bin/nvim -n', 'nvim', true],
    ['"/opt/my editors/vim" -R', 'vim', true],
    ["'/opt/my editors/emacs'", 'emacs', true],
    ['nano', 'nano', false],
    ['constructor', 'constructor', false],
  ])('%s is %s', (line, name, isTold) => {
    const editor = editorIn(line);
    expect([editor?.name, editor?.leave !== undefined]).toEqual([name, isTold]);
  });

  it('is none where there is no command', () => {
    expect(editorIn('  ')).toBeUndefined();
  });
});
