import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {kiali} from '../../../src/import/kiali.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = (name: string) => readFileSync(`fixtures/import/kiali/${name}.expected.json`, 'utf8');
const read = (...texts: string[]) =>
  kiali.read(
    texts.map((text, i) => textArtefact(`graph${i === 0 ? '' : i}.json`, text)),
    plainRun,
  );

type Fields = Readonly<Record<string, unknown>>;
const app = (name: string, more: Fields = {}) => ({id: name, nodeType: 'app', namespace: 'shop', app: name, ...more});
const http = (source: string, target: string, rates: Fields, more: Fields = {}) => ({
  id: `${source}-${target}`,
  source,
  target,
  traffic: {protocol: 'http', rates, ...more},
});
const graph = (nodes: readonly Fields[], edges: readonly Fields[], more: Fields = {}) =>
  JSON.stringify({
    duration: 600,
    graphType: 'versionedApp',
    elements: {nodes: nodes.map((data) => ({data})), edges: edges.map((data) => ({data}))},
    ...more,
  });
const arrows = (calls: readonly {from: {service: string}; to: {service: string}}[]) =>
  calls.map(({from, to}) => `${from.service} -> ${to.service}`).sort();

// Read off the edges of the two files by hand; edges of a node to itself and to "unknown" are no calls.
const ofBothSamples = [
  'ingressgateway -> productpage',
  'ingressgateway -> tcp',
  'productpage -> details',
  'productpage -> reviews',
  'productpage -> tcp',
  'reviews -> deposit',
  'reviews -> pricing',
  'reviews -> ratings',
];

describe('the samples', () => {
  it.each(['test_app_graph', 'test_service_graph'])('%s: every edge between services, and no other', async (name) => {
    const draft = await read(sample(name));
    expect(arrows(draft.calls)).toEqual(ofBothSamples);
    expect(draft.evidence).toBe('observed');
    expect(draft.services.map((service) => service.name)).not.toContain('unknown');
  });

  it('gives rates a request, failures and the line of the edge', async () => {
    const draft = await read(sample('test_app_graph'));
    const details = draft.calls.find(({to}) => to.service === 'details')!;
    // 80 requests a second of the 150 that reach productpage (100 from the gateway, 50 from outside); 20 of 80 with 5xx.
    expect(details.observed).toEqual({perRequest: 80 / 150, errorRate: 0.25, p95Ms: undefined});
    expect(details.probability).toBe(80 / 150);
    // The id of that edge stands in line 416 of the file.
    expect(details.origin).toEqual({file: 'graph.json', line: 416, rule: 'http traffic', confidence: 'sure'});
    // Bytes a second are no calls a request.
    expect(draft.calls.find(({to}) => to.service === 'tcp')!.observed).toBeUndefined();
  });

  it('takes what comes from outside the mesh, and a gateway, as operations', async () => {
    const {operations} = await read(sample('test_app_graph'));
    expect(operations.map(({name, rate}) => [name, rate])).toEqual([
      ['kiali-2412', 50],
      ['tcp', undefined],
      ['productpage', 50],
      ['ingressgateway', 100],
    ]);
  });

  it('counts once what two graphs show of the same services', async () => {
    const one = await read(sample('test_app_graph'));
    const both = await read(sample('test_app_graph'), sample('test_service_graph'));
    expect(both.calls.map(({observed}) => observed)).toEqual(one.calls.map(({observed}) => observed));
  });

  it('says that a service calling itself, and calls to nowhere, are left out', async () => {
    const {notes} = await read(sample('test_app_graph'));
    expect(notes.join('\n')).toMatch(/reviews calls itself \(40 requests a second\)/);
    expect(notes.join('\n')).toMatch(/reviews calls what the mesh does not know \(4 requests a second\)/);
  });
});

describe('a graph', () => {
  it('folds versions to their app, and a Service between caller and versions, and ignores boxes', async () => {
    const draft = await read(
      graph(
        [
          {id: 'box', nodeType: 'box', isBox: 'app', namespace: 'shop', app: 'reviews'},
          app('front'),
          {id: 's', nodeType: 'service', namespace: 'shop', service: 'reviews-svc'},
          {...app('reviews', {version: 'v1'}), id: 'v1', parent: 'box'},
          {...app('reviews', {version: 'v2'}), id: 'v2', parent: 'box'},
          app('ratings'),
        ],
        [
          http('front', 's', {http: '10.00'}),
          http('s', 'v1', {http: '6.00'}),
          http('s', 'v2', {http: '4.00'}),
          http('v1', 'ratings', {http: '6.00'}),
          http('v2', 'ratings', {http: '4.00', http5xx: '1.00'}),
        ],
      ),
    );
    expect(draft.services.map(({name}) => name)).toEqual(['front', 'reviews', 'ratings']);
    expect(arrows(draft.calls)).toEqual(['front -> reviews', 'reviews -> ratings']);
    // 10 of 10 requests go on to ratings, one of ten fails.
    expect(draft.calls[1]!.observed).toMatchObject({perRequest: 1, errorRate: 0.1});
  });

  it('names the namespace where two apps have one name, and nowhere else', async () => {
    const draft = await read(
      graph(
        [app('front'), app('cart', {id: 'a'}), app('cart', {id: 'b', namespace: 'old'})],
        [http('front', 'a', {http: '1'}), http('front', 'b', {http: '1'})],
      ),
    );
    expect(arrows(draft.calls)).toEqual(['front -> cart.old', 'front -> cart.shop']);
  });

  it('makes no call of an edge without traffic', async () => {
    const draft = await read(
      graph([app('a'), app('b'), app('c')], [http('a', 'b', {}), http('a', 'c', {http: '0.00'})]),
    );
    expect(draft.calls).toEqual([]);
    expect(draft.services).toHaveLength(3);
  });

  it('tells timeouts, and that 4xx are answers', async () => {
    const responses = {504: {flags: {UT: '5.0'}}, 404: {flags: {'-': '20.0'}}, 200: {flags: {'-': '75.0'}}};
    const draft = await read(
      graph(
        [app('a', {isRoot: true}), app('b')],
        [http('a', 'b', {http: '100.00', http4xx: '20.00', http5xx: '5.00'}, {responses})],
      ),
    );
    expect(draft.calls[0]!.observed!.errorRate).toBe(0.05);
    expect(draft.notes).toContain('UT, the callee was too slow for the timeout: a to b (5 % of its requests).');
  });

  it('counts the gRPC codes of a failing server as failures, not those of an answer', async () => {
    const responses = {0: {flags: {'-': '60.0'}}, 5: {flags: {'-': '30.0'}}, 14: {flags: {UF: '10.0'}}};
    const edge = {
      id: 'e',
      source: 'a',
      target: 'b',
      traffic: {protocol: 'grpc', rates: {grpc: '50.0', grpcErr: '20.0'}, responses},
    };
    const draft = await read(graph([app('a'), app('b')], [edge]));
    // Code 5 (not found) is an answer, code 14 (unavailable) is none.
    expect(draft.calls[0]!.observed!.errorRate).toBeCloseTo(0.1, 12);
  });

  it('reads the response time and says of which percentile it takes it to be', async () => {
    const draft = await read(graph([app('a'), app('b')], [{...http('a', 'b', {http: '1'}), responseTime: '230'}]));
    expect(draft.calls[0]!.observed!.p95Ms).toBe(230);
    expect(draft.notes.join()).toMatch(/95th percentile/);
  });

  it('takes a store for a store and a broker for a broker only where bytes end there', async () => {
    const tcp = (source: string, target: string) => ({
      id: `${source}${target}`,
      source,
      target,
      traffic: {protocol: 'tcp', rates: {tcp: '10'}},
    });
    const draft = await read(
      graph(
        [app('orders'), app('mysqldb'), app('kafka'), app('kafka-ui')],
        [tcp('orders', 'mysqldb'), tcp('orders', 'kafka'), http('orders', 'kafka-ui', {http: '1'})],
      ),
    );
    expect(draft.services.map(({name, kind}) => [name, kind])).toEqual([
      ['orders', undefined],
      ['mysqldb', 'datastore'],
      ['kafka-ui', undefined],
    ]);
    expect(arrows(draft.calls)).toEqual(['orders -> kafka-ui', 'orders -> mysqldb']);
    expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
    expect(draft.events).toMatchObject([{name: 'kafka', via: 'kafka', producers: [], consumers: []}]);
    expect(draft.questions[0]).toMatch(
      /^Does orders publish or read on kafka, and which topic\? \(graph\.json.* tcp traffic\)$/,
    );
  });

  it('keeps hosts outside the mesh as external and asks which they are', async () => {
    const draft = await read(
      graph(
        [
          app('orders'),
          {id: 'p', nodeType: 'service', namespace: 'unknown', service: 'PassthroughCluster'},
          {id: 'x', nodeType: 'service', service: 'api.bank.example', isServiceEntry: {location: 'MESH_EXTERNAL'}},
          {id: 'h', nodeType: 'service', service: 'BlackHoleCluster'},
        ],
        [http('orders', 'p', {http: '2'}), http('orders', 'x', {http: '1'}), http('orders', 'h', {http: '1'})],
      ),
    );
    expect(draft.services.map(({name, kind, dangling}) => [name, kind, dangling])).toEqual([
      ['orders', undefined, undefined],
      ['PassthroughCluster', 'external', true],
      ['api.bank.example', 'external', undefined],
    ]);
    expect(draft.questions.join()).toMatch(/Which hosts outside the mesh does orders call\?/);
    expect(draft.notes.join()).toMatch(/orders calls what the mesh does not know/);
  });

  it('asks how long a timeout is that Kiali only marks', async () => {
    const draft = await read(
      graph([app('a'), app('b', {hasRequestTimeout: true, hasCB: true})], [http('a', 'b', {http: '1'})]),
    );
    expect(draft.calls[0]!.circuitBreaker).toBe(true);
    expect(draft.questions.join()).toMatch(/How long is the timeout of the route to b\?/);
  });
});

describe('what is no graph', () => {
  it.each([
    ['cut off', sample('test_app_graph').slice(0, 5000), /^graph\.json:\d+:\d+: the JSON ends too early/],
    ['another JSON', '{"elements": []}', /no list at elements\.nodes/],
    ['without services', graph([], []), /shows no services/],
    ['broken', '{"elements":\n {"nodes": [,]}}', /^graph\.json:2:13: this is not valid JSON/],
  ])('%s is refused with its place', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('never crashes, whatever is changed in a sample', async () => {
    const text = sample('test_service_graph');
    const values = ['null', '[]', '{}', '"__proto__"', '1e999', '-1', '""', 'true', '9007199254740993'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(text.length), fc.nat(40), fc.constantFrom(...values)), {minLength: 1, maxLength: 3}),
        fc.boolean(),
        async (changes, cut) => {
          const changed = changes.reduce((all, [at, length, value]) => {
            // From one colon to the end of its value, so that most results are JSON.
            const from = all.indexOf(': ', at) + 2;
            const to = all.slice(from).search(/[,\n]/) + from;
            return cut ? all.slice(0, at) + all.slice(at + length) : all.slice(0, from) + value + all.slice(to);
          }, text);
          const draft = await read(changed).catch((error: unknown) => error);
          if (draft instanceof Error) expect(draft).toBeInstanceOf(UserError);
        },
      ),
      {seed: 7, numRuns: 150},
    );
  });
});
