import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {kubernetes} from '../../../src/import/kubernetes.ts';
import {textArtefact} from '../text-artefact.ts';
import {deployed, documents, edges, onlineBoutique, read, sample} from './read.ts';

/** The edges of the architecture diagram in the demo's README, its services named as in the manifest. */
const documented = [
  ['loadgenerator', ['frontend']],
  [
    'frontend',
    [
      'adservice',
      'recommendationservice',
      'productcatalogservice',
      'cartservice',
      'shippingservice',
      'currencyservice',
      'checkoutservice',
    ],
  ],
  ['recommendationservice', ['productcatalogservice']],
  [
    'checkoutservice',
    ['productcatalogservice', 'cartservice', 'shippingservice', 'currencyservice', 'paymentservice', 'emailservice'],
  ],
  ['cartservice', ['redis-cart']],
] as const;

describe('the manifests of Online Boutique', () => {
  it('give all sixteen documented edges and none besides among the services of the demo', async () => {
    const draft = await read(onlineBoutique);
    const described = new Set(draft.services.filter(({dangling}) => !dangling).map(({name}) => name));
    const expected = documented.flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`)).sort();
    expect(expected).toHaveLength(16);
    expect(edges({...draft, calls: draft.calls.filter(({to}) => described.has(to.service))})).toEqual(expected);
    expect(draft.calls.every(({origin: {confidence, line}}) => line !== undefined && confidence !== 'guess')).toBe(
      true,
    );
  });

  it('name one service for the two Services over the frontend, a store, a target that is not there, and the entry', async () => {
    const {services, operations} = await read(onlineBoutique);
    const named = (name: string) => services.filter((one) => one.name === name);
    expect(named('frontend')).toHaveLength(1);
    expect(named('frontend-external')).toHaveLength(0);
    expect(named('redis-cart')).toMatchObject([{kind: 'datastore'}]);
    expect(named('shoppingassistantservice')).toMatchObject([{kind: 'external', dangling: true}]);
    expect(services).toHaveLength(13);
    expect(operations).toMatchObject([{name: 'frontend', entry: {service: 'frontend'}}]);
  });

  it('point at the line of the variable', async () => {
    const {calls} = await read(onlineBoutique);
    const {origin} = calls.find(({from, to}) => from.service === 'cartservice' && to.service === 'redis-cart')!;
    expect(onlineBoutique.split('\n')[origin.line! - 1]).toContain('REDIS_ADDR');
    expect(origin).toMatchObject({file: 'system.yaml', rule: 'environment REDIS_ADDR', confidence: 'sure'});
  });
});

/** Documents in any order say the same. */
const samples = {
  'Online Boutique': onlineBoutique,
  versions: sample('versions.yaml'),
  settings: sample('settings.yaml'),
  events: sample('events.yaml'),
};

function facts(draft: Awaited<ReturnType<typeof read>>): unknown {
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  const plain = ({origin: _, ...rest}: {readonly origin: unknown}) => rest;
  return {
    services: sorted(draft.services.map(plain)),
    calls: sorted(draft.calls.map((call) => ({...plain(call), confidence: call.origin.confidence}))),
    brokers: sorted(draft.brokers.map(plain)),
    events: sorted(draft.events.map(({name, producers, consumers}) => [name, producers, consumers.map(plain)])),
    operations: sorted(draft.operations.map(plain)),
  };
}

describe('what the order and the namespaces of manifests change', () => {
  it.each(Object.entries(samples))(
    'is nothing when the documents of %s are shuffled and split over files',
    async (_, text) => {
      const parts = text.split(/^---$/m);
      const before = facts(await read(text));
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(parts, {minLength: parts.length}),
          fc.integer({min: 0, max: parts.length}),
          async (shuffled, cut) => {
            const files = [shuffled.slice(0, cut), shuffled.slice(cut)].map((part) => part.join('\n---\n'));
            expect(facts(await read(...files))).toEqual(before);
          },
        ),
        {numRuns: 3, seed: 7},
      );
    },
  );

  it('is nothing when a namespace is renamed everywhere, or put on everything', async () => {
    const before = facts(await read(sample('events.yaml')));
    expect(
      facts(
        await read(
          sample('events.yaml')
            .replaceAll(/namespace: kafka\b/g, 'namespace: lot')
            .replaceAll('.kafka.svc', '.lot.svc'),
        ),
      ),
    ).toEqual(before);
    const placed = onlineBoutique.replaceAll(/^metadata:$/gm, 'metadata:\n  namespace: boutique');
    expect(facts(await read(placed))).toEqual(facts(await read(onlineBoutique)));
  });
});

describe('files that hold objects', () => {
  it('are read from lists of lists, empty documents and JSON alike', async () => {
    const [cart = '', service = ''] = deployed('cart').split('\n---\n');
    const list = (...items: string[]) => `{"apiVersion":"v1","kind":"List","items":[${items.join(',')}]}`;
    const caller = deployed('web', {CART_URL: 'http://cart'});
    const text = documents('', '# nothing', list(list(cart), service), 'null', caller);
    expect(edges(await read(text))).toEqual(['web -> cart']);
    expect(edges(await read(`[${cart},${service}]`, caller))).toEqual(['web -> cart']);
  });

  it('are known by apiVersion and kind, and those of other programs are not taken for them', () => {
    const known = (text: string, name = 'x.yaml') => kubernetes.recognizes(textArtefact(name, text));
    expect(known('apiVersion: apps/v1\nkind: Deployment\n')).toBe(true);
    expect(known('{"kind": "List", "apiVersion": "v1", "items": []}', 'all.json')).toBe(true);
    expect(known('# first\n---\n- kind: Pod\n  apiVersion: v1\n')).toBe(true);
    expect(known('apiVersion: backstage.io/v1alpha1\nkind: Component\n')).toBe(false);
    expect(known('apiVersion: v2\nname: chart\nkind: x\n', 'charts/a/Chart.yaml')).toBe(false);
    expect(known('services:\n  a: {image: b}\n')).toBe(false);
  });

  it('stand for the one at the top where a cluster lists what its controllers made', async () => {
    const owned = (kind: string, name: string, owner: [string, string], body: object) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind,
        metadata: {
          name,
          labels: {app: 'web', 'pod-template-hash': '5f7'},
          ownerReferences: [{kind: owner[0], name: owner[1], controller: true}],
        },
        spec: body,
      });
    const pod = {containers: [{image: 'r/web', env: [{name: 'CART_URL', value: 'http://cart'}]}]};
    const template = {template: {metadata: {labels: {app: 'web', 'pod-template-hash': '5f7'}}, spec: pod}};
    const pods = ['a', 'b'].map((id) => owned('Pod', `web-5f7-${id}`, ['ReplicaSet', 'web-5f7'], pod));
    const set = owned('ReplicaSet', 'web-5f7', ['Deployment', 'web'], template);
    for (const parts of [pods, [...pods, set]]) {
      const draft = await read(documents(deployed('cart'), ...parts));
      expect(draft.services.map(({name}) => name).sort()).toEqual(['cart', 'web']);
      expect(edges(draft)).toEqual(['web -> cart']);
    }
  });

  it('may describe a thing twice: the later one counts, and it is said', async () => {
    const draft = await read(
      deployed('cart'),
      deployed('web', {A_URL: 'http://cart'}),
      deployed('web', {A_URL: 'http://stock'}),
    );
    expect(edges(draft)).toEqual(['web -> stock']);
    expect(draft.notes).toEqual([
      expect.stringContaining('Deployment web is described in system-2.yaml:1 and again in system-3.yaml:1'),
    ]);
  });
});
