import {describe, expect, it} from 'vitest';
import {connections} from '../../../src/import/manifest/connections.ts';
import {kindOf} from '../../../src/import/manifest/kinds.ts';
import type {Workload} from '../../../src/import/manifest/workload.ts';

const file = 'shop.yaml';

/** A workload of the name, image and variables; the variables stand on lines 1, 2, 3. */
function workload(
  name: string,
  image: string | undefined,
  variables: Readonly<Record<string, string>> = {},
  names: string[] = [],
): Workload {
  return {
    name,
    nature: kindOf({name, image}),
    names,
    settings: Object.entries(variables).map(([key, value], i) => ({
      name: key,
      value,
      file,
      line: i + 1,
      rule: `environment ${key}`,
    })),
    origin: {file, rule: `service ${name}`, confidence: 'sure'},
  };
}

const calls = (...workloads: Workload[]) =>
  connections(workloads).calls.map(({from, to, origin}) => `${from.service} -> ${to.service} ${origin.confidence}`);

describe('a call', () => {
  it('is what an address names, with the place and the rule', () => {
    const [call] = connections([
      workload('web', 'acme/web', {LOG: 'info', CART_ADDR: 'cart:80'}),
      workload('cart', 'acme/cart'),
    ]).calls;
    expect(call).toEqual({
      from: {service: 'web'},
      to: {service: 'cart'},
      origin: {file, line: 2, rule: 'environment CART_ADDR', confidence: 'sure'},
    });
  });

  it('takes whole host names alone, in any case, by every name of the other', () => {
    const cart = workload('cart', 'acme/cart', {}, ['Shop-Cart']);
    expect(calls(workload('a', 'x', {CART_URL: 'http://SHOP-CART'}), cart)).toEqual(['a -> cart sure']);
    expect(calls(workload('a', 'x', {CART_URL: 'http://cart-db'}), cart)).toEqual(['a -> cart-db likely']);
  });

  it('does not go to oneself', () => {
    expect(calls(workload('cart', 'x', {HOST_NAME: 'cart', ADDR: 'me:80'}, ['me']))).toEqual([]);
  });

  it('is not made of words that name something else than a host', () => {
    const others = ['user', 'db', 'image', 'orders'].map((name) => workload(name, 'acme/x'));
    const variables = {
      DB_USER: 'user',
      POSTGRES_DB: 'orders',
      RUN: 'image',
      KIND: 'db',
      SERVICE_NAME: 'orders',
      URL: 'http://user:db@x',
    };
    expect(calls(workload('a', 'acme/a', variables), ...others)).toEqual(['a -> x likely']);
  });

  it('is likely where the name speaks of a peer, a guess where it only repeats the name', () => {
    const others = [workload('cart', 'acme/cart'), workload('orders', 'acme/orders')];
    expect(calls(workload('a', 'x', {CART_SERVICE: 'cart', ORDERS: 'orders'}), ...others)).toEqual([
      'a -> cart likely',
      'a -> orders guess',
    ]);
  });

  it('stands once for a pair, by the surest setting', () => {
    expect(calls(workload('a', 'x', {CART: 'cart', CART_URL: 'http://cart'}), workload('cart', 'y'))).toEqual([
      'a -> cart sure',
    ]);
  });

  it('is no health check', () => {
    expect(
      calls(
        workload('a', 'x', {CartUrlHC: 'http://cart/hc', PROBE: 'http://cart/up', X: 'http://cart/health'}),
        workload('cart', 'y'),
      ),
    ).toEqual([]);
  });

  it('goes to a store, and none comes from a store', () => {
    const drawn = connections([
      workload('a', 'x', {DB_URL: 'postgres://db'}),
      workload('db', 'postgres', {REPLICA_HOST: 'a'}),
    ]);
    expect(drawn.calls.map(({from, to}) => [from.service, to.service])).toEqual([['a', 'db']]);
    expect(drawn.services.find(({name}) => name === 'db')?.kind).toBe('datastore');
  });
});

describe('a host that no manifest describes', () => {
  const dangling = (variables: Readonly<Record<string, string>>) =>
    connections([workload('a', 'acme/a', variables)])
      .services.filter((one) => one.dangling)
      .map(({name}) => name);

  it('becomes an external service where its variable or shape says that it is one', () => {
    const variables = {BANK_URL: 'https://bank.test/v1', SMTP_HOST: 'mail', LEDGER: 'ledger:5432'};
    expect(dangling(variables)).toEqual(['bank.test', 'mail', 'ledger']);
    const {services} = connections([workload('a', 'acme/a', variables)]);
    expect(services.slice(1).every(({kind, origin}) => kind === 'external' && origin.confidence === 'guess')).toBe(
      true,
    );
  });

  it('is not made of other words, own addresses, names of specifications, versions and files', () => {
    expect(
      dangling({
        HOST: 'shop',
        PUBLIC_URL: 'https://shop.test',
        SCHEMA: 'http://json-schema.org/draft',
        WEB_SERVER: 'gunicorn',
        DB_CONNECTION: 'pgsql',
        CERT_URL: 'server.crt',
        SCHEDULE: 'mon:10',
        ENDPOINT_MODE: 'vip',
        HOST_FILESYSTEM: '/',
      }),
    ).toEqual([]);
  });

  it('is kept as a guess where it is a name of documentation, so that nobody is said to call nothing', () => {
    const {calls: drawn, services} = connections([
      workload('a', 'acme/a', {
        DB: 'postgres://u:p@db0.example.com/x',
        PAY_URL: 'https://pay.example.com/v1',
        MAIL_HOST: 'mail.shop.example',
      }),
    ]);
    expect(drawn.map(({to, origin}) => [to.service, origin.confidence])).toEqual([
      ['db0.example.com', 'guess'],
      ['pay.example.com', 'guess'],
      ['mail.shop.example', 'guess'],
    ]);
    expect(services.slice(1).every(({dangling: named}) => named)).toBe(true);
  });

  it('is told where it is left out as a mere name', () => {
    const {calls: drawn, notes} = connections([
      workload('a', 'acme/a', {SCHEMA: 'http://json-schema.org/draft', GIT_URL: 'https://api.github.com'}),
    ]);
    expect(drawn.map(({to}) => to.service)).toEqual(['api.github.com']);
    expect(notes).toEqual([
      'a mentions json-schema.org: taken for names of specifications, packages or sources, not for calls.',
    ]);
  });

  it('is never made of a secret', () => {
    expect(dangling({DB_PASSWORD: 'hunter2:5432', API_TOKEN: 'https://abc.def/x', SIGNING_KEY: 'amqp://zzz'})).toEqual(
      [],
    );
  });

  it('is telemetry where its variable says so', () => {
    const {services} = connections([workload('a', 'acme/a', {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://gatherer:80'})]);
    expect(services.find(({name}) => name === 'gatherer')).toMatchObject({telemetry: true, dangling: true});
  });
});

describe('a broker', () => {
  const kafka = workload('kafka', 'apache/kafka', {
    KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
    AUTH_URL: 'http://a',
  });

  it('is called by nobody and calls nobody: its clients are asked for their direction', () => {
    const drawn = connections([workload('a', 'acme/a', {LOG: 'x', KAFKA_ADDR: 'kafka:9092'}), kafka]);
    expect(drawn.calls).toEqual([]);
    expect(drawn.services.map(({name}) => name)).toEqual(['a']);
    expect(drawn.brokers.map(({name}) => name)).toEqual(['kafka']);
    expect(drawn.events).toMatchObject([{name: 'kafka', via: 'kafka', topic: undefined, producers: [], consumers: []}]);
    expect(drawn.questions).toEqual(['Does a publish or read on kafka, and which topic? (shop.yaml:2 KAFKA_ADDR)']);
  });

  it('carries the topics of the configuration, with the direction that a name tells', () => {
    const {events, questions} = connections([
      workload('shop', 'acme/shop', {
        KAFKA_ADDR: 'kafka:9092',
        ORDERS_PRODUCER_TOPIC: 'orders',
        MAIL_TOPIC: 'mails',
        DLQ_TOPIC: 'dead',
      }),
      workload('mailer', 'acme/mailer', {KAFKA_ADDR: 'kafka:9092', MAIL_TOPIC: 'mails', KAFKA_GROUP_ID: 'mailer'}),
      workload('books', 'acme/books', {KAFKA_ADDR: 'kafka:9092', MP_MESSAGING_INCOMING_ORDERS_TOPIC: 'orders'}),
      kafka,
    ]);
    const shown = events.map(({topic, producers, consumers}) => [
      topic,
      producers.map(({service}) => service),
      consumers.map(({place, group, origin}) => [place.service, group, origin.confidence]),
    ]);
    expect(shown).toEqual([
      ['orders', ['shop'], [['books', undefined, 'sure']]],
      ['mails', [], [['mailer', 'mailer', 'likely']]],
    ]);
    expect(questions).toEqual(['Does shop publish or read mails on kafka? (shop.yaml:3 MAIL_TOPIC)']);
  });

  it('has no topics of secrets', () => {
    const {events} = connections([
      workload('a', 'acme/a', {
        KAFKA_ADDR: 'kafka:9092',
        KAFKA_TOPIC_TOKEN: 'SECRETtwelve',
        TOPIC_PASSWORD: 'SECRETone',
        PASSWORD_RESET_TOPIC: 'password.reset',
      }),
      kafka,
    ]);
    expect(events.map(({topic}) => topic)).toEqual(['password.reset']);
  });

  it('has no events of what Kafka Connect keeps for itself', () => {
    const {events, questions, notes} = connections([
      workload('connect', 'debezium/connect', {
        BOOTSTRAP_SERVERS: 'kafka:9092',
        CONFIG_STORAGE_TOPIC: 'cfg',
        OFFSET_STORAGE_TOPIC: 'off',
        STATUS_STORAGE_TOPIC: 'stat',
      }),
      kafka,
    ]);
    expect(events.map(({name, topic}) => [name, topic])).toEqual([['kafka', undefined]]);
    expect(questions).toEqual([
      'Does connect publish or read on kafka, and which topic? (shop.yaml:1 BOOTSTRAP_SERVERS)',
    ]);
    expect(notes).toEqual([
      'connect keeps its own state in cfg, off and stat: topics of Kafka Connect itself, left out.',
    ]);
  });

  it('is used by a schema registry for itself, and by a REST proxy for others', () => {
    const {events, questions, notes} = connections([
      {...workload('schemas', 'confluentinc/cp-schema-registry', {KAFKA_BROKERS: 'kafka:9092'}), tool: 'registry'},
      {...workload('rest', 'confluentinc/cp-kafka-rest', {KAFKA_BROKERS: 'kafka:9092'}), tool: 'proxy'},
      kafka,
    ]);
    expect(events).toEqual([]);
    expect(notes).toEqual(['schemas keeps its schemas on kafka: that is no event of the system and left out.']);
    expect(questions).toEqual([
      'Who publishes or reads on kafka through rest, and which topics? (shop.yaml:1 KAFKA_BROKERS)',
    ]);
  });

  it('is one, whatever number of nodes one list names', () => {
    const nodes = ['k2', 'k1', 'k3'].map((name) => workload(name, 'apache/kafka'));
    const drawn = connections([
      ...nodes,
      workload('a', 'x', {BROKERS: 'k1:9092,k3:9092'}),
      workload('b', 'x', {BROKERS: 'k3:9092,k2:9092'}),
    ]);
    expect(drawn.brokers).toMatchObject([{name: 'k2', nodes: 3}]);
    expect(drawn.events.map(({via}) => via)).toEqual(['k2']);
    expect(drawn.questions).toHaveLength(2);
  });

  it('may be known by nothing but what its clients write', () => {
    const own = workload('pipe', 'acme/pipe');
    expect(connections([workload('a', 'x', {Q: 'amqp://pipe'}), own]).brokers.map(({name}) => name)).toEqual(['pipe']);
    expect(connections([workload('a', 'x', {KAFKA_BROKERS: 'far:9092'})]).brokers).toMatchObject([
      {name: 'far', origin: {confidence: 'guess'}},
    ]);
  });

  it('that is a store is asked about', () => {
    const {calls: drawn, questions} = connections([
      workload('a', 'x', {CELERY_BROKER_URL: 'redis://redis:6379/0'}),
      workload('redis', 'redis'),
    ]);
    expect(drawn).toMatchObject([{origin: {confidence: 'guess'}}]);
    expect(questions).toEqual([
      'Does a use redis to pass messages on, and who reads them? (shop.yaml:1 CELERY_BROKER_URL)',
    ]);
  });

  it('that is a store is asked about once, however many use it', () => {
    const variables = {AIRFLOW__CELERY__BROKER_URL: 'redis://:@redis:6379/0'};
    const {questions} = connections([
      ...Array.from({length: 7}, (_, i) => workload(`w${i}`, 'x', variables)),
      workload('redis', 'redis'),
    ]);
    expect(questions).toEqual([
      'Do w0, w1, w2, w3, w4 and 2 more use redis to pass messages on, and who reads them? (shop.yaml:1 AIRFLOW__CELERY__BROKER_URL)',
    ]);
  });
});

it('makes no call of a page that looks into a store', () => {
  const drawn = connections([
    {...workload('page', 'dpage/pgadmin4', {DATABASE_URL: 'postgres://orders-db:5432/orders'}), tool: 'page'},
    workload('orders', 'acme/orders', {DATABASE_URL: 'postgres://orders-db:5432/orders'}),
    workload('orders-db', 'postgres:18'),
  ]);
  expect(drawn.calls.map(({from, to}) => [from.service, to.service])).toEqual([['orders', 'orders-db']]);
  expect(drawn.notes).toEqual(['page watches orders-db: that is no part of a request and left out.']);
});

it('keeps what telemetry and administration pages look at out of the calls, and says so', () => {
  const drawn = connections([
    workload('prometheus', 'prom/prometheus', {TARGET_HOST: 'cart:80', GRAFANA_URL: 'http://grafana'}),
    {...workload('page', 'provectuslabs/kafka-ui', {KAFKA_SERVERS: 'kafka:9092'}), tool: 'page'},
    workload('cart', 'acme/cart', {ZIPKIN_URL: 'http://traces:9411'}),
    workload('traces', 'acme/traces'),
    workload('grafana', 'grafana/grafana'),
    workload('kafka', 'apache/kafka'),
  ]);
  expect(drawn.calls.map(({from, to}) => [from.service, to.service])).toEqual([
    ['prometheus', 'grafana'],
    ['cart', 'traces'],
  ]);
  expect(drawn.services.flatMap(({name, telemetry}) => (telemetry ? [name] : []))).toEqual([
    'prometheus',
    'page',
    'traces',
    'grafana',
  ]);
  expect([drawn.events, drawn.questions]).toEqual([[], []]);
  expect(drawn.notes).toEqual([
    'prometheus watches cart: that is no part of a request and left out.',
    'page watches kafka: that is no part of a request and left out.',
  ]);
});

describe('a product that telemetry is usually sent to', () => {
  const web = workload('web', 'getsentry/sentry', {SNUBA: 'http://snuba-api:1218'});
  const worker = workload('worker', 'getsentry/sentry', {SNUBA: 'http://snuba-api:1218'});
  const snuba = workload('snuba-api', 'getsentry/snuba');
  const telemetryOf = (...workloads: Workload[]) =>
    connections(workloads).services.flatMap(({name, telemetry}) => (telemetry ? [name] : []));

  it('is made of services where the stack is that product', () => {
    const drawn = connections([web, worker, snuba]);
    expect(drawn.calls.map(({from, to}) => [from.service, to.service])).toEqual([
      ['web', 'snuba-api'],
      ['worker', 'snuba-api'],
    ]);
    expect(drawn.services.some(({telemetry}) => telemetry)).toBe(false);
    expect(drawn.notes).toEqual([
      'web and worker are sentry itself, and nobody here sends it telemetry: taken for services.',
    ]);
    // GlitchTip's own file: nothing but the product and its stores.
    const glitch = ['web', 'worker'].map((name) =>
      workload(name, 'glitchtip/glitchtip', {DATABASE_URL: 'postgres://db'}),
    );
    expect(telemetryOf(...glitch, workload('db', 'postgres'))).toEqual([]);
  });

  it('stays telemetry where others send to it, or where it stands beside them', () => {
    const shop = workload('shop', 'acme/shop', {SENTRY_DSN: 'http://key@web:9000/2'});
    expect(telemetryOf(web, worker, snuba, shop)).toEqual(['web', 'worker']);
    const loki = ['read', 'write'].map((name) => workload(name, 'grafana/loki', {S3_HOST: 'minio'}));
    expect(telemetryOf(...loki, workload('minio', 'minio/minio'), workload('cart', 'acme/cart'))).toEqual([
      'read',
      'write',
    ]);
    expect(telemetryOf(web, snuba)).toEqual(['web']);
  });
});

it('draws each of three thousand calls in a row', () => {
  const many = Array.from({length: 3000}, (_, i) => workload(`s${i}x`, 'acme/x', {NEXT_URL: `http://s${i + 1}x`}));
  expect(connections(many).calls).toHaveLength(3000);
});
