import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {announcement, nothingSaid, type Said} from '../../src/ui/announcement.ts';

const said = (...frames: readonly (readonly string[])[]) => {
  const texts: string[] = [];
  frames.reduce<Said>((before, frame) => {
    const next = announcement(before, frame);
    texts.push(next.text);
    return next.said;
  }, nothingSaid);
  return texts;
};

describe('what a screen reader gets', () => {
  it('is the whole screen once, and then what is new in it', () => {
    const first = ['eventcoach: Home', 'one', 'two'];
    expect(said(first, first, [...first, 'three'])).toEqual(['eventcoach: Home\none\ntwo', '', '\nthree']);
  });

  it('is the line that is selected now, not the one that is no longer', () => {
    const frames = [
      ['eventcoach: Home', 'selected: one', 'two', 'three'],
      ['eventcoach: Home', 'one', 'selected: two', 'three'],
      ['eventcoach: Home', 'selected: one', 'two', 'three'],
    ];
    expect(said(...frames).slice(1)).toEqual(['\nselected: two', '\nselected: one']);
  });

  it('is the letter that was typed, and the line where one was taken away', () => {
    const typing = ['Name: ', 'Name: a', 'Name: ab', 'Name: a'].map((field) => ['eventcoach: Gaps', field, 'Keys']);
    expect(said(...typing).slice(1)).toEqual(['\nName: a', 'b', '\nName: a']);
  });

  it('is all of another screen, also where a line of it was heard before', () => {
    expect(said(['eventcoach: A | 1 of 2', 'same'], ['eventcoach: B', 'same'])[1]).toBe('\neventcoach: B\nsame');
    expect(said(['eventcoach: A | 1 of 2', 'same'], ['eventcoach: A | 2 of 2', 'same'])[1]).toBe(
      '\neventcoach: A | 2 of 2',
    );
  });

  it('never leaves out a line that was not on the screen before, and never repeats a screen', () => {
    const line = fc.constantFrom('a', 'b', 'c', 'd', 'selected: a', 'selected: b', 'a b');
    const frame = fc.array(line, {maxLength: 6}).map((lines) => ['eventcoach: X', ...lines]);
    fc.assert(
      fc.property(frame, frame, (before, after) => {
        const [, text = ''] = said(before, after);
        const fresh = after.filter((one) => !before.includes(one) && !before.includes(`selected: ${one}`));
        const heard = before.join('\n') + text;
        for (const one of fresh) expect(heard.split('\n')).toContain(one);
        expect(said(before, after, after)[2]).toBe('');
      }),
      {seed: 21},
    );
  });
});
