import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parseTopology} from '../../src/topology/parse.ts';
import {folder} from './typed.ts';

const here = folder();
const compose = `services:
  shop:
    image: acme/shop:1
    environment:
      CART_URL: http://cart:8080
      STRIPE_URL: https://api.stripe.example/v1
  cart:
    image: acme/cart:1
    depends_on: [shop]
    environment: [REDIS_ADDR=redis:6379]
  redis: {image: "redis:7"}
`;
const dependencies = JSON.stringify([
  {parent: 'shop', child: 'cart', callCount: 90},
  {parent: 'shop', child: 'ads', callCount: 30},
]);
let server: Server;
let address: string;
beforeAll(async () => {
  here.file('compose.yaml', compose);
  here.file('dependencies.json', dependencies);
  server = createServer((request, response) => {
    if (request.url?.startsWith('/api/dependencies')) response.end(dependencies);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
});
afterAll(() => {
  server.close();
  here.remove();
});

const edges = (text: string): string[] => {
  const {topology, problems} = parseTopology(text);
  expect(problems).toEqual([]);
  return topology!.nodes
    .flatMap((node) => node.calls.map((call) => `${node.service} -> ${topology!.nodes[call.targets[0]!]!.service}`))
    .sort();
};
const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');

describe('eventcoach import', () => {
  it('writes a topology with the calls that the manifest carries, and says what it does not carry', async () => {
    const {code, out, err} = await here.type(['import', 'compose.yaml', '-o', 'shop.yaml']);
    expect([code, err]).toEqual([0, '']);
    expect(edges(read('shop.yaml'))).toEqual(['cart -> redis', 'shop -> api.stripe.example', 'shop -> cart']);
    expect(read('shop.yaml')).toContain('source: {file: compose.yaml, line: 5');
    expect(out).toContain('Wrote shop.yaml: 2 services, 1 datastore, 1 external system and 3 calls.');
    expect(out).toMatch(/described nowhere[^\n]*\n {2}- api\.stripe\.example/);
    expect(out).toContain('eventcoach analyze shop.yaml');
    const analyzed = await here.type(['analyze', 'shop.yaml']);
    expect(analyzed.code).toBe(0);
  });

  it('is what other commands point to when they are given a manifest', async () => {
    const {code, err} = await here.type(['analyze', 'compose.yaml']);
    expect(code).toBe(2);
    expect(err).toBe(
      'compose.yaml is a Docker Compose file, and no topology.\nMake one of it: eventcoach import compose.yaml -o topology.yaml\n',
    );
    here.file('deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n---\na: 1\n');
    expect((await here.type(['plan', 'deployment.yaml'])).err).toContain('is a Kubernetes manifest, and no topology');
  });

  it('prints the topology alone on standard output where no file is named; the rest goes to standard error', async () => {
    const {code, out, err} = await here.type(['import', 'compose.yaml']);
    expect(code).toBe(0);
    expect(edges(out)).toContain('shop -> cart');
    expect(err).toContain('Imported 2 services');
  });

  it('writes JSON where the file is called so', async () => {
    await here.type(['import', 'compose.yaml', '-o', 'shop.json']);
    expect(JSON.parse(read('shop.json')).services.shop.calls[0]).toMatchObject({to: 'cart', onFailure: 'unknown'});
  });

  it('reads a folder, passes over what is none of the kinds, and reads standard input', async () => {
    for (const path of ['all/node_modules/x', 'all/gate']) mkdirSync(join(here.cwd, path), {recursive: true});
    for (const [name, text] of [
      ['compose.yaml', compose],
      ['package.json', '{"name": "x"}'],
      ['node_modules/x/compose.yaml', 'services: {evil: {image: a}}'],
      ['empty.yaml', ''],
      ['gate/settings.json', '{"shop.url": "http://shop:80"}'],
      ['gate.yaml', 'services: {gate: {image: acme/gate, volumes: ["./gate:/etc/gate"]}}'],
    ])
      writeFileSync(join(here.cwd, 'all', name!), text!);
    const {code, out} = await here.type(['import', 'all', '-o', 'folder.yaml']);
    expect(code).toBe(0);
    // What a service mounts was read for its sake.
    expect(out).toMatch(/Passed over, of no kind that can be imported: all\/package\.json\n/);
    expect(edges(read('folder.yaml'))).toHaveLength(4);
    expect(edges(read('folder.yaml'))).toContain('gate -> shop');
    expect(read('folder.yaml')).not.toContain('evil');
    const piped = await here.type(['import', '-', '--from', 'compose'], {input: compose});
    expect(edges(piped.out)).toHaveLength(3);
  });

  it('reads a folder whose files take in those of another only once, and calls it by what describes services', async () => {
    mkdirSync(join(here.cwd, 'parts/pay'), {recursive: true});
    writeFileSync(join(here.cwd, 'parts/.env'), 'PAY=pay\n');
    writeFileSync(
      join(here.cwd, 'parts/compose.yaml'),
      'include: [pay/compose.yaml]\nservices:\n  shop: {image: acme/shop, environment: {PAY_URL: "http://$PAY:80"}}\n',
    );
    writeFileSync(join(here.cwd, 'parts/pay/compose.yaml'), 'services: {pay: {image: acme/pay}}\n');
    const {out} = await here.type(['import', 'parts', 'dependencies.json', '-o', 'parts.yaml']);
    expect(out).toContain('shop -> cart: seen in dependencies.json, not in parts/compose.yaml');
    expect(out).not.toMatch(/only in parts.pay|in parts.\.env/);
    expect(edges(read('parts.yaml'))).toContain('shop -> pay');
  });

  it('reads an address; what its query holds is written nowhere', async () => {
    const {code, out, err} = await here.type(['import', `${address}/api/dependencies?token=s3cret`]);
    expect(code).toBe(0);
    expect(edges(out)).toEqual(['shop -> ads', 'shop -> cart']);
    expect(out + err).not.toContain('s3cret');
    const missing = await here.type(['import', `${address}/nothing`]);
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/answered 404.*\n.*check path/i)]);
    const gone = createServer();
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done));
    const {port} = gone.address() as {port: number};
    await new Promise((done) => gone.close(done));
    const closed = await here.type(['import', `http://127.0.0.1:${port}/x`]);
    expect([closed.code, closed.err]).toEqual([2, expect.stringContaining('does not answer (ECONNREFUSED)')]);
    expect((await here.type(['import', 'http://me:pw@127.0.0.1/x'])).err).not.toContain('pw@');
  });

  it('joins a trace to a manifest: the calls of both, every difference listed, comments kept', async () => {
    here.file(
      'hand.yaml',
      '# ours\nversion: 1\nname: shop\nservices:\n  shop: {calls: [{to: cart, needsResult: true}, {to: mail}]} # old\n  cart: {}\n  mail: {}\n',
    );
    const {code, out} = await here.type(['import', 'dependencies.json', '--merge', 'hand.yaml', '-o', 'joined.yaml']);
    expect(code).toBe(0);
    expect(edges(read('joined.yaml'))).toEqual(['shop -> ads', 'shop -> cart', 'shop -> mail']);
    expect(read('joined.yaml')).toMatch(/^# ours/);
    expect(read('joined.yaml')).toContain('needsResult: true');
    expect(out).toContain('shop -> ads: seen in dependencies.json, not in hand.yaml');
    expect(out).toContain('shop -> mail: only in hand.yaml');
  });

  it('takes several sources at once: what was observed beats what was declared', async () => {
    const {code, out} = await here.type(['import', 'dependencies.json', 'compose.yaml', '-o', 'two.yaml']);
    expect(code).toBe(0);
    expect(edges(read('two.yaml'))).toEqual([
      'cart -> redis',
      'shop -> ads',
      'shop -> api.stripe.example',
      'shop -> cart',
    ]);
    expect(out).toContain('shop -> ads: seen in dependencies.json, not in compose.yaml');
  });

  it('never overwrites without --force, and says so before it reads anything', async () => {
    here.file('there.yaml', 'mine');
    const {code, err} = await here.type(['import', 'no-such-file.json', '-o', 'there.yaml']);
    expect(code).toBe(2);
    expect(err).toContain('there.yaml is there already');
    expect(read('there.yaml')).toBe('mine');
    expect((await here.type(['import', 'compose.yaml', '-o', 'there.yaml', '--force'])).code).toBe(0);
    expect(edges(read('there.yaml'))).toHaveLength(3);
  });

  it.each([
    ['empty', '', /empty\.json is empty\./],
    ['binary', 'PK\u0003\u0004\u0000\u0000', /no text: byte 5 is zero/],
    ['truncated', '[{"parent": "shop", "child": "ca', /truncated\.json:1:\d+: the JSON ends too early/],
    ['nothing known', '{"a": 1}', /none of the kinds that can be imported/],
    ['hostile', `{"a":${'['.repeat(100_000)}`, /hostile\.json/],
    [
      'alias bomb',
      `services: &a {b: &b [${'x,'.repeat(50)}]}\nc: [${'*b,'.repeat(50)}]\nd: &d [${'*a,'.repeat(90)}]\ne: &e [${'*d,'.repeat(90)}]\nf: [${'*e,'.repeat(90)}]\n`,
      /./,
    ],
  ])('a file that is %s ends with 2, says what and where, and writes nothing', async (name, text, said) => {
    const file = `${name}.json`;
    here.file(file, text);
    const {code, out, err} = await here.type(['import', file, '-o', 'never.yaml']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(said);
    expect(err).toContain(name);
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(existsSync(join(here.cwd, 'never.yaml'))).toBe(false);
    expect(readdirSync(here.cwd).filter((one) => one.includes('tmp'))).toEqual([]);
  });

  it('refuses times and samples that are none, and asks what to import', async () => {
    for (const [options, said] of [
      [['--since', 'yesterday'], 'no moment and no time span'],
      [['--sample', '0'], 'not a whole number from 1'],
      [['--from', 'visio'], '--from'],
      [['--since', '1h'], 'chooses among traces'],
    ] as const)
      expect((await here.type(['import', 'compose.yaml', ...options])).err).toContain(said);
    expect((await here.type(['import'])).err).toContain('What is to be imported?');
  });
});
