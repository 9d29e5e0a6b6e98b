import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../../src/errors.ts';
import {backstage} from '../../../src/import/backstage.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = readFileSync('fixtures/import/backstage/catalog-info.multi.yaml', 'utf8');
const read = (text: string, folder: Readonly<Record<string, string>> = {}) =>
  backstage.read([textArtefact('catalog-info.yaml', text, folder)], plainRun);

type Spec = Readonly<Record<string, unknown>>;
/** Entities as the catalog's own API gives them out, which is YAML as well: one a line, separated as documents. */
const catalog = (...entities: readonly (readonly [kind: string, name: string, spec: Spec, namespace?: string])[]) =>
  entities
    .map(([kind, name, spec, namespace]) =>
      JSON.stringify({apiVersion: 'backstage.io/v1alpha1', kind, metadata: {name, namespace}, spec}),
    )
    .join('\n---\n');
const arrows = ({calls}: Draft) =>
  calls.map(({from, to, origin}) => `${from.service} -> ${to.service} (${origin.confidence})`);

describe('the sample', () => {
  it('gives the three edges that its entities state, with lines and how sure they are', async () => {
    const draft = await read(sample);
    // wayback-search consumes an API that wayback-archive provides, of unknown type; www-artist names a component in place
    // of an API; artist-lookup depends on a database. subcomponentOf is no call.
    expect(arrows(draft)).toEqual([
      'wayback-search -> wayback-archive (guess)',
      'www-artist -> artist-lookup (likely)',
      'artist-lookup -> artists-db (likely)',
    ]);
    expect(draft.calls.map(({origin}) => [origin.file, origin.line])).toEqual([
      ['catalog-info.yaml', 52],
      ['catalog-info.yaml', 11],
      ['catalog-info.yaml', 26],
    ]);
    expect(draft.services.map(({name, kind, team}) => [name, kind, team])).toEqual([
      ['www-artist', undefined, 'team-a'],
      ['artist-lookup', undefined, 'team-a'],
      ['artists-db', 'datastore', 'team-a'],
      ['wayback-search', undefined, 'team-a'],
      ['wayback-archive', undefined, 'team-a'],
      ['wayback-archive-ingestion', undefined, 'team-d'],
    ]);
    expect(draft.questions).toEqual([expect.stringMatching(/^Is the API wayback-archive asked or listened to\?/)]);
    expect(draft.notes[0]).toMatch(/not what runs/);
  });
});

describe('APIs', () => {
  it('of a type that is asked are calls from every consumer to every provider', async () => {
    const draft = await read(
      catalog(
        ['API', 'orders', {type: 'grpc'}],
        ['Component', 'shop', {type: 'service', consumesApis: ['API:default/Orders', 'mail']}],
        ['Component', 'order-service', {type: 'service', providesApis: ['orders']}],
        ['API', 'mail', {type: 'openapi'}],
        ['Component', 'mailer', {type: 'service', providesApis: 'mail'}],
      ),
    );
    expect(arrows(draft)).toEqual(['shop -> order-service (likely)', 'shop -> mailer (likely)']);
    expect(draft.questions).toEqual([]);
  });

  it('of events are events, provider to consumer, where nothing says more', async () => {
    const draft = await read(
      catalog(
        ['API', 'order-events', {type: 'asyncapi', definition: 'see the wiki'}],
        ['Component', 'orders', {type: 'service', providesApis: ['order-events']}],
        ['Component', 'mail', {type: 'service', consumesApis: ['order-events']}],
      ),
    );
    expect(draft.calls).toEqual([]);
    expect(draft.events).toMatchObject([
      {name: 'order-events', producers: [{service: 'orders'}], consumers: [{place: {service: 'mail'}}]},
    ]);
  });

  it('of events follow their AsyncAPI definition, in place or beside the file', async () => {
    const definition = `asyncapi: 3.0.0
info: {title: Orders, version: '1'}
servers: {main: {host: 'broker:9092', protocol: kafka}}
channels: {c: {address: orders.placed, messages: {OrderPlaced: {}}}, d: {address: orders.cancel, messages: {CancelOrder: {}}}}
operations:
  a: {action: send, channel: {$ref: '#/channels/c'}}
  b: {action: receive, channel: {$ref: '#/channels/d'}}
`;
    const entities = (given: unknown) =>
      catalog(
        ['API', 'order-events', {type: 'asyncapi', definition: given}],
        ['Component', 'orders', {type: 'service', providesApis: ['order-events']}],
        ['Component', 'mail', {type: 'service', consumesApis: ['order-events']}],
      );
    const inPlace = await read(entities(definition));
    const beside = await read(entities({$text: './asyncapi.yaml'}), {'asyncapi.yaml': definition});
    for (const draft of [inPlace, beside]) {
      // The provider receives cancellations, so its consumers send them.
      expect(
        draft.events.map(({topic, producers, consumers}) => [
          topic,
          producers[0]?.service,
          consumers[0]?.place.service,
        ]),
      ).toEqual([
        ['orders.placed', 'orders', 'mail'],
        ['orders.cancel', 'mail', 'orders'],
      ]);
      expect(draft.brokers.map(({name}) => name)).toEqual(['kafka']);
    }
  });

  it("that nobody provides are somebody else's service", async () => {
    const draft = await read(
      catalog(['API', 'stripe', {type: 'openapi'}], ['Component', 'pay', {type: 'service', consumesApis: ['stripe']}]),
    );
    expect(arrows(draft)).toEqual(['pay -> stripe (likely)']);
    expect(draft.services[1]).toMatchObject({name: 'stripe', kind: 'external', dangling: true});
  });
});

describe('dependencies', () => {
  it('on services are guesses, on stores likely, on queues questions, on what consumesApis says nothing new', async () => {
    const draft = await read(
      catalog(
        [
          'Component',
          'a',
          {
            type: 'service',
            dependsOn: [
              'component:b',
              'resource:cache',
              'resource:jobs',
              'component:c',
              'component:gone',
              'resource:cluster',
            ],
            consumesApis: ['c-api'],
          },
        ],
        ['Component', 'b', {type: 'service', dependencyOf: ['component:d']}],
        ['Component', 'c', {type: 'service', providesApis: ['c-api']}],
        ['Component', 'd', {type: 'service'}],
        ['API', 'c-api', {type: 'openapi'}],
        ['Resource', 'cache', {type: 'redis'}],
        ['Resource', 'jobs', {type: 'queue', dependsOn: ['resource:rabbit']}],
        ['Resource', 'rabbit', {type: 'message-broker'}],
        ['Resource', 'cluster', {type: 'kubernetes-cluster'}],
      ),
    );
    expect(arrows(draft)).toEqual([
      'a -> c (likely)',
      'a -> b (guess)',
      'a -> cache (likely)',
      'd -> b (guess)',
      'a -> gone (guess)',
    ]);
    expect(draft.events).toMatchObject([{name: 'jobs', via: 'rabbit', channel: 'queue', producers: [], consumers: []}]);
    expect(draft.brokers.map(({name}) => name)).toEqual(['rabbit']);
    expect(draft.questions).toEqual([expect.stringMatching(/^Does a publish or read on jobs\?/)]);
    expect(draft.services.find(({name}) => name === 'gone')).toMatchObject({kind: 'external', dangling: true});
  });

  it('ignore case and namespace of the writing, and tell namespaces apart', async () => {
    const draft = await read(
      catalog(
        ['Component', 'web', {type: 'website', dependsOn: ['Component:Shop/Orders']}],
        ['Component', 'orders', {type: 'service'}, 'shop'],
        ['Component', 'orders', {type: 'service', dependsOn: ['component:db']}, 'bank'],
        ['Component', 'db', {type: 'service'}, 'bank'],
      ),
    );
    expect(arrows(draft)).toEqual(['web -> orders.shop (guess)', 'orders.bank -> db (guess)']);
  });
});

describe('catalogs', () => {
  it('are followed through Locations, but not onto the net', async () => {
    const location = catalog([
      'Location',
      'all',
      {targets: ['./shop/catalog-info.yaml', 'https://example.com/x.yaml']},
    ]);
    const draft = await read(location, {'shop/catalog-info.yaml': catalog(['Component', 'shop', {type: 'service'}])});
    expect(draft.services).toMatchObject([{name: 'shop', origin: {file: 'shop/catalog-info.yaml'}}]);
    expect(draft.notes.join()).toMatch(/Not read: https:\/\/example\.com\/x\.yaml/);
  });

  it('may come from the API of the catalog as one list', async () => {
    const entities = catalog(['Component', 'shop', {type: 'service'}], ['Component', 'pay', {type: 'library'}]).split(
      '\n---\n',
    );
    const draft = await read(`[${entities.join(',\n')}]`);
    expect(draft.services.map(({name}) => name)).toEqual(['shop']);
    expect(draft.notes.join()).toMatch(/1 component is a library/);
  });

  it('without anything that runs are refused', async () => {
    await expect(read(catalog(['Group', 'team', {}]))).rejects.toThrow(/no Component that runs/);
    await expect(read('apiVersion: backstage.io/v1alpha1\nkind: [')).rejects.toThrow(/^catalog-info\.yaml:\d+:\d+/);
  });

  it('never crash the import, whatever is changed in the sample', async () => {
    const marks = ['', '{}', '[]', 'null', '---\n', '- ', '__proto__: ', ': ', 'component:', '/', '1e999'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sample.length), fc.nat(30), fc.constantFrom(...marks)), {minLength: 1, maxLength: 5}),
        async (changes) => {
          const changed = changes.reduce(
            (all, [at, length, mark]) => all.slice(0, at) + mark + all.slice(at + length),
            sample,
          );
          const result = await read(changed).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
        },
      ),
      {seed: 9, numRuns: 200},
    );
  });
});
