import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';
import {oneEvent} from './one-event.ts';

const two = {billing: {}, mail: {}};
const found = (file: object) => judged('consumer-specific-payload', file).findings;
const fields = (...names: string[]) => ({payload: Object.fromEntries(names.map((name) => [name, 'string']))});
const named = (consumer: string, ...names: string[]) =>
  found(oneEvent({consumers: {[consumer]: {}}, ...fields(...names)}, {[consumer]: {}}));

describe('consumer-specific-payload', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('consumer-specific-payload');
    expect(findings).toMatchObject([
      {rule: 'consumer-specific-payload', severity: 'info', subject: {event: 'OrderPlaced'}, line},
    ]);
    expect(findings[0]!.message).toContain('loyaltyCampaignCode is named after loyalty');
  });

  it('finds a consumer by whole words, whatever joins them', () => {
    expect(named('billing', 'billingCode')).toHaveLength(1);
    expect(named('billing', 'for-billing')).toHaveLength(1);
    expect(named('billing', 'BILLING_RULES')).toHaveLength(1);
    expect(named('order-history', 'orderHistoryPage')).toHaveLength(1);
    expect(named('billing-service', 'billingCode')).toHaveLength(1);
    expect(named('mail', 'emailFooter', 'mailingList', 'amount')).toEqual([]);
    expect(named('order-history', 'orderLines', 'history')).toEqual([]);
    expect(named('service', 'serviceLevel')).toEqual([]);
  });

  it('takes the name alone, and the reference to a thing, for words of the business', () => {
    expect(named('mail', 'mail')).toEqual([]);
    expect(named('order', 'orderId', 'order_ref')).toEqual([]);
    expect(named('order', 'orderIdForAudit')).toHaveLength(1);
  });

  it('finds a consumer in the name of the event, but not the thing that it is about', () => {
    const name = (event: string, producer = 'shop') =>
      found({
        services: {shop: {}, billing: {}, 'billing-api': {}},
        events: {[event]: {producer, consumers: {billing: {}}}},
      });
    expect(name('BillingOrderPlaced')).toMatchObject([
      {message: expect.stringContaining('its name holds that of billing')},
    ]);
    expect(name('BillingStarted')).toEqual([]);
    expect(name('OrderPlaced')).toEqual([]);
    // The producer's own word is not the consumer's.
    expect(name('BillingOrderPlaced', 'billing-api')).toEqual([]);
  });

  it('finds an address on a topic: a warning where others read it too', () => {
    expect(found(oneEvent({addressedTo: 'billing', consumers: two}))).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining('has 2 consumers, but looks made for one: it is addressed to billing'),
      },
    ]);
    expect(found(oneEvent({addressedTo: 'billing'}))).toMatchObject([{severity: 'info'}]);
    expect(found(oneEvent({addressedTo: 'billing', channel: 'queue', consumers: two}))).toEqual([]);
  });

  it('is blind without a payload, and not where nobody reads', () => {
    expect(judged('consumer-specific-payload', oneEvent({})).blindSpots).toEqual([
      {field: 'payload', subject: 'OrderPlaced'},
    ]);
    expect(judged('consumer-specific-payload', oneEvent({consumers: {}})).blindSpots).toEqual([]);
    expect(judged('consumer-specific-payload', oneEvent(fields('total'))).blindSpots).toEqual([]);
  });

  it('reads names that are no words as names', () => {
    const long = 'aB'.repeat(500);
    const file = JSON.stringify({
      version: 1,
      name: 'odd names',
      services: {shop: {}, [long]: {}, constructor: {}},
      events: {[long]: {producer: 'shop', payload: {total: 'x'}, consumers: {[long]: {}, constructor: {}}}},
    }).replaceAll('"total"', '"__proto__":"x","valueOf":"x","constructorArguments"');
    expect(judged('consumer-specific-payload', file).findings).toMatchObject([
      {message: expect.stringContaining('constructorArguments is named after constructor')},
    ]);
  });
});
