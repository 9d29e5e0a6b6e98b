import {describe, expect, it} from 'vitest';
import {deployed, documents, edges, read, sample} from './read.ts';

const callTo = async (target: string, text: string) => (await read(text)).calls.find(({to}) => to.service === target);

describe('what a mesh says of calls', () => {
  it('stands on the calls to that host: timeouts and retries of one attempt, and the breaker', async () => {
    const text = sample('mesh.yaml');
    expect(await callTo('reviews', text)).toMatchObject({timeoutMs: 2000, retries: 3, circuitBreaker: true});
    expect(await callTo('details', text)).toMatchObject({timeoutMs: 500});
    expect(await callTo('search', text)).toMatchObject({timeoutMs: 800});
    const weather = await callTo('api.weather.example.io', text);
    expect(weather?.timeoutMs).toBeUndefined();
    expect(weather?.circuitBreaker).toBeUndefined();
  });

  const virtual = (http: object[]) =>
    documents(
      deployed('web', {CART_URL: 'http://cart'}),
      deployed('cart'),
      JSON.stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: {name: 'cart'},
        spec: {hosts: ['cart'], http},
      }),
    );

  it('counts as many retries as fit into the time for all attempts', async () => {
    // 5 s for all and 2 s for each: the third attempt is cut short, a fourth never starts.
    const call = await callTo('cart', virtual([{timeout: '5s', retries: {attempts: 9, perTryTimeout: '2s'}}]));
    expect(call).toMatchObject({timeoutMs: 2000, retries: 2});
    expect(await callTo('cart', virtual([{timeout: '0s'}]))).toMatchObject({to: {service: 'cart'}});
    expect((await callTo('cart', virtual([{timeout: '0s'}])))?.timeoutMs).toBeUndefined();
  });

  it('is not taken where it differs between requests, and that is said', async () => {
    const match = (prefix: string) => [{uri: {prefix}}];
    const draft = await read(
      virtual([
        {match: match('/a'), timeout: '1s'},
        {match: match('/b'), timeout: '2s'},
      ]),
    );
    expect(draft.calls[0]?.timeoutMs).toBeUndefined();
    expect(draft.notes).toEqual([
      expect.stringContaining('VirtualService cart (system.yaml:9) has different timeouts'),
    ]);
    const same = await read(
      virtual([
        {match: match('/a'), timeout: '1s'},
        {match: match('/b'), timeout: '1s'},
      ]),
    );
    expect(same.calls[0]?.timeoutMs).toBe(1000);
  });

  it('makes no call of what is allowed, but asks', async () => {
    const draft = await read(sample('mesh.yaml'));
    expect(edges(draft)).not.toContain('reviews -> details');
    expect(draft.questions).toEqual([
      'AuthorizationPolicy details (system.yaml:96) lets reviews reach details: does it call it, and waits for the answer?',
    ]);
    expect(draft.notes).toEqual([expect.stringContaining('One policy says who may call whom.')]);
  });
});

describe('doors into the cluster', () => {
  it('are operations on the services behind them, and no routes between services', async () => {
    const {operations} = await read(sample('mesh.yaml'));
    expect(operations.map(({name, entry, origin}) => [name, entry.service, origin.rule])).toEqual([
      ['page', 'page', 'VirtualService shop'],
      ['search', 'search', 'HTTPRoute search-outside'],
    ]);
  });

  const ingress = (spec: object, apiVersion = 'networking.k8s.io/v1') =>
    JSON.stringify({apiVersion, kind: 'Ingress', metadata: {name: 'in'}, spec});
  const entries = async (...parts: string[]) =>
    (await read(documents(deployed('web'), deployed('api'), ...parts))).operations.map(({entry}) => entry.service);

  it('are read from an Ingress as it is written now and as it was before 1.19', async () => {
    const paths = [{path: '/api', backend: {service: {name: 'api', port: {number: 80}}}}];
    const now = ingress({defaultBackend: {service: {name: 'web'}}, rules: [{http: {paths}}]});
    const before = ingress(
      {backend: {serviceName: 'web'}, rules: [{http: {paths: [{backend: {serviceName: 'api'}}]}}]},
      'extensions/v1beta1',
    );
    expect(await entries(now)).toEqual(['web', 'api']);
    expect(await entries(before)).toEqual(['web', 'api']);
  });

  it('are node ports only where there is no other, and never stores', async () => {
    const port = (name: string, type: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {name: `${name}-out`},
        spec: {type, selector: {app: name}},
      });
    expect(await entries(port('api', 'NodePort'))).toEqual(['api']);
    expect(await entries(port('api', 'NodePort'), port('web', 'LoadBalancer'))).toEqual(['web']);
    const store = deployed('store').replaceAll('r/store', 'postgres:17');
    expect(await entries(store, port('store', 'LoadBalancer'))).toEqual([]);
  });
});

describe('eventing', () => {
  it('takes directions from the rights of Kafka users, and asks about the others', async () => {
    const draft = await read(sample('events.yaml'));
    expect(draft.brokers).toMatchObject([{name: 'main', nodes: 3}]);
    expect(draft.calls).toEqual([]);
    const orders = draft.events.find(({name}) => name === 'orders.placed');
    expect(orders).toMatchObject({
      via: 'main',
      topic: 'orders.placed',
      producers: [{service: 'checkout'}],
      consumers: [{place: {service: 'billing'}, group: 'billing'}],
    });
    expect(draft.questions).toEqual([
      'Does audit publish or read on main, and which topic? (system.yaml:71 KAFKA_BOOTSTRAP_SERVERS)',
    ]);
  });

  it('reads Knative and Dapr, where who sends and who gets is written down', async () => {
    const draft = await read(sample('knative-dapr.yaml'));
    expect(edges(draft)).toEqual(['orders -> stock']);
    expect(
      draft.events.map(({name, via, producers, consumers}) => [
        name,
        via,
        producers,
        consumers.map(({place}) => place),
      ]),
    ).toEqual([
      ['order.placed', 'default', [], [{service: 'stock'}]],
      ['default', 'default', [{service: 'orders'}], []],
      ['placed', 'pubsub', [{service: 'orders'}], [{service: 'stock'}]],
    ]);
    expect(draft.operations).toMatchObject([{entry: {service: 'orders'}}]);
  });
});
