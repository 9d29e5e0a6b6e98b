import {describe, expect, it} from 'vitest';
import {namesTable} from '../../../src/import/kubernetes/names.ts';
import {deployed, documents, edges, read, sample} from './read.ts';

describe('a host in a cluster', () => {
  const names = namesTable();
  names.add('cart', 'shop', 'shop/cart');
  names.add('cart', 'test', 'test/cart');
  names.add('stock', 'shop', 'stock');
  names.add('kafka', 'bus', 'kafka');
  names.add('mail', undefined, 'mail');
  names.addHost('*.partner.io', 'partner');

  // The forms are those of Kubernetes' "DNS for Services and Pods".
  it.each([
    ['cart', 'shop', 'shop/cart', 'sure'],
    ['cart', 'test', 'test/cart', 'sure'],
    ['CART', 'shop', 'shop/cart', 'sure'],
    ['cart.shop', 'test', 'shop/cart', 'sure'],
    ['cart.shop.svc', 'test', 'shop/cart', 'sure'],
    ['cart.shop.svc.cluster.local', 'test', 'shop/cart', 'sure'],
    ['cart.shop.svc.cluster.local.', 'test', 'shop/cart', 'sure'],
    ['cart.shop.svc.our.domain', 'test', 'shop/cart', 'sure'],
    ['kafka-2.kafka.bus.svc.cluster.local', 'shop', 'kafka', 'sure'],
    ['kafka-2.kafka', 'bus', 'kafka', 'sure'],
    ['stock', 'test', 'stock', 'guess'],
    ['mail', 'shop', 'mail', 'likely'],
    ['mail.anywhere.svc', 'shop', 'mail', 'likely'],
    ['api.partner.io', 'shop', 'partner', 'sure'],
  ] as const)('%s seen from %s is %s, %s', (host, from, service, confidence) => {
    expect(names.resolve(host, from)).toEqual({service, confidence});
  });

  it.each([
    ['cart', 'elsewhere'],
    ['stock.test', 'shop'],
    ['stock.shop.example.com', 'shop'],
    ['mail.com', undefined],
    ['mail.io', undefined],
    ['cart-1', 'shop'],
    ['__proto__', 'shop'],
    ['', 'shop'],
  ])('%s seen from %s is nothing that is described', (host, from) => {
    expect(names.resolve(host, from)).toBeUndefined();
  });
});

describe('services of the topology', () => {
  it('are one for all versions behind a Service and for all Services over one workload, with all replicas', async () => {
    const draft = await read(sample('versions.yaml'));
    expect(draft.services.map(({name, kind, replicas}) => [name, kind, replicas])).toEqual([
      ['ratings', undefined, 3],
      ['mongo', 'datastore', 3],
      ['page', undefined, undefined],
      ['shop/cache', 'datastore', undefined],
      ['data/cache', 'datastore', undefined],
    ]);
  });

  it('are called by every form of their names, and waiting for one before the start is no call', async () => {
    const draft = await read(sample('versions.yaml'));
    // page waits for mongo in an init container and has no other word of it.
    expect(edges(draft)).toEqual(['page -> data/cache', 'page -> ratings', 'page -> shop/cache', 'ratings -> mongo']);
    expect(draft.operations).toMatchObject([
      {name: 'page', origin: {rule: 'Service page-public of type LoadBalancer'}},
    ]);
  });

  it('bear the namespace only where two namespaces have the name', async () => {
    const names = async (...parts: string[]) => (await read(documents(...parts))).services.map(({name}) => name);
    expect(await names(deployed('cart', {}, 'a'), deployed('web', {}, 'b'))).toEqual(['cart', 'web']);
    expect(await names(deployed('cart', {}, 'a'), deployed('cart', {}, 'b'))).toEqual(['a/cart', 'b/cart']);
  });

  it('stay apart when one Service selects workloads of different names', async () => {
    const all =
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "metrics"}, "spec": {"selector": {"watched": "yes"}}}';
    const watched = (text: string) => text.replaceAll('"labels":{', '"labels":{"watched":"yes",');
    const draft = await read(
      documents(all, watched(deployed('cart')), watched(deployed('web', {CART_URL: 'http://cart'}))),
    );
    expect(edges(draft)).toEqual(['web -> cart']);
    expect(draft.notes).toEqual(['Service metrics stands for cart, web: what calls it is taken to call cart.']);
  });

  it('are one for workloads of any names that carry a version of one app, or run one image', async () => {
    const service =
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "shade"}, "spec": {"selector": {"app": "shade"}}}';
    const workload = (name: string, labels: object, image: string) =>
      JSON.stringify({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: {name},
        spec: {template: {metadata: {labels: {app: 'shade', ...labels}}, spec: {containers: [{image}]}}},
      });
    const names = async (...parts: string[]) =>
      (await read(documents(service, ...parts))).services.map(({name}) => name);
    expect(await names(workload('grey', {version: 'a'}, 'r/x:1'), workload('orange', {version: 'b'}, 'r/y:1'))).toEqual(
      ['shade'],
    );
    expect(await names(workload('grey', {}, 'r/x:1'), workload('orange', {}, 'r/x:2'))).toEqual(['shade']);
    expect(await names(workload('grey', {}, 'r/x:1'), workload('orange', {}, 'r/y:1'))).toEqual(['grey', 'orange']);
  });

  it('are named after a Service whose pods nobody here describes, and after what lies outside', async () => {
    const bare =
      '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "stock"}, "spec": {"selector": {"app": "x"}}}';
    const {services} = await read(
      documents(
        bare,
        deployed('web', {
          STOCK_URL: 'http://stock',
          TAX: 'http://tax.gov-data.svc:80',
          TAX_OLD: 'tax.gov-data.svc.cluster.local',
        }),
      ),
    );
    expect(services.map(({name, kind, dangling}) => [name, kind, dangling])).toEqual([
      ['web', undefined, undefined],
      ['stock', undefined, undefined],
      ['tax.gov-data', 'external', true],
    ]);
  });
});
