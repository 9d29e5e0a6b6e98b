import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {hintLines} from '../../src/ui/hints.ts';
import {actionOf, bindingsOf, keyTable, type Place} from '../../src/ui/keys.ts';
import {pasted, presses} from '../../src/ui/presses.ts';

const places = Object.keys(keyTable) as Place[];
const screens = places.filter(
  (place) => !['everywhere', 'help', 'field', 'search', 'paste', 'scroll', 'pages'].includes(place),
);

describe('the key table', () => {
  it('leaves the keys that work everywhere to everywhere', () => {
    const common = bindingsOf('everywhere').flatMap(([, {keys}]) => keys);
    for (const place of screens) {
      for (const [action, {keys}] of bindingsOf(place)) {
        expect([place, action, keys.filter((key) => common.includes(key))]).toEqual([place, action, []]);
      }
    }
  });

  it('gives a key to one action of a place; only the exercise has several for Enter, h, n and g, one at a time', () => {
    for (const place of places) {
      const keys = bindingsOf(place).flatMap(([, binding]) => binding.keys);
      const twice = keys.filter((key, i) => keys.indexOf(key) !== i);
      expect([place, [...new Set(twice)]]).toEqual([place, place === 'exercise' ? ['enter', 'h', 'n', 'g'] : []]);
    }
  });

  it('finds the action of a key and passes over hidden ones', () => {
    const enter = {kind: 'key', name: 'enter'} as const;
    expect(actionOf('exercise', enter)).toBe('commit');
    expect(actionOf('exercise', enter, ['commit', 'write', 'again'])).toBe('next');
    expect(actionOf('home', {kind: 'character', name: 'j'})).toBe('down');
    expect(actionOf('home', {kind: 'paste', name: 'j'})).toBeUndefined();
  });
});

describe('the footer', () => {
  it.each(screens)('of %s takes at most two lines of 58 columns and always ends with help and quit', (place) => {
    for (const width of [58, 78, 118]) {
      const lines = hintLines(place, [], width);
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) {
        expect(line.map(({shown, words}) => `${shown} ${words}`).join('   ').length).toBeLessThanOrEqual(width);
      }
      expect(lines.flat().slice(-2)).toEqual([
        {shown: '?', words: 'help'},
        {shown: 'q', words: 'quit'},
      ]);
    }
  });

  it('does not offer to go back from home, and names no hidden key', () => {
    const words = (lines: ReturnType<typeof hintLines>) => lines.flat().map((hint) => hint.words);
    expect(words(hintLines('home', [], 78))).not.toContain('back');
    expect(words(hintLines('gaps', [], 78))).toContain('close it');
    expect(words(hintLines('gaps', ['close'], 78))).not.toContain('close it');
  });
});

describe('presses', () => {
  it('takes a line feed for Enter, alone or among typed text', () => {
    expect(presses('\n', {})).toEqual([{kind: 'key', name: 'enter'}]);
    expect(presses('a\r\nb', {}).map(({name}) => name)).toEqual(['a', 'enter', 'b']);
  });

  it('knows other keys among typed text: Ctrl-C leaves also behind fast typing', () => {
    expect(presses('ab\u007f\u0003', {}).map(({name}) => name)).toEqual(['a', 'b', 'backspace', 'ctrl-c']);
  });

  it('names keys, and Ctrl with a letter', () => {
    expect(presses('', {upArrow: true})).toEqual([{kind: 'key', name: 'up'}]);
    expect(presses('c', {ctrl: true})).toEqual([{kind: 'key', name: 'ctrl-c'}]);
    expect(presses('x', {meta: true})).toEqual([]);
  });

  it('gives one press for every character as a reader sees it', () => {
    expect(presses('é👩‍👩‍👧提', {}).map(({name}) => name)).toEqual(['é', '👩‍👩‍👧', '提']);
  });

  it('never lets control characters through', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        for (const {kind, name} of presses(text, {})) if (kind === 'character') expect(name).not.toMatch(/^\p{Cc}/u);
      }),
      {seed: 1},
    );
  });

  it('makes one line of a paste, and keeps it as it was for a text of many lines', () => {
    const paste = {kind: 'paste', name: 'two lines and a tab', whole: ' two\nlines\tand a tab '};
    expect(pasted(' two\r\nlines\tand a tab ')).toEqual(paste);
    expect(pasted('a\rb').whole).toBe('a\nb');
  });
});
