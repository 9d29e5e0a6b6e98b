import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {hostsIn, isLocal} from '../../../src/import/manifest/hosts.ts';

/** Without the words that only may be hosts. */
const mentioned = (variable: string, value: string) => hostsIn(variable, value).filter(({shape}) => shape !== 'word');
const found = (variable: string, value: string) =>
  mentioned(variable, value).map(
    ({scheme, host, port}) => `${scheme ? `${scheme}://` : ''}${host}${port ? `:${port}` : ''}`,
  );

describe('a configuration value mentions', () => {
  it.each<[string, string, readonly string[]]>([
    ['FLAGD_HOST', 'flagd', ['flagd']],
    ['CART', 'cart:7070', ['cart:7070']],
    ['CART_ADDR', 'cart-db:7070', ['cart-db:7070']],
    ['EMAIL_ADDR', 'http://Email:6060/send?to=x', ['http://email:6060']],
    ['URL', 'https://payments.example.org', ['https://payments.example.org']],
    ['DATABASE_URL', 'postgres://user:pass@db/shop?sslmode=disable', ['postgres://db']],
    ['BROKER_URL', 'amqp://guest:gu/est@rabbit:5672//', ['amqp://rabbit:5672']],
    ['DB', 'jdbc:postgresql://db:5432/shop', ['postgresql://db:5432']],
    ['DB', 'jdbc:mysql://db1:3306,db2:3306/shop', ['mysql://db1:3306', 'mysql://db2:3306']],
    ['DB', 'jdbc:sqlserver://db:1433;databaseName=cart;user=orders', ['sqlserver://db:1433']],
    ['DB', 'jdbc:oracle:thin:@db:1521:SHOP', ['oracle://db:1521']],
    ['DB', 'jdbc:oracle:thin:@//db:1521/shop', ['oracle://db:1521']],
    ['DB', 'Host=db;Port=5433;Username=cart;Password=x;Database=orders', ['db:5433']],
    ['DB', 'Server=tcp:db.example.org,1433;Initial Catalog=cart;User Id=sa', ['db.example.org:1433']],
    ['DB', 'Data Source=db;Initial Catalog=cart', ['db']],
    ['DSN', 'host=db port=5432 user=cart dbname=orders', ['db:5432']],
    ['DSN', 'cart:secret@tcp(db:3306)/orders?parseTime=true', ['db:3306']],
    ['REDIS', 'sessions:6379,password=cart,ssl=false', ['sessions:6379']],
    [
      'BUS',
      'Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=c=',
      ['sb://shop.servicebus.windows.net'],
    ],
    ['MONGO', 'mongodb://u:p@m1:27017,m2:27017/shop?replicaSet=rs', ['mongodb://m1:27017', 'mongodb://m2:27017']],
    ['BOOTSTRAP_SERVERS', 'k1:9092,k2:9092', ['k1:9092', 'k2:9092']],
    ['QUORUM_VOTERS', '1@k1:9093,2@k2:9093', ['k1:9093', 'k2:9093']],
    ['ES_HOSTS', 'http://es1:9200 http://es2:9200', ['http://es1:9200', 'http://es2:9200']],
    ['PEERS', '["http://a:1","b:2"]', ['http://a:1', 'b:2']],
    ['JSON', '{"rabbitmq":{"host":"rabbit","user":"cart"}}', ['rabbit']],
    ['GRPC_TARGET', 'dns:///cart:7070', ['dns://cart:7070']],
    ['IMPORT', 'optional:configserver:http://config:8888', ['http://config:8888']],
    ['command', 'serve --catalog=http://catalog:8080 --cart-addr cart:7070', ['http://catalog:8080', 'cart:7070']],
    ['JAVA_OPTS', '-Xmx1g -Dcart.url=http://cart -agentlib:jdwp=transport=dt_socket,address=*:5005', ['http://cart']],
    ['command', 'sh -c "until nc -z db:5432; do sleep 1; done; run --pay http://pay"', ['http://pay']],
    ['command', './wait-for-it.sh kafka:9092 -t 30 -- node app.js', []],
    ['command', 'dockerize -wait tcp://db:5432 -timeout 9s', []],
    ['ASPNETCORE_URLS', 'http://*:80;https://+:443', []],
    ['LISTEN_ADDR', 'cart:8080', []],
    ['NO_PROXY', 'cart,orders', []],
    ['CORS_ALLOWED_ORIGINS', 'http://web:3000', []],
    ['OAUTH_REDIRECT_URI', 'http://web/callback', []],
    ['CART_HEALTH_URL', 'http://cart/up', []],
    ['KAFKA_IMAGE', 'kafka:9092', []],
    ['IMAGE_PROVIDER_HOST', 'image-provider', ['image-provider']],
    ['TOPICS', 'orders:1:1', []],
    ['HOST', 'localhost:80,127.0.0.1:80,0.0.0.0:80,[::1]:80,host.docker.internal:80', []],
    ['API_URL', 'file:///etc/cart', []],
    ['USE_SERVER', 'true', []],
    ['ADDR', 'cart:99999', []],
    ['ATTRIBUTES', 'service.namespace=shop,service.version=3', []],
  ])('%s=%s', (variable, value, hosts) => {
    expect(found(variable, value)).toEqual(hosts);
  });

  it('a bare word as a host only where the name says so', () => {
    const shapes = (variable: string) => hostsIn(variable, 'user').map(({shape}) => shape);
    expect([shapes('AUTH_HOST'), shapes('RUN_AS'), shapes('POSTGRES_USER')]).toEqual([['named'], ['word'], ['word']]);
  });

  it('the flag that names the host, not only the whole command', () => {
    expect(hostsIn('command', '--catalog=http://catalog').map(({variable}) => variable)).toEqual(['catalog']);
  });
});

it('tells the own machine from others', () => {
  expect(['localhost', '127.0.0.1', '0.0.0.0', '::1', 'host.docker.internal'].every(isLocal)).toBe(true);
  expect(['local', 'localhost-cache', '10.0.0.1', 'cart'].some(isLocal)).toBe(false);
});

it('finds a host whatever user, password, path and query stand around it', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  fc.assert(
    fc.property(word, word, word, fc.integer({min: 1, max: 65_535}), word, (host, user, password, port, path) => {
      expect(found('X', `http://${user}:${password}@${host}-x:${port}/${path}?${path}=${user}`)).toEqual([
        `http://${host}-x:${port}`,
      ]);
    }),
    {seed: 7, numRuns: 100},
  );
});

it('survives any text', () => {
  const odd = fc.string({
    unit: fc.constantFrom('a', '"', "'", '\\', ';', '=', ' ', ':', '/', '@', '{', '[', '-', ',', '1', '\n', '(', ')'),
  });
  fc.assert(
    fc.property(odd, odd, (variable, value) => {
      for (const {host} of hostsIn(variable, value)) expect(host).toMatch(/^[a-z0-9_.:-]+$/);
    }),
    {seed: 7, numRuns: 500},
  );
});

it.each(['"', '\\', ' ', '{', '[', ')', 'a:', 'http://', 'A', '--a ', 'until ', '{"a":'])(
  'finds no host in a hundred thousand of %j, and ends',
  (part) => {
    expect(mentioned('X', part.repeat(100_000))).toEqual([]);
  },
);
