import {describe, expect, it} from 'vitest';
import {draftOf, edges, placed, type Told} from './traced.ts';

const kafka = {'messaging.system': 'kafka', 'messaging.destination.name': 'orders'};
const shop: Told = {id: 1, service: 'shop', kind: 'server', name: 'POST /orders'};

describe('messages', () => {
  it('become an event on the broker, with who publishes and who reads by the kinds of their spans', async () => {
    const draft = await draftOf([
      shop,
      {id: 2, parent: 1, service: 'shop', kind: 'producer', name: 'orders publish', attributes: kafka},
      {
        id: 3,
        parent: 2,
        service: 'mail',
        kind: 'consumer',
        name: 'orders process',
        at: 500,
        ms: 40,
        attributes: {...kafka, 'messaging.consumer.group.name': 'mailers'},
      },
      {id: 4, parent: 3, service: 'mail', kind: 'client', at: 510, ms: 20, attributes: {'peer.service': 'smtp'}},
    ]);
    expect(edges(draft)).toEqual(['mail -> smtp']);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
    expect(draft.events).toMatchObject([
      {
        name: 'orders',
        via: 'kafka',
        topic: 'orders',
        producers: [{service: 'shop'}],
        consumers: [{place: {service: 'mail'}, group: 'mailers', handlingMs: 40}],
      },
    ]);
    expect(draft.operations.map(({name}) => name)).toEqual(['POST /orders']);
  });

  const rabbit = (destination: string) => ({
    'messaging.system': 'rabbitmq',
    'messaging.destination.name': destination,
  });
  const signup = (trace: number, isLinked: boolean): Told[] => [
    {trace, id: 1, service: 'api', kind: 'server', name: 'POST /signup'},
    {trace, id: 2, parent: 1, service: 'api', kind: 'producer', attributes: rabbit('user.events')},
    {
      trace: trace + 50,
      id: 3,
      service: 'mailer',
      kind: 'consumer',
      attributes: rabbit('mail-queue'),
      ...(isLinked ? {links: [[trace, 2]]} : {}),
    },
  ];

  it('go from an exchange to a queue: one event of the name that its producer gives it, the queue is the group', async () => {
    const child = await draftOf([
      {id: 1, service: 'api', kind: 'server', name: 'POST /signup'},
      {id: 2, parent: 1, service: 'api', kind: 'producer', attributes: rabbit('user.events')},
      {id: 3, parent: 2, service: 'mailer', kind: 'consumer', attributes: rabbit('mail-queue')},
      {id: 4, parent: 2, service: 'crm', kind: 'consumer', attributes: rabbit('crm-queue')},
    ]);
    for (const draft of [child, await draftOf(signup(1, true))]) {
      expect(draft.events).toMatchObject([{name: 'user.events', topic: 'user.events', producers: [{service: 'api'}]}]);
      expect(draft.questions).toEqual([]);
    }
    expect(child.events[0]?.consumers.map(({place, group}) => [place.service, group]).sort()).toEqual([
      ['crm', 'crm-queue'],
      ['mailer', 'mail-queue'],
    ]);
  });

  it('of a queue whose exchange other messages tell are not asked for, and of one that none tells they are', async () => {
    const draft = await draftOf([...signup(1, false), ...signup(2, true), ...signup(3, false)]);
    expect(draft.events.map(({name}) => name)).toEqual(['user.events']);
    expect(draft.events[0]?.consumers).toHaveLength(1);
    expect(draft.questions).toEqual([]);
    expect((await draftOf(signup(1, false))).questions).toHaveLength(2);
  });

  it('are handled until the last span below the consumer ends, as far as no message lies between', async () => {
    // Brave ends the consumer's span when the listener is called; what it does is a child.
    const draft = await draftOf([
      {id: 1, service: 'orders', kind: 'producer', attributes: rabbit('shipping')},
      {id: 2, parent: 1, service: 'shipping', kind: 'consumer', at: 5, ms: 0.01, attributes: rabbit('shipping')},
      {id: 3, parent: 2, service: 'shipping', name: 'on-message', at: 5.1, ms: 30},
      {id: 4, parent: 3, service: 'shipping', kind: 'client', at: 10, ms: 20, attributes: {'db.system': 'mysql'}},
      {id: 5, parent: 3, service: 'shipping', kind: 'producer', at: 30, ms: 1, attributes: rabbit('shipped')},
      {id: 6, parent: 5, service: 'shipping', kind: 'consumer', at: 500, ms: 7, attributes: rabbit('shipped')},
    ]);
    expect(draft.events.map(({name, consumers}) => [name, consumers[0]?.handlingMs]).sort()).toEqual([
      ['shipped', 7],
      ['shipping', 30.1],
    ]);
  });

  it('are found by links where the consumer has a trace of its own, also of a batch, and the topic where only one side names it', async () => {
    const draft = await draftOf([
      ...[1, 2, 3].flatMap((trace): Told[] => [
        {trace, ...shop},
        {trace, id: 2, parent: 1, service: 'shop', kind: 'producer', attributes: kafka},
      ]),
      {
        trace: 9,
        id: 1,
        service: 'mail',
        kind: 'consumer',
        name: 'poll',
        links: [
          [1, 2],
          [2, 2],
          [3, 2],
        ],
        attributes: {'messaging.system': 'kafka'},
      },
    ]);
    expect(draft.events).toMatchObject([
      {name: 'orders', producers: [{service: 'shop'}], consumers: [{place: {service: 'mail'}}]},
    ]);
    expect(draft.calls).toEqual([]);
  });

  it('meet by topic where nothing was propagated', async () => {
    const draft = await draftOf([
      {id: 1, service: 'shop', kind: 'producer', attributes: kafka},
      {
        trace: 2,
        id: 1,
        service: 'mail',
        kind: 'consumer',
        attributes: {'messaging.system': 'kafka', 'messaging.destination': 'orders'},
      },
    ]);
    expect(draft.events).toMatchObject([{producers: [{service: 'shop'}], consumers: [{place: {service: 'mail'}}]}]);
    expect(draft.questions).toEqual([]);
  });

  it('are told by their step where the span is a client', async () => {
    const draft = await draftOf([
      {id: 1, service: 'shop', kind: 'client', attributes: {...kafka, 'messaging.operation.type': 'send'}},
      {trace: 2, id: 1, service: 'mail', kind: 'client', attributes: {...kafka, 'messaging.operation': 'receive'}},
      {trace: 3, id: 1, service: 'mail', kind: 'client', attributes: {...kafka, 'messaging.operation.type': 'settle'}},
    ]);
    expect(draft.calls).toEqual([]);
    expect(draft.events).toMatchObject([{producers: [{service: 'shop'}], consumers: [{place: {service: 'mail'}}]}]);
    // Waiting for messages is not handling them.
    expect(draft.events[0]?.consumers[0]?.handlingMs).toBeUndefined();
  });

  it('leave a side open that no span shows, and ask for it', async () => {
    const draft = await draftOf([{id: 1, service: 'mail', kind: 'consumer', attributes: kafka}]);
    expect(draft.events).toMatchObject([{producers: [], consumers: [{place: {service: 'mail'}}]}]);
    expect(draft.questions).toEqual(['Who publishes orders on kafka? The spans show only who reads it.']);
  });

  it('give the share of requests that publish, and keep the time of publishing in the publisher', async () => {
    const draft = await draftOf(
      [1, 2, 3, 4].flatMap((trace): Told[] => [
        {trace, ...shop, ms: 30},
        ...(trace === 1
          ? [{trace, id: 2, parent: 1, service: 'shop', kind: 'producer' as const, ms: 10, attributes: kafka}]
          : []),
      ]),
    );
    expect(draft.events[0]?.probability).toBe(0.25);
    expect(draft.services[0]?.latency?.p50Ms).toBe(30);
  });

  it('start a request of their own where a service reads what it publishes', async () => {
    const draft = await draftOf([
      shop,
      {id: 2, parent: 1, service: 'shop', kind: 'producer', attributes: kafka},
      {id: 3, parent: 2, service: 'shop', kind: 'consumer', name: 'orders process', at: 50, attributes: kafka},
    ]);
    expect(draft.calls).toEqual([]);
    expect(draft.events[0]?.consumers.map(({place}) => placed(place))).toEqual(['shop/orders process']);
    expect(draft.events[0]?.producers.map(placed)).toEqual(['shop/POST /orders']);
  });

  it('over nothing that is known stand for work that is not waited for', async () => {
    const draft = await draftOf([
      shop,
      {trace: 2, id: 7, service: 'report', name: 'nightly', kind: 'internal', links: [[1, 1]], follows: true},
    ]);
    expect(draft.calls).toEqual([]);
    expect(draft.events).toMatchObject([
      {name: 'nightly', via: undefined, producers: [{service: 'shop'}], consumers: [{place: {service: 'report'}}]},
    ]);
    expect(draft.operations.map(({name}) => name)).toEqual(['POST /orders']);
  });
});
