import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {Draft} from '../../../src/import/draft.ts';
import {otlp} from '../../../src/import/otlp.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';
import {edges, placed} from '../traces/traced.ts';

const folder = new URL('../../../fixtures/import/otlp/', import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const read = (name: string, text = sample(name)): Promise<Draft> => otlp.read([textArtefact(name, text)], plainRun);
const kinds = (draft: Draft) => Object.fromEntries(draft.services.map(({name, kind}) => [name, kind ?? 'service']));

describe('the capture of a timeout that its callee never felt', () => {
  // Structure and the proxy's 15 s are in the manifest that the Jaeger project publishes beside the capture.
  it('finds the 15 s at which the proxy gives up, on its call and in words', async () => {
    const draft = await read('error_timeout_masked.otlp.json');
    expect(
      draft.calls
        .filter(({timeoutMs}) => timeoutMs !== undefined)
        .map(({from, to, timeoutMs}) => [placed(from), placed(to), timeoutMs]),
    ).toEqual([['frontend-proxy/POST /api/checkout', 'frontend/POST /api/checkout', 15_000]]);
    expect(draft.notes).toContain(
      'frontend-proxy gives up on frontend after 15 s: a timeout, seen in the only call; frontend shows no error: it did not notice.',
    );
  });

  it('has the calls of its five services and two stores, and no call of a service to itself', async () => {
    const draft = await read('error_timeout_masked.otlp.json');
    expect(edges(draft)).toEqual([
      'cart -> valkey-cart',
      'frontend -> cart',
      'frontend -> product-catalog',
      'frontend-proxy -> frontend',
      'load-generator -> frontend-proxy',
      'product-catalog -> astronomy-db',
    ]);
    expect(kinds(draft)).toMatchObject({'valkey-cart': 'datastore', 'astronomy-db': 'datastore', cart: 'service'});
  });

  it('keeps requests with different calls apart as endpoints', async () => {
    const draft = await read('error_timeout_masked.otlp.json');
    const of = (endpoint: string) =>
      draft.calls.filter(({from}) => placed(from) === `frontend/${endpoint}`).map(({to}) => to.service);
    expect(of('POST /api/checkout')).toEqual([]);
    expect(of('POST /api/cart')).toEqual(['cart', 'cart']);
    expect(of('GET /api/products/[productId]/index')).toEqual(['product-catalog']);
  });
});

describe('the captures of repeated calls', () => {
  const routes = (draft: Draft) => draft.calls.filter(({to}) => to.service === 'route');

  it('shows ten calls of which three run at a time as three calls at the same time', async () => {
    // The manifest: 11 siblings, 9 overlapping; HotROD ran with three workers for its ten calls of route.
    const draft = await read('n_plus_one_full_concurrent.otlp.json');
    expect(routes(draft).map(({count = 1}) => count)).toEqual([4, 3, 3]);
    expect(new Set(routes(draft).map(({parallel}) => parallel)).size).toBe(1);
    expect(routes(draft)[0]?.parallel).toBeDefined();
    expect(edges(draft)).toEqual([
      'customer -> mysql',
      'driver -> redis-manual',
      'frontend -> customer',
      'frontend -> driver',
      'frontend -> route',
    ]);
    expect(kinds(draft)).toMatchObject({mysql: 'datastore', 'redis-manual': 'datastore'});
    expect(draft.calls.filter(({from}) => from.service === 'frontend').map(({to}) => to.service)).toEqual([
      'customer',
      'driver',
      'route',
      'route',
      'route',
    ]);
  });

  it('shows the same calls one after the other as one call ten times', async () => {
    const trace = JSON.parse(sample('n_plus_one_full_concurrent.otlp.json')) as OtlpFile;
    const draft = await read('serial.json', JSON.stringify(oneAfterTheOther(trace, 'route')));
    expect(routes(draft).map(({count, parallel}) => ({count, parallel}))).toEqual([{count: 10, parallel: undefined}]);
  });

  it('tells repeated attempts from further calls: thirteen, three of them failed', async () => {
    // The manifest: 13 siblings that never overlap; three carry an error and are tried again.
    const draft = await read('n_plus_one_positive.otlp.json');
    const drivers = draft.calls.filter(({to}) => to.service === 'redis-manual');
    expect(drivers).toMatchObject([{count: 10, retries: 1, observed: {perRequest: 13}}]);
    expect(drivers[0]?.parallel).toBeUndefined();
  });
});

it('finds calls between two clients, where no server recorded anything, and their errors', async () => {
  const draft = await read('sibling_errors.otlp.json');
  expect(edges(draft)).toEqual(['checkout -> email', 'checkout -> payment']);
  expect(draft.calls.map(({observed}) => observed)).toMatchObject([
    // 20 to 60 ms and 120 to 180 ms, as the manifest draws them.
    {errorRate: 1, p50Ms: 40},
    {errorRate: 1, p50Ms: 60},
  ]);
  expect(draft.operations).toMatchObject([{entry: {service: 'checkout'}, measured: {availability: 0, p50Ms: 200}}]);
});

it('makes no call of single spans whose parents are missing, and says so', async () => {
  const draft = await read('otlp2parquet-traces.jsonl');
  expect(edges(draft)).toEqual([]);
  expect(draft.services.length).toBe(8);
  expect(draft.notes.join('\n')).toContain('13 spans name parents that are not there');
});

interface OtlpSpan {
  spanId: string;
  parentSpanId: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
}
interface OtlpFile {
  resourceSpans: {
    resource: {attributes: {key: string; value: {stringValue?: string}}[]};
    scopeSpans: {spans: OtlpSpan[]}[];
  }[];
}

/** The same trace with the calls of one service moved apart, behind one another; the request ends as much later. */
function oneAfterTheOther(file: OtlpFile, service: string): OtlpFile {
  const all = file.resourceSpans.flatMap((one) => one.scopeSpans.flatMap(({spans}) => spans));
  const byId = new Map(all.map((span) => [span.spanId, span]));
  const served = file.resourceSpans
    .filter(({resource}) =>
      resource.attributes.some(({key, value}) => key === 'service.name' && value.stringValue === service),
    )
    .flatMap((one) => one.scopeSpans.flatMap(({spans}) => spans));
  const pairs = served
    .map((server) => ({server, client: byId.get(server.parentSpanId)!}))
    .sort((a, b) => (a.client.startTimeUnixNano < b.client.startTimeUnixNano ? -1 : 1));
  let now = BigInt(pairs[0]!.client.startTimeUnixNano);
  for (const {server, client} of pairs) {
    const later = now - BigInt(client.startTimeUnixNano);
    for (const span of [server, client]) {
      span.startTimeUnixNano = String(BigInt(span.startTimeUnixNano) + later);
      span.endTimeUnixNano = String(BigInt(span.endTimeUnixNano) + later);
    }
    now = BigInt(client.endTimeUnixNano) + 100_000n;
  }
  const root = all.find(({parentSpanId}) => !parentSpanId)!;
  root.endTimeUnixNano = String(now);
  return file;
}
