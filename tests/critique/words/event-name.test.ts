import {expect, it} from 'vitest';
import {nameSays} from '../../../src/critique/words/event-name.ts';

it.each([
  ['OrderPlaced', 'fact'],
  ['TaskCreated', 'fact'],
  ['JobFinished', 'fact'],
  ['CommandRejected', 'fact'],
  ['RequestHandled', 'fact'],
  ['order-paid', 'fact'],
  ['ReadingTaken', 'fact'],
  ['CustomerTierChanged', 'fact'],
  ['PrintJobCompleted', 'fact'],
  ['TransferDue', 'fact'],
  ['SendInvoiceEmail', 'command'],
  ['PrintDeliveryNote', 'command'],
  ['PickupNeeded', 'command'],
  ['BadgeShouldBeDisabled', 'command'],
  ['OrderToBeShipped', 'command'],
  ['UserRowUpdated', 'nothing'],
  ['DataChanged', 'nothing'],
  ['Updated', 'nothing'],
  // A customer may have requested something in fact: names alone do not tell.
  ['CreditLimitRequested', undefined],
  ['Orders', undefined],
])('the name %s says: %s', (name, says) => {
  expect(nameSays(name)?.value).toBe(says);
});
