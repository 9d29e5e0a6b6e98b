import {expect, it} from 'vitest';
import {sensitivity} from '../../../src/critique/words/field-names.ts';

it.each([
  ['orderId', 'plain'],
  ['total', 'plain'],
  ['productName', 'plain'],
  ['name', 'personal'],
  ['customerName', 'personal'],
  ['first_name', 'personal'],
  ['email', 'personal'],
  ['birth-date', 'personal'],
  ['IBAN', 'personal'],
  // A reference to somebody is not the data itself.
  ['emailId', 'plain'],
  ['patientRef', 'plain'],
  ['passwordHash', 'secret'],
  ['apiKey', 'plain'],
  ['apikey', 'secret'],
  // A token that stands for a card is not a credential.
  ['cardToken', 'personal'],
  ['diagnosis', 'regulated'],
  ['icdCode', 'regulated'],
  ['cardNumber', 'regulated'],
  ['nationalIdNo', 'regulated'],
  ['', 'plain'],
  ['constructor', 'plain'],
  ['__proto__', 'plain'],
])('a field called %s holds data that is %s', (name, data) => {
  expect(sensitivity(name)).toBe(data);
});
