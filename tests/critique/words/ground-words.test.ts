import {expect, it} from 'vitest';
import {groundOf} from '../../../src/critique/words/ground-words.ts';
import type {Quote} from '../../../src/critique/words/quote.ts';

type Field = Quote['field'];
const valuesOf = (field: Field, text: string) =>
  Object.fromEntries(Object.entries(groundOf({field, text})).map(([fact, read]) => [fact, read.value]));

it.each<[Field, string, object]>([
  ['consistency', 'no seat is sold twice', {invariant: 'no seat is sold twice', compensable: false}],
  // How fresh looked-up data has to be is answered under localCopy, not as a rule.
  ['consistency', 'must be the current price', {result: 'used'}],
  ['consistency', 'at most 30 seconds old', {result: 'used'}],
  ['callerUsesResponse', 'Declined cards go back to the payment step', {refusal: 'told-now'}],
  ['callerUsesResponse', 'SOLD OUT is said to the guest', {refusal: 'told-now'}],
  ['purpose', 'the guest waits at the desk', {waiting: 'person'}],
  ['purpose', 'the barrier waits for it', {waiting: 'device'}],
  ['callerUsesResponse', 'shown on the next page', {result: 'shown'}],
  ['callerUsesResponse', 'door opens or an officer comes', {result: 'decides'}],
  ['callerUsesResponse', '200 \u2192 go on', {result: 'decides'}],
  ['notes', 'goes into the cookie', {result: 'used'}],
])('words of the field %s, "%s", say what the need is', (field, text, values) => {
  expect(valuesOf(field, text)).toEqual(values);
});

it('quotes the words with every answer', () => {
  const quote: Quote = {field: 'consistency', text: 'one vote each'};
  for (const read of Object.values(groundOf(quote))) expect(read.quote).toBe(quote);
});
