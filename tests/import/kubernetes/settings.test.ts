import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {hostsOfSecret} from '../../../src/import/kubernetes/secret-hosts.ts';
import {expanded} from '../../../src/import/kubernetes/variables.ts';
import {fileEntries} from '../../../src/import/manifest/file-entries.ts';
import {deployed, documents, edges, read, sample} from './read.ts';

describe('settings from ConfigMaps and Secrets', () => {
  it('give calls by value, by key, as a whole, by flag and by mounted file', async () => {
    const draft = await read(sample('settings.yaml'));
    const found = draft.calls.map(({from, to, origin}) => [
      `${from.service} -> ${to.service}`,
      origin.confidence,
      origin.rule,
    ]);
    expect(found.sort()).toEqual(
      [
        ['web -> orders', 'sure', 'args orders-url'],
        ['web -> prices', 'likely', 'ConfigMap web-files, file application.yaml: backend.prices.url'],
        ['web -> accounts', 'likely', 'ConfigMap web-files, file proxy.conf: upstream'],
        ['web -> search', 'likely', 'ConfigMap web-files, file proxy.conf: upstream'],
        ['orders -> stock', 'guess', 'ConfigMap peers STOCK_ADDR'],
        ['orders -> prices', 'guess', 'ConfigMap peers PRICES_ADDR'],
        ['orders -> orders-db', 'sure', 'environment DATABASE_URL from Secret store'],
        ['stock -> prices', 'sure', 'environment PRICES from ConfigMap peers'],
        ['stock -> smtp.mailer.example.io', 'sure', 'environment MAIL_HOST'],
        ['stock -> api.partner.example.io', 'likely', 'environment PARTNER_URL'],
        ['prices -> stock', 'guess', 'ConfigMap peers STOCK_ADDR'],
      ].sort(),
    );
    const external = draft.services.filter(({kind}) => kind === 'external');
    expect(external.map(({name, dangling}) => [name, dangling])).toEqual([
      ['smtp.mailer.example.io', undefined],
      ['search', undefined],
      ['api.partner.example.io', true],
    ]);
  });

  it('make the client of a broker a question and no call', async () => {
    const draft = await read(sample('settings.yaml'));
    expect(draft.brokers.map(({name}) => name)).toEqual(['bus']);
    expect(draft.events).toMatchObject([{name: 'bus', via: 'bus', producers: [], consumers: []}]);
    expect(draft.questions).toContain('Does orders publish or read on bus, and which topic? (system.yaml:86 BUS_URL)');
  });

  it('that several get as a whole are asked about', async () => {
    const {questions} = await read(sample('settings.yaml'));
    expect(questions).toContain(
      'Does orders call stock, prices? It is given all of ConfigMap peers (system.yaml:6), as others are.',
    );
  });

  it('in a file that several mount count for nobody but by their keys', async () => {
    const map = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'all'},
      data: {'all.json': '{"WebCart":"http://cart:1","TaxStock":"http://stock:2"}'},
    });
    const mounting = (name: string) =>
      deployed(name).replaceAll(
        '"containers":[{',
        '"volumes":[{"name":"f","configMap":{"name":"all"}}],"containers":[{"volumeMounts":[{"name":"f","mountPath":"/f"}],',
      );
    const draft = await read(documents(map, mounting('web'), mounting('till'), deployed('cart'), deployed('stock')));
    expect(edges(draft)).toEqual(['web -> cart']);
    expect(draft.calls[0]!.origin.confidence).toBe('guess');
    expect(draft.notes).toEqual([
      'ConfigMap all (system.yaml) is given to 2 services and names cart, stock: which of them calls which is not said.',
    ]);
  });
});

describe('a secret', () => {
  it('never shows in what is written: of the sample no word of its values but the hosts', async () => {
    const written = JSON.stringify(await read(sample('settings.yaml')));
    for (const word of ['clerk', 'pa55', 'w0rd', 'courier', 'n0t-shown', 'YW1xc', '/orders"'])
      expect(written).not.toContain(word);
  });

  // Values as the clients of these products take them.
  it.each([
    ['DATABASE_URL', 'postgres://u:p@ss:w@db:5432/x', 'postgres://db:5432'],
    ['url', 'jdbc:mysql://u:p@db/x?password=hidden', 'mysql://db'],
    ['MONGO', 'mongodb://u:p@m1:27017,m2:27017/db', 'mongodb://m1:27017,mongodb://m2:27017'],
    ['ConnectionStrings__Db', 'Server=tcp:db,1433;User Id=sa;Password=hidden', 'db:1433'],
    ['DB_HOST', 'db', 'db'],
    ['AMQP', 'amqp://u:p@a:5672,amqp://u:p@b:5672', 'amqp://a:5672,amqp://b:5672'],
  ])('%s=%s shows as %s', (key, value, shown) => {
    expect(hostsOfSecret(key, value)).toBe(shown);
  });

  it.each([
    ['DB_PASSWORD', 'db'],
    ['API_TOKEN', 'cart:8080'],
    ['HOST_KEY', 'cart:8080'],
    ['DB_URL', 'postgres://u:12/34@db/x'],
    ['anything', 'cart'],
    ['DB_HOST', '-----BEGIN KEY-----\nabc\n'],
  ])('%s=%s shows as nothing', (key, value) => {
    expect(hostsOfSecret(key, value)).toBeUndefined();
  });

  it('shows no password, whatever is in it', () => {
    const part = fc.string({unit: fc.constantFrom(...'abcXYZ019:/@?#;,=&%. "\\'), minLength: 1, maxLength: 8});
    fc.assert(
      fc.property(part, part, fc.constantFrom('postgres', 'redis', 'http'), (user, password, scheme) => {
        const hidden = `Q${user}Q:Q${password}Q`;
        const shown = hostsOfSecret('DB_URL', `${scheme}://${hidden}@db.internal:5432/x`) ?? '';
        expect(shown.toUpperCase()).not.toContain('Q');
      }),
      {numRuns: 2000, seed: 11},
    );
  });
});

describe('references to variables', () => {
  it('are replaced as Kubernetes does: known ones, escapes and unknown ones stay, and Services are known', () => {
    const known = (name: string) => (name === 'A' ? 'cart' : undefined);
    expect(expanded('http://$(A):80/$$(A)/$(B)', known)).toBe('http://cart:80/$$(A)/$(B)');
    expect(expanded('$(REDIS_CART_SERVICE_HOST):6379', known)).toBe('redis-cart:6379');
  });

  it('that double with each step do not grow without end', async () => {
    const chain = Array.from({length: 60}, (_, i): [string, string] => [`V${i + 1}`, `$(V${i})$(V${i})`]);
    const draft = await read(deployed('web', Object.fromEntries([['V0', 'http://cart'], ...chain])), deployed('cart'));
    expect(edges(draft)).toEqual(['web -> cart']);
  });
});

describe('configuration files', () => {
  it('give their entries by key and line, whatever their form', () => {
    const entries = (name: string, text: string) =>
      fileEntries(name, text).map(({key, value, line}) => `${key} ${value} ${line?.()}`);
    expect(entries('a.json', '{"x": {"y": ["b",\n"http://a"], "z": 5}}')).toEqual([
      'x.y b 1',
      'x.y http://a 2',
      'x.z 5 2',
    ]);
    expect(entries('a.properties', '# c\nb.url = http://a\n!no=1\nempty=\n')).toEqual(['b.url http://a 2']);
    expect(entries('a.conf', 'server { listen 80;\n location / { proxy_pass http://a:1/; }\n}')).toEqual([
      'upstream http://a:1/ 2',
    ]);
    expect(entries('a.conf', 'upstream x { server a:1; keepalive 2; }')).toEqual(['upstream a:1 1']);
    expect(entries('broken.yaml', 'a: [\nurl: http://a')).toEqual(['a [ 1', 'url http://a 2']);
    expect(entries('start.sh', 'URL=http://a')).toEqual([]);
  });
});

describe('values put together from others', () => {
  it('show their hosts where user, password and port come from a secret', async () => {
    const secret = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {name: 's'},
      stringData: {user: 'u1', pass: 'p1', host: 'orders-db', port: '5432'},
    });
    const from = (name: string, key: string) => ({name, valueFrom: {secretKeyRef: {name: 's', key}}});
    const env = [
      from('DB_USER', 'user'),
      from('DB_PASS', 'pass'),
      from('DB_HOST', 'host'),
      from('DB_PORT', 'port'),
      {name: 'DATABASE', value: 'postgres://$(DB_USER):$(DB_PASS)@$(DB_HOST):$(DB_PORT)/orders'},
      {name: 'CACHE', value: 'redis://:$(DB_PASS)@cache:6379'},
    ];
    const web = deployed('web').replace('"env":[]', `"env":${JSON.stringify(env)}`);
    const draft = await read(documents(secret, web, deployed('orders-db'), deployed('cache')));
    expect(edges(draft)).toEqual(['web -> cache', 'web -> orders-db']);
    expect(draft.calls.every(({origin}) => origin.confidence !== 'guess')).toBe(true);
    expect(JSON.stringify(draft)).not.toMatch(/u1|p1/);
  });

  it('stand for what a file says if no variable does, and for the variable if one does', async () => {
    const file = `stock: {url: "\${STOCK_URL:http://stock:80}"}\nprices: {url: "http://\${PRICES:nowhere}:80"}\n`;
    const map = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {name: 'm'},
      data: {'application.yml': file},
    });
    const web = deployed('web', {PRICES: 'prices'}).replace(
      '"containers":[{',
      '"volumes":[{"name":"f","configMap":{"name":"m"}}],"containers":[{"volumeMounts":[{"name":"f","mountPath":"/f"}],',
    );
    const draft = await read(documents(map, web, deployed('stock'), deployed('prices')));
    expect(edges(draft)).toEqual(['web -> prices', 'web -> stock']);
  });
});
