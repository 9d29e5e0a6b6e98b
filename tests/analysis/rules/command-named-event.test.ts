import {describe, expect, it} from 'vitest';
import {fixture, judged} from './fixture.ts';

const found = (name: string, event: object = {}) =>
  judged('command-named-event', {
    services: {shop: {}, billing: {}},
    events: {[name]: {producer: 'shop', consumers: {billing: {}}, ...event}},
  }).findings;

describe('command-named-event', () => {
  it('finds what its fixture does wrong, and nothing else there', () => {
    const {findings, line} = fixture('command-named-event');
    expect(findings).toMatchObject([
      {rule: 'command-named-event', severity: 'info', subject: {event: 'SendWelcomePack'}, line},
    ]);
    expect(findings[0]!.message).toContain('SendWelcomePack sounds like an order ("send")');
  });

  it.each([
    'SendEmail',
    'processPayment',
    'create-invoice',
    'CREATE_INVOICE',
    'QuoteRequest',
    'RequestQuote',
    'ShipOrderCommand',
    'CreateInvoiceEvent',
    'com.shop.SendEmail.v1',
    'email.send',
  ])('hears an order in %s', (name) => {
    expect(found(name)).toMatchObject([{severity: 'info', subject: {event: name}}]);
  });

  it.each([
    'OrderPlaced',
    'EmailSent',
    'ProcessCompleted',
    'QuoteRequested',
    'RequestReceived',
    'CommandRejected',
    'SenderChanged',
    'Sendai',
    'Process',
    'orders.placed',
    'PriceUpdate',
    'OrderStatus',
    'invoice-paid',
    '注文',
  ])('hears none in %s', (name) => {
    expect(found(name)).toEqual([]);
  });

  it('leaves orders on a queue alone, and finds a fact that goes to one addressee there', () => {
    const queue = {channel: 'queue', addressedTo: 'billing'};
    expect(found('SendEmail', queue)).toEqual([]);
    expect(found('SendEmail', {channel: 'topic'})).toHaveLength(1);
    expect(found('OrderPlaced', queue)).toMatchObject([
      {severity: 'info', message: expect.stringContaining('goes through a queue to billing alone')},
    ]);
    expect(found('OrderPlaced', {channel: 'queue'})).toEqual([]);
    expect(found('OrderPlaced', {channel: 'topic', addressedTo: 'billing'})).toEqual([]);
  });
});
