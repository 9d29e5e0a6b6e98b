import {describe, expect, it} from 'vitest';
import {inventedNames} from '../../../src/critique/model/invented-names.ts';

const known = ['task-api', 'notification', 'audit-service', 'kafka', 'TaskCreated', 'payments'];
const found = (text: string, own: string[] = []) =>
  inventedNames([{where: 'reasons[0].text', text}], known, own).map(({name}) => name);

describe('a service that is in no file is found', () => {
  it.each([
    ['Let fraud-check-service decide first.', ['fraud-check-service']],
    ['The billing service would have to answer.', ['billing']],
    ['BillingService calls back.', ['BillingService']],
    ['task-api -> ledger -> notification', ['ledger']],
    ['Put a service called "scoring" between them.', ['scoring']],
    ['The `risk` service and the risk service again.', ['risk']],
  ])('%s', (text, names) => {
    expect(found(text)).toEqual(names);
  });
});

describe('nothing else is', () => {
  it.each([
    'The notification service is slow; notification-service, NotificationService, the Notification service.',
    'The audit service, the payment service and payments-api are yours.',
    'task-api -> notification',
    'The downstream service, this service, each service, another service, a separate service, the calling service.',
    'Use an at-least-once, dead-letter, read-your-writes, keep-sync design.',
    'Services that call a service wait for the service.',
    'Its service level and service discovery stay.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it("a name that stands in the author's own words is not invented", () => {
    expect(found('The warehouse service listens.', ['the warehouse reads it too'])).toEqual([]);
  });
});
