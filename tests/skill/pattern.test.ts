import {describe, expect, it} from 'vitest';
import {comparable, compileSequence, compileSignal, holds} from '../../src/skill/pattern.ts';
import {negated, words} from '../../src/skill/words.ts';

const lists = new Map([['up', ['up/running', 'not down'].map(compileSequence)]]);
const says = (signal: string, text: string) => holds(compileSignal(signal), comparable(words(text), lists));

describe('a signal', () => {
  it.each([
    ['call*', 'The caller'],
    ['both .. up', 'both sides have to be up'],
    ['at once', 'It comes at once.'],
    ['request response', 'request/response'],
    ['request response', 'request-response'],
    ['order placed', '`OrderPlaced`'],
    ['can not', "It can't."],
    ['up + both', 'They are up, both of them.'],
    ['both ... up', 'both, the caller and the callee, are up'],
    ['@up', 'It is running.'],
    ['@up', 'It is not down.'],
    ['not .. wait', 'It does not have to wait.'],
    ['~wait', 'It does not wait.'],
    ['wait + !event', 'They wait.'],
    ['wait', 'They not only wait.'],
    ['break', 'Readers that were not changed will break.'],
    ['wait', 'If it is not there, they wait.'],
  ])('%s holds in: %s', (signal, text) => {
    expect(says(signal, text)).toBe(true);
  });

  it.each([
    ['call', 'The caller'],
    ['both .. up', 'both of the sides of the call are up'],
    ['both .. up', 'both sides, and they are up'],
    ['both .. up', 'both are not up'],
    ['up + both', 'They are up.'],
    ['wait', 'They do not wait.'],
    ['wait', 'They never have to wait.'],
    ['wait', 'Nobody should wait.'],
    ['@up', 'It is not running.'],
    ['wait + !event', 'They wait for the event.'],
  ])('%s does not hold in: %s', (signal, text) => {
    expect(says(signal, text)).toBe(false);
  });
});

describe('a hostile signal', () => {
  it('with many gaps costs no more than its length', () => {
    // A wrong rule would not come back: the runner's own time limit ends it.
    expect(says(`a ${'... '.repeat(40)}z`, 'a b c '.repeat(200))).toBe(false);
  });
});

describe('a negation', () => {
  it('reaches to the end of its clause and no further than seven words', () => {
    const text = words('It does not need to be there, so it works.');
    expect(text.filter((_, i) => negated(text, i)).map((word) => word.text)).toEqual(['need', 'to', 'be', 'there']);
    const long = words('not a b c d e f g h');
    expect(long.filter((_, i) => negated(long, i)).map((word) => word.text)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
      'g',
    ]);
  });
});
