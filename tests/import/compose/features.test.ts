// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's variables look like that.
import {describe, expect, it} from 'vitest';
import {compose} from '../../../src/import/compose.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

type Folder = Readonly<Record<string, string>>;

/** The draft of the named files; everything of `folder` lies beside them. */
async function imported(folder: Folder, names: readonly string[] = ['compose.yaml']) {
  return compose.read(
    names.map((name) => textArtefact(name, folder[name]!, folder)),
    plainRun,
  );
}
const one = (text: string, folder: Folder = {}) => imported({...folder, 'compose.yaml': text});
const edges = async (text: string, folder: Folder = {}) =>
  (await one(text, folder)).calls.map(({from, to}) => `${from.service} -> ${to.service}`);
const service = (name: string, body = '') => `  ${name}:\n    image: acme/${name}\n${body}`;

describe('what is no call', () => {
  it('depends_on, links, volumes_from, health checks, labels, networks and published ports', async () => {
    const body = `    depends_on: [b]
    links: [b]
    volumes_from: [b]
    network_mode: service:b
    healthcheck: {test: curl http://b:80/up}
    labels: {b: "http://b:80"}
    ports: ["8080:80"]
    extra_hosts: ["b:10.0.0.1"]
`;
    expect(await edges(`services:\n${service('a', body)}${service('b')}`)).toEqual([]);
  });
});

describe('layers', () => {
  const base = `services:\n${service('a', '    environment: [B_URL=http://b, C_URL=http://c]\n    command: --d-url=http://d\n')}${['b', 'c', 'd', 'e'].map((name) => service(name)).join('')}`;
  const over = async (body: string) =>
    (await imported({'x.yml': base, 'y.yml': `services:\n  a:\n${body}`}, ['x.yml', 'y.yml'])).calls.map(
      ({to}) => to.service,
    );

  it('merge maps and lists of variables by name, and replace a command', async () => {
    expect(await over('    environment: {B_URL: http://e}\n    command: run\n')).toEqual(['e', 'c']);
  });
  it('take away what is tagged !reset, and replace what is tagged !override', async () => {
    expect(await over('    environment: !reset null\n')).toEqual(['d']);
    expect(await over('    environment: !override [E_URL=http://e]\n')).toEqual(['e', 'd']);
    expect(await over('    command: !reset null\n')).toEqual(['b', 'c']);
  });
  it('add services', async () => {
    expect(
      (await imported({'x.yml': base, 'y.yml': `services:\n${service('f')}`}, ['x.yml', 'y.yml'])).services,
    ).toHaveLength(6);
  });
});

describe('variables', () => {
  const text = `services:\n${service('a', '    environment: ["B_URL=http://${PEER}"]\n')}${service('b')}${service('c')}`;
  it('come from the .env beside', async () => {
    expect(await edges(text, {'.env': 'PEER=b'})).toEqual(['a -> b']);
  });
  it('come from the environment files given instead, the last before the others', async () => {
    const folder = {'compose.yaml': text, '.env': 'PEER=x', 'dot-env': 'PEER=b', 'local.env': 'PEER=c'};
    const draft = await imported(folder, ['dot-env', 'compose.yaml', 'local.env']);
    expect(draft.calls.map(({to}) => to.service)).toEqual(['c']);
  });
  it('come from the published example where there is no .env, and that is told', async () => {
    const draft = await one(text, {'.env.example': 'PEER=b'});
    expect(draft.calls.map(({to}) => to.service)).toEqual(['b']);
    expect(draft.notes).toEqual(['There is no .env: variables have the values of .env.example.']);
  });
  it('that are set nowhere are told', async () => {
    const draft = await one(text.replaceAll('PEER', 'PEER_HOST'));
    expect([draft.calls, draft.notes]).toEqual([
      [],
      ['Set in no environment file: PEER_HOST; what they name is missing.'],
    ]);
  });
});

it('says where a variable stands that many services have by a merge key or an alias', async () => {
  const {calls} = await one(`x-common: &common
  environment: &env
    DB_URL: postgres://db
    API_URL: http://api
services:
  a: {<<: *common, image: x}
  b:
    image: x
    environment:
      <<: *env
      API_URL: http://a
  c:
    image: x
    environment: *env
  api: {image: x}
  db: {image: postgres}
`);
  expect(calls.map(({from, to, origin}) => `${from.service} -> ${to.service}:${origin.line}`)).toEqual([
    'a -> db:3',
    'a -> api:4',
    'b -> db:3',
    'b -> a:11',
    'c -> db:3',
    'c -> api:4',
  ]);
});

describe('systems of other makes', () => {
  it('TeaStore: a registry and a database by HOST variables, the own name beside them', async () => {
    const text = `version: '3'
services:
  registry: {image: acme/registry}
  db: {image: acme/db, ports: ["3306:3306"]}
  persistence:
    image: acme/persistence
    environment: {HOST_NAME: "persistence", REGISTRY_HOST: "registry", DB_HOST: "db", DB_PORT: "3306"}
  auth:
    image: acme/auth
    environment: {HOST_NAME: "auth", REGISTRY_HOST: "registry"}
`;
    const draft = await one(text);
    expect(await edges(text)).toEqual(['persistence -> registry', 'persistence -> db', 'auth -> registry']);
    expect(draft.services.find(({name}) => name === 'db')?.kind).toBe('datastore');
  });

  it('.NET: connection strings with defaults, service URLs by name, health checks apart, a bus', async () => {
    const text = `services:
  sqldata: {image: mcr.microsoft.com/mssql/server}
  basketdata: {image: "redis:alpine"}
  rabbitmq: {image: "rabbitmq:4"}
  identity-api: {image: acme/identity, environment: ["MvcClient=http://localhost:5100"]}
  basket-api:
    image: acme/basket
    environment:
      - ASPNETCORE_URLS=http://0.0.0.0:80
      - Kestrel__Endpoints__HTTP__Url=http://0.0.0.0:80
      - ConnectionStrings__Db=\${AZURE_DB:-Server=sqldata;Database=Shop.Basket;User Id=sa;Password=Pass@word}
      - ConnectionStrings__Redis=\${AZURE_REDIS:-basketdata}
      - ConnectionStrings__EventBus=\${AZURE_BUS:-rabbitmq}
      - Identity__Url=http://identity-api
      - EventBus__UserName=identity-api
      - IdentityUrlHC=http://identity-api/hc
  webstatus:
    image: acme/status
    environment: ["HealthChecksUI__HealthChecks__0__Uri=http://basket-api/hc"]
  web:
    image: acme/web
    environment: ["urls__basket=http://basket-api", "ReverseProxy__Clusters__identity__Destinations__d0__Address=http://identity-api", "CallBackUrl=http://web-outside:5114"]
`;
    expect(await edges(text)).toEqual([
      'basket-api -> sqldata',
      'basket-api -> basketdata',
      'basket-api -> identity-api',
      'web -> basket-api',
      'web -> identity-api',
    ]);
    const {questions} = await one(text);
    expect(questions).toEqual([
      'Does basket-api publish or read on rabbitmq, and which topic? (compose.yaml:13 ConnectionStrings__EventBus)',
    ]);
  });

  it("DeathStarBench: one configuration file for all, whose keys begin with the services' names", async () => {
    const users = ['geo', 'reservation', 'search']
      .map((name) => service(name, '    volumes: ["./config.json:/config.json"]\n'))
      .join('');
    const text = `services:\n${users}  consul: {image: hashicorp/consul}\n  mongodb-geo: {image: mongo}\n  memcached-reserve: {image: memcached}\n`;
    const config =
      '{"consulAddress": "consul:8500", "GeoPort": "8083", "GeoMongoAddress": "mongodb-geo:27017", "ReserveMemcAddress": "memcached-reserve:11211"}';
    const {calls, notes} = await one(text, {'config.json': config});
    expect(calls.map(({from, to, origin}) => `${from.service} -> ${to.service} ${origin.confidence}`)).toEqual([
      'geo -> mongodb-geo guess',
      'reservation -> memcached-reserve guess',
    ]);
    expect(notes).toEqual([
      'config.json is mounted by 3 services and names consul: which of them calls it is not said.',
    ]);
  });

  it('Sock Shop: a load generator whose flag names the host', async () => {
    expect(
      await edges(
        `services:\n${service('edge-router')}${service('user-sim', '    command: "-d 60 -r 200 -c 2 -h edge-router"\n')}`,
      ),
    ).toEqual(['user-sim -> edge-router']);
  });

  it('Spring: JDBC, Kafka with a group, Eureka, a MongoDB replica set', async () => {
    const body = `    environment:
      SPRING_DATASOURCE_URL: jdbc:postgresql://pg:5432/orders
      SPRING_DATASOURCE_USERNAME: eureka
      SPRING_KAFKA_BOOTSTRAP_SERVERS: kafka:9092
      SPRING_KAFKA_CONSUMER_GROUP_ID: orders
      EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: http://eureka:8761/eureka/
      SPRING_DATA_MONGODB_URI: mongodb://u:p@m1:27017,m2:27017/x
      SPRING_PROFILES_ACTIVE: pg
`;
    const text = `services:\n${service('orders', body)}${service('eureka')}  pg: {image: postgres}\n  m1: {image: mongo}\n  m2: {image: mongo}\n  kafka: {image: apache/kafka}\n`;
    expect(await edges(text)).toEqual(['orders -> pg', 'orders -> eureka', 'orders -> m1', 'orders -> m2']);
    expect((await one(text)).events).toMatchObject([
      {name: 'kafka', consumers: [{place: {service: 'orders'}, group: 'orders'}]},
    ]);
  });

  it('a proxy that finds the others by their labels', async () => {
    const text = `services:
  traefik: {image: "traefik:v3.5", command: --providers.docker}
  shop: {image: acme/shop, labels: ["traefik.http.routers.shop.rule=Host(\`shop.test\`)"]}
  hidden: {image: acme/hidden, labels: {traefik.enable: "false", traefik.http.routers.x.rule: y}}
  other: {image: acme/other}
`;
    const {calls} = await one(text);
    expect(calls).toMatchObject([
      {to: {service: 'shop'}, origin: {line: 3, rule: 'traefik.http.routers.shop.rule of shop', confidence: 'likely'}},
    ]);
  });

  it('files of the first version, with the services at the top', async () => {
    expect(await edges('web:\n  image: acme/web\n  environment: [DB_HOST=db]\ndb:\n  image: mysql\n')).toEqual([
      'web -> db',
    ]);
  });
});

it('asks who of several services really uses the hosts of an environment file that all are given', async () => {
  const text = `services:\n${service('a', '    env_file: all.env\n')}${service('b', '    env_file: [all.env]\n')}${service('c')}`;
  const draft = await one(text, {'all.env': 'B_URL=http://b\nC_URL=http://c'});
  expect(draft.calls.map(({from, to, origin}) => `${from.service} -> ${to.service} ${origin.confidence}`)).toEqual([
    'a -> b guess',
    'a -> c guess',
    'b -> c guess',
  ]);
  expect(draft.questions).toEqual([
    'Does a call b, c? 2 services are given all.env, which names them.',
    'Does b call c? 2 services are given all.env, which names it.',
  ]);
});

it('reads content that stands in configs, and no files of secrets', async () => {
  const text = `services:\n${service('a', '    configs: [settings]\n    secrets: [dsn]\n')}${service('b')}
configs:
  settings:
    content: |
      a=1
      b.url=http://b:80
secrets: {dsn: {file: ./dsn.env}}
`;
  const draft = await one(text, {'dsn.env': 'DB_URL=postgres://user:geheim@db'});
  expect(draft.calls).toMatchObject([{to: {service: 'b'}, origin: {file: 'compose.yaml', line: 10}}]);
});

it('writes no password into the draft', async () => {
  const text = `services:\n${service('a', '    environment: ["DB_URL=postgres://me:geheim@db/x", "C=Server=db2;Password=geheim", "Q=amqp://q:geheim@mq"]\n    command: --token geheim\n')}`;
  expect(JSON.stringify(await one(text))).not.toContain('geheim');
});

describe('broken input is named with its place', () => {
  it.each([
    ['services: [a, b]', /^compose.yaml:1: "services" is no mapping\./],
    ['services:\n  a: 5\n', /^compose.yaml:2: service "a" is no mapping\./],
    ['services: {a: {image: x, extends: {service: a}}}', /^compose.yaml:1: service "a" extends itself\./],
    [
      'services:\n  a: {image: x, extends: b}\n  b: {image: x, extends: {service: a}}\n',
      /^compose.yaml:2: service "a" extends itself\./,
    ],
    ['services:\n  a: {image: "x\n', /^compose.yaml:\d+:\d+: is not valid YAML/],
    ['services: {}', /^compose.yaml has no services\./],
    ['name: x', /^compose.yaml has no services\./],
  ])('%j', async (text, message) => {
    await expect(one(text)).rejects.toThrow(message);
  });

  it('what it refers to and is not there is a note', async () => {
    const {notes} = await one('services:\n  a: {image: x, extends: {file: far.yaml, service: z}}\n');
    expect(notes).toEqual(['compose.yaml:2: a extends z of far.yaml, which is not there.']);
  });

  it('environment files that lie outside are said to, and of a variable that stands twice the last counts', async () => {
    const {notes, calls} = await one(`services:
  a: {image: x, env_file: [/etc/passwd, ../up.env, gone.env], environment: {U_URL: "http://b", U_URL: "http://c"}}
  b: {image: x}
  c: {image: x}
`);
    expect(notes).toEqual([
      'Environment files that are not there or lie outside the folder: ../up.env (compose.yaml:2), gone.env (compose.yaml:2); what they name is missing.',
      'Environment files outside the folder are not read: /etc/passwd (compose.yaml:2); what they name is missing.',
    ]);
    expect(calls.map(({to}) => to.service)).toEqual(['c']);
  });

  it('a file that includes itself is read once', async () => {
    expect((await one('include: [compose.yaml]\nservices: {a: {image: x}}')).services).toHaveLength(1);
  });
});

describe('a compose file is known', () => {
  // As `docker compose config --format json` prints it, far beyond the first 64 KiB.
  const manyServices = Object.fromEntries(Array.from({length: 3000}, (_, i) => [`s${i}`, {command: null, image: 'x'}]));
  const known = (name: string, text: string) => compose.recognizes(textArtefact(name, text));
  it.each([
    ['docker-compose.yml', 'x: y', true],
    ['deploy/compose.prod.yaml', '', true],
    ['stack.yaml', 'version: "3"\nservices:\n  a:\n    image: x\n', true],
    ['a.yaml', 'services:\n  a:\n    build: .\n', true],
    ['.env', 'A=b', true],
    ['shop.env', 'A=b', true],
    ['flow.yml', 'services: {a: {image: x}, b: {build: .}}', true],
    ['half.yml', 'services:\n  a: {image: x, environment: {U: "http://b:80"}}\n', true],
    ['quoted.yml', '"services":\n  a:\n    "image": x\n', true],
    ['c.json', '{"name":"x","services":{"a":{"image":"x"}}}', true],
    ['long.json', JSON.stringify({name: 'x', services: manyServices}, undefined, 2), true],
    ['other.json', '{"x":{"services":{"a":{"image":"x"}}}}', false],
    ['broken.yml', 'services: {a: {image: x}', false],
    ['topology.yaml', 'version: 1\nservices:\n  a: {latency: 5ms}\n', false],
    ['deployment.yaml', 'kind: Deployment\nspec:\n  containers:\n    - image: x\n', false],
    ['ci.yml', 'services:\n  - docker\njob:\n  image: x\n', false],
  ])('%s', (name, text, yes) => {
    expect(known(name, text)).toBe(yes);
  });
});
