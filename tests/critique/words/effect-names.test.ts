import {describe, expect, it} from 'vitest';
import {effectNames} from '../../../src/critique/words/effect-names.ts';
import {reader} from '../../../src/critique/words/reader.ts';
import {wordsProposal} from './words-proposal.ts';

/** Knows little: words of mail, statistics and invoices are on the side, prices are needed, and yesterday is neither. */
const known: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'side-clause': {mail: 4, statistic: 3, invoice: 2, price: -4, yesterday: -9},
  'needed-clause': {price: 4, yesterday: -9},
};
const knowing = reader((head) => ({
  classes: ['no', 'yes'],
  bias: [0, -1],
  weights: new Map(Object.entries(known[head]!).map(([word, weight]) => [word, [0, weight]])),
}));
const names = (purpose: string | null, need = '') => effectNames(wordsProposal({purpose}), need, knowing);

describe('the effects that a purpose bundles', () => {
  it.each([
    [
      'gets the price, mails the guest and updates the statistics',
      'gets the price',
      ['mails the guest', 'updates the statistics'],
    ],
    ['(Gets the price; mails the guest.)', 'Gets the price', ['mails the guest']],
    ['gets the price & then mails the guest', 'gets the price', ['then mails the guest']],
    ['gets the price plus statistics as well as invoices', 'gets the price', ['statistics', 'invoices']],
    ['price -> mail -> statistics', 'price', ['mail', 'statistics']],
    ['finds the room, gets the price, and also mails the guest', 'finds the room, gets the price', ['mails the guest']],
    ['gets the\nprice and\n   mails the guest', 'gets the price', ['mails the guest']],
  ])('%s', (purpose, main, aside) => {
    expect(names(purpose)).toEqual({main, aside});
  });

  it('turn once from what the answer is about to what is on the side, wherever the words change sides', () => {
    expect(names('opens the gate, gets the price, mails the guest, rings the bell')).toEqual({
      main: 'opens the gate, gets the price',
      aside: ['mails the guest', 'rings the bell'],
    });
    // Most people name the main thing first.
    expect(names('mails the guest, mails the host')).toEqual({main: 'mails the guest', aside: ['mails the host']});
  });

  it('leave out when the call is made, and the marks of a list', () => {
    expect(names('After a guest signs up, gets the price and mails the guest')).toEqual({
      main: 'gets the price',
      aside: ['mails the guest'],
    });
    expect(names('- gets the price\n- mails the guest\n- updates the statistics')).toEqual({
      main: 'gets the price',
      aside: ['mails the guest', 'updates the statistics'],
    });
  });

  it('keep in the call what the words of the need speak of', () => {
    const purpose = 'mails the guest and the host, updates statistics, tells the bureau';
    expect(names(purpose).main).toBe('mails the guest, the host');
    expect(names(purpose, 'without its statistics the page stays empty').main).toBe(
      'mails the guest, the host, updates statistics',
    );
  });

  it('leave out a remark that tells of no effect', () => {
    expect(names('gets the price, mails the guest, slower than yesterday').aside).toEqual(['mails the guest']);
  });

  it('are the purpose and its rest where it names only one', () => {
    expect(names('gets the price')).toEqual({main: 'gets the price', aside: ['the rest of what it does']});
  });

  it('are called after the call where there is no purpose', () => {
    expect(names(null)).toEqual({main: 'POST /entries', aside: ['the rest of what it does']});
    expect(effectNames(wordsProposal({call: null}), '', knowing).main).toBe('the call');
  });

  it('are at most twelve, each short enough for a sentence, however long the purpose', () => {
    const {main, aside} = names(`gets the price, ${'mails the guest once more, '.repeat(4000)}`);
    expect(aside.length).toBeLessThanOrEqual(11);
    for (const name of [main, ...aside]) expect([...name].length).toBeLessThanOrEqual(93);
    expect([...names(`gets the ${'price '.repeat(60)}and mails`).main].length).toBeLessThanOrEqual(93);
  });
});
