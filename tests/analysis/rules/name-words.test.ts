import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isPastTense, nameWords} from '../../../src/analysis/rules/name-words.ts';

describe('the words of a name', () => {
  it.each([
    ['OrderPlaced', 'order placed'],
    ['orderPlaced', 'order placed'],
    ['order-placed', 'order placed'],
    ['orders.placed/v2', 'orders placed v 2'],
    ['ORDER_PLACED', 'order placed'],
    ['HTTPServerStarted', 'http server started'],
    ['customerID', 'customer id'],
    ['ÜberweisungAusgeführt', 'überweisung ausgeführt'],
    ['注文', '注文'],
    ['__proto__', 'proto'],
    ['-', ''],
  ])('of %s are %s', (name, words) => {
    expect(nameWords(name).join(' ')).toBe(words);
  });

  it('are the same however they are written together', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
    fc.assert(
      fc.property(fc.array(word, {minLength: 1, maxLength: 6}), (words) => {
        for (const name of [words.join('-'), words.join('_').toUpperCase(), words.map(capital).join('')])
          expect(nameWords(name)).toEqual(words);
      }),
      {seed: 1},
    );
  });

  it('keep every letter and digit of any text, and nothing else', () => {
    const kept = /[\p{Lu}\p{Ll}\p{Lo}\p{M}\p{N}]/gu;
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 200}), (text) => {
        expect(nameWords(text).join('')).toBe((text.match(kept) ?? []).map((sign) => sign.toLowerCase()).join(''));
      }),
      {seed: 1},
    );
  });

  it('tell what has happened by their form', () => {
    expect('placed sent paid withdrawn requested'.split(' ').filter((word) => !isPastTense(word))).toEqual([]);
    expect('send speed feed embed red request order proceed'.split(' ').filter(isPastTense)).toEqual([]);
  });
});
