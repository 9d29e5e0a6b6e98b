import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {compose} from '../../../src/import/compose.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const folder = new URL('../../../fixtures/import/compose/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const artefact = (sample: string, name: string) => textArtefact(name, read(`${sample}/${name}`));
const pairs = (draft: Draft) => draft.calls.map(({from, to}) => `${from.service} -> ${to.service}`);

interface Expected {
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly events: readonly {readonly broker: string; readonly topic: string; readonly clients: readonly string[]}[];
  readonly onlyStartOrder: readonly (readonly [string, string])[];
}

describe('the OpenTelemetry demo', async () => {
  const expected = JSON.parse(read('otel-demo/expected-edges.json')) as Expected;
  const edges = Object.entries(expected.calls).flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`));
  const draft = await compose.read(
    ['compose.yaml', 'compose.full.yaml', 'dot-env'].map((name) => artefact('otel-demo', name)),
    plainRun,
  );
  const telemetry = new Set(draft.services.flatMap(({name, telemetry: sink}) => (sink ? [name] : [])));
  const business = draft.calls
    .filter(({to}) => !telemetry.has(to.service))
    .map(({from, to}) => `${from.service} -> ${to.service}`);

  it('shows every documented call', () => {
    expect(edges).toHaveLength(35);
    expect(edges.filter((edge) => !business.includes(edge))).toEqual([]);
  });

  it('shows no other call but to two hosts that only further layers describe', () => {
    expect(business.filter((edge) => !edges.includes(edge))).toEqual([
      'frontend-proxy -> firepit',
      'frontend-proxy -> chatbot',
    ]);
    expect(draft.services.filter(({dangling}) => dangling).map(({name}) => name)).toEqual([
      'grafana',
      'jaeger',
      'opamp-server',
      'firepit',
      'chatbot',
    ]);
  });

  it('takes no start-up order for a call', () => {
    for (const [from, to] of expected.onlyStartOrder) expect(pairs(draft)).not.toContain(`${from} -> ${to}`);
  });

  it('has Kafka as an event with the topic and a question for each client, and no call to it', () => {
    const [{broker, topic, clients}] = expected.events as [Expected['events'][number]];
    expect(draft.brokers.map(({name}) => name)).toEqual([broker]);
    expect(draft.events).toMatchObject([{name: topic, via: broker, topic, producers: [], consumers: []}]);
    for (const client of clients)
      expect(
        draft.questions.filter((question) =>
          question.startsWith(`Does ${client} publish or read ${topic} on ${broker}?`),
        ),
      ).toHaveLength(1);
    expect(draft.questions).toHaveLength(clients.length);
    expect(pairs(draft).filter((edge) => edge.endsWith(` ${broker}`))).toEqual([]);
  });

  it('says where each call was read', () => {
    const [call] = draft.calls.filter(({from, to}) => from.service === 'accounting' && to.service === 'astronomy-db');
    const {file, line, rule} = call!.origin;
    expect([file, rule]).toEqual(['compose.full.yaml', 'environment DB_CONNECTION_STRING']);
    expect(read('otel-demo/compose.full.yaml').split('\n')[line! - 1]).toContain('DB_CONNECTION_STRING=');
  });

  it('classes stores and the collector', () => {
    expect(draft.services.filter(({kind}) => kind === 'datastore').map(({name}) => name)).toEqual([
      'astronomy-db',
      'valkey-cart',
    ]);
    expect(draft.services.find(({name}) => name === 'otel-collector')?.telemetry).toBe(true);
  });

  it('knows the telemetry of the third layer, and makes the hosts that it describes no externals', async () => {
    const names = ['compose.yaml', 'compose.full.yaml', 'compose.observability.yaml', 'dot-env'];
    const all = await compose.read(
      names.map((name) => artefact('otel-demo', name)),
      plainRun,
    );
    const sinks = all.services.filter((one) => one.telemetry).map(({name}) => name);
    expect(sinks).toEqual(['otel-collector', 'jaeger', 'grafana', 'prometheus', 'opamp-server']);
    expect(all.services.filter(({dangling}) => dangling).map(({name}) => name)).toEqual(['firepit', 'chatbot']);
    expect(pairs(all)).toEqual(expect.arrayContaining(edges));
  });

  it('comes to the same whatever order the files of a folder have', async () => {
    const sorted = ['compose.full.yaml', 'compose.yaml', 'dot-env'].map((name) => artefact('otel-demo', name));
    expect(await compose.read(sorted, plainRun)).toEqual(draft);
  });
});

describe('the Spring Petclinic', () => {
  it('has eleven services and not one call: the file says only what starts after what', async () => {
    const draft = await compose.read([artefact('petclinic', 'docker-compose.yml')], plainRun);
    expect(draft.services).toHaveLength(11);
    expect([draft.calls, draft.events, draft.brokers]).toEqual([[], [], []]);
    expect(draft.services.filter(({telemetry}) => telemetry).map(({name}) => name)).toEqual([
      'tracing-server',
      'grafana-server',
      'prometheus-server',
    ]);
    expect(draft.notes).toEqual(['Set in no environment file: AZURE_OPENAI_ENDPOINT; what they name is missing.']);
  });
});

describe('a shop with everything that compose files can do', async () => {
  const names = [
    'compose.yaml',
    'compose.override.yaml',
    'common.yaml',
    'orders.env',
    'nginx.conf',
    'payments/compose.yaml',
  ];
  const files = Object.fromEntries(names.map((name) => [name, read(`shop/${name}`)]));
  const draft = await compose.read(
    [textArtefact('compose.yaml', files['compose.yaml']!, {...files, '.env': read('shop/dot-env')})],
    plainRun,
  );

  // Read off the files by hand; each line stands for one feature.
  it.each([
    ['included file', 'payments -> payments-db', 'payments/compose.yaml', 'sure'],
    ['host outside', 'payments -> api.bank.test', 'payments/compose.yaml', 'likely'],
    ['mounted nginx.conf', 'edge -> web', 'nginx.conf', 'likely'],
    ['mounted nginx.conf', 'edge -> orders', 'nginx.conf', 'likely'],
    ['mapping', 'web -> catalog', 'compose.yaml', 'sure'],
    ['.env with a comment, default', 'web -> basket', 'compose.yaml', 'sure'],
    ['overlay beside', 'web -> accounts', 'compose.override.yaml', 'sure'],
    ['merge key', 'web -> tracing', 'compose.yaml', 'sure'],
    ['extends of another file', 'catalog -> config', 'common.yaml', 'sure'],
    ['command flag, JDBC', 'catalog -> catalog-db', 'compose.yaml', 'sure'],
    ['command flag, described nowhere', 'catalog -> prices', 'compose.yaml', 'likely'],
    ['Redis connection string', 'basket -> sessions', 'compose.yaml', 'sure'],
    ['passed through, nested default', 'basket -> catalog', 'compose.yaml', 'sure'],
    ['env_file with quotes and comment', 'orders -> payments', 'orders.env', 'sure'],
    ['ADO.NET', 'orders -> database', 'orders.env', 'sure'],
    ['Java property, network alias', 'warehouse -> basket', 'compose.yaml', 'sure'],
    ['old link as an alias', 'newsletter -> basket', 'compose.yaml', 'sure'],
  ])('shows the call by %s: %s', (_, edge, file, confidence) => {
    const [call] = draft.calls.filter(({from, to}) => edge === `${from.service} -> ${to.service}`);
    expect(call?.origin).toMatchObject({file, confidence});
  });

  it('shows no call but those seventeen', () => {
    expect(draft.calls).toHaveLength(17);
  });

  it('gives each value the line it stands on', () => {
    for (const {origin} of draft.calls) {
      const line = files[origin.file]!.split('\n')[origin.line! - 1]!;
      const told = origin.rule.split(' ').at(-1)!;
      // A proxy's file says "upstream" for what it passes on.
      const shown = new Map([['upstream', ':8080']]);
      expect(line, origin.rule).toContain(shown.get(told) ?? told);
    }
  });

  it('joins the nodes of the broker, and tells who publishes and reads where names tell it', () => {
    expect(draft.brokers).toMatchObject([{name: 'kafka-1', nodes: 2}]);
    const shown = draft.events.map(({name, producers, consumers}) => [
      name,
      producers.map(({service}) => service),
      consumers.map(({place}) => place.service),
    ]);
    expect(shown).toEqual([
      ['kafka-1', [], ['orders']],
      ['shop.orders', [], ['warehouse']],
      ['shop.mails', ['newsletter'], []],
    ]);
    expect(draft.questions).toEqual(['Which topic does orders read on kafka-1? (orders.env:4 KAFKA_BROKERS)']);
  });

  it('tells what was laid over, left out and not found', () => {
    expect(draft.name).toBe('shop');
    expect(draft.notes).toEqual([
      'compose.override.yaml beside it was laid over compose.yaml, as docker compose does.',
      'Started with a profile only, but in: warehouse (stock).',
      'compose.yaml:4 includes not-there.yaml, which is not there or lies outside: its services are missing.',
      'Left out, because they set something up once and end: kafka-topics.',
      'Environment files that are not there: missing.env (compose.yaml:63); what they name is missing.',
      'kafka-page watches kafka-1: that is no part of a request and left out.',
      'prometheus watches web: that is no part of a request and left out.',
    ]);
    expect(draft.services.find(({name}) => name === 'web')?.replicas).toBe(3);
  });

  it('comes to the same where the folder is given, with what lies in it', async () => {
    const folder = {...files, '.env': read('shop/dot-env')};
    const given = ['.env', 'common.yaml', 'compose.override.yaml', 'compose.yaml', 'orders.env'];
    const whole = await compose.read(
      given.map((name) => textArtefact(name, folder[name as keyof typeof folder]!, folder)),
      plainRun,
    );
    expect({...whole, notes: []}).toEqual({...draft, notes: []});
    expect(whole.notes[0]).toBe(
      'Layers, each over the ones before: payments/compose.yaml, compose.yaml, compose.override.yaml.',
    );
  });
});
