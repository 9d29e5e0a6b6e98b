import {describe, expect, it} from 'vitest';
import {addressOf} from '../../../src/import/traces/address.ts';
import {shortNames} from '../../../src/import/traces/namespaces.ts';
import {withoutSecrets} from '../../../src/import/traces/without-secrets.ts';
import {draftOf, edges, type Told} from './traced.ts';

describe('names that come from attributes', () => {
  it.each([
    ['amqp://u:s3cret@r/q', 'amqp://r/q'],
    ['u:s3cret@pgx', 'pgx'],
    ['redis://:s3cret@cache:6379', 'redis://cache:6379'],
    ['amqps://s3cret@r', 'amqps://r'],
    ['host=pgx password=s3cret', 'pgx'],
    ['Server=pgx;User Id=sa;Password=s3cret', 'pgx'],
    ['password=s3cret', ''],
    ['orders?token=s3cret', 'orders'],
    [`amqp://u:s3cret${'x'.repeat(400)}@r`, 'amqp'],
    ['cache:6379', 'cache:6379'],
    ['[::1]:80', '[::1]:80'],
    ['jane@example', 'jane@example'],
  ])('%s is %s', (raw, expected) => {
    expect(withoutSecrets(raw)).toBe(expected);
  });

  it('are free of users, passwords and queries wherever they end up', async () => {
    const client = (id: number, attributes: Told['attributes'], kind: Told['kind'] = 'client'): Told => ({
      id,
      parent: 1,
      service: 'https://u:s3cret@web/?k=s3cret',
      kind,
      name: 'GET https://u:s3cret@x/y?z=s3cret',
      ...(attributes ? {attributes} : {}),
    });
    const draft = await draftOf([
      {...client(1, undefined, 'server'), parent: 0},
      client(2, {'net.peer.name': 'u:s3cret@host'}),
      client(3, {'db.system': 'mysql', 'db.name': 'host=h password=s3cret'}),
      client(4, {'db.system': 'u:s3cret@mysql'}),
      client(5, {'url.full': 'https://u:s3cret@pay/x?k=s3cret'}),
      client(6, {'peer.service': 'jdbc:postgresql://u:s3cret@pg/db'}),
      client(7, {'messaging.system': 'rabbitmq', 'messaging.destination.name': 'amqp://u:s3cret@r/q'}, 'producer'),
      client(
        8,
        {
          'messaging.system': 'amqp://u:s3cret@r',
          'messaging.destination': 'q?k=s3cret',
          'messaging.consumer_group': 'u:s3cret@g',
        },
        'consumer',
      ),
    ]);
    expect(JSON.stringify(draft)).not.toContain('s3cret');
    expect(draft.services.map(({name}) => name)).toEqual(
      expect.arrayContaining(['host', 'h', 'pay', 'pg', 'https://web/']),
    );
  });
});

describe('names with namespaces', () => {
  const proxy = (service: string, callee: string): Told[] => [
    {id: 1, service, kind: 'server'},
    {
      id: 2,
      parent: 1,
      service,
      kind: 'client',
      attributes: {upstream_cluster: `outbound|9080||${callee}.svc.cluster.local`},
    },
  ];

  it('are one with the plain ones: what a proxy calls, whether it answers or not, and what the program itself says', async () => {
    const draft = await draftOf([
      ...proxy('web.shop', 'reviews.shop'),
      {id: 3, parent: 2, service: 'reviews.shop', kind: 'server'},
      {id: 4, parent: 3, service: 'reviews', kind: 'internal'},
      ...proxy('reviews', 'ratings.shop').map((span) => ({...span, trace: 2})),
      {trace: 3, id: 1, service: 'ratings.shop', kind: 'server'},
    ]);
    expect(edges(draft)).toEqual(['reviews -> ratings', 'web -> reviews']);
    expect(draft.services.map(({name}) => name).sort()).toEqual(['ratings', 'reviews', 'web']);
    expect(draft.notes.join('\n')).toContain('ratings.shop, reviews.shop and web.shop');
  });

  it('keep their namespace where two have a service of that name', async () => {
    const draft = await draftOf([
      ...proxy('web.a', 'reviews.a'),
      ...proxy('web.b', 'reviews.b').map((span) => ({...span, trace: 2})),
    ]);
    expect(edges(draft)).toEqual(['web.a -> reviews.a', 'web.b -> reviews.b']);
  });

  it('are left alone where nothing says that the second part is one', () => {
    expect(shortNames(['shop.api', 'a.b.c', 'reviews.shop'], ['api.stripe.com'], new Set(['shop']))).toMatchObject({
      services: ['shop.api', 'a.b.c', 'reviews'],
      peers: ['api.stripe.com'],
      shortened: ['reviews.shop'],
    });
  });

  it('are read from addresses, whatever the domain of the cluster', () => {
    for (const host of ['cart.shop.svc', 'cart.shop.svc.cluster.local', 'http://cart.shop.svc.example.org.:80/x'])
      expect(addressOf(host, '')).toEqual({name: 'cart.shop', numeric: false, namespace: 'shop'});
  });
});
