import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const words = (text: string) => text.replace(/\s+/g, ' ');
const said = async (...args: string[]) => {
  const {code, out, err} = await here.type(args);
  expect([code, err]).toEqual([0, '']);
  return words(out);
};
const shop = join(here.cwd, 'shop.yaml');
let imported = '';
beforeAll(async () => {
  imported = words((await here.type(['import', resolve('fixtures/import/compose/shop'), '-o', shop])).out);
});

describe('what was imported from Compose files', () => {
  it('has no time that nobody stated', async () => {
    const text = await said('analyze', shop, '--top', '30');
    expect(text).toContain('answers in not known: no latency is stated');
    expect(text).toContain('The caller waits for web, nobody has stated how long, and both must be up');
    // Only the assumption and its name say 0 ms.
    expect(text.replaceAll('no latency stated, 0 ms assumed', '')).not.toMatch(/\b0 ms/);
    const markdown = await said('analyze', shop, '--format', 'markdown');
    expect(markdown).toContain('| answers typically in | not known: no latency is stated |');
    const html = await said('analyze', shop, '--format', 'html');
    for (const page of [markdown, html]) {
      expect(page.replaceAll('no latency stated, 0 ms assumed', '')).not.toMatch(/\b0 ms/);
      expect(page).toContain('not known');
    }
  });

  it('keeps the figures and the gaps in the JSON as they were', async () => {
    const {operations, couplings, blindSpots} = JSON.parse(await said('analyze', shop, '--format', 'json'));
    expect(operations.edge.latency).toMatchObject({typicalMs: 0, aloneMs: 0, p99Ms: 0});
    expect(couplings[0].temporal).toMatchObject({waitMs: 0, waitStated: false});
    expect(blindSpots).toContainEqual({rule: 'latency', field: 'latency', subject: 'edge'});
  });

  it('is asked, not accused, about timeouts: the calls to others first', async () => {
    const text = await said('analyze', shop);
    expect(text).not.toContain('neither a timeout');
    // Fourteen calls; the two external ones stand first, then the services by what they cost.
    expect(text).toContain('for 14 calls nothing says whether there is a timeout');
    expect(text).toContain(
      'Check these first: payments -> api.bank.test, catalog -> prices, edge -> web, edge -> orders',
    );
  });

  it('has no operation of a page over the broker', async () => {
    expect(imported).toContain('kafka-page watches kafka-1: that is no part of a request and left out.');
    expect(imported).not.toContain('kafka-page: no outgoing call');
    expect(readFileSync(shop, 'utf8')).toMatch(/kafka-page:\n {4}telemetry: true/);
    const {operations} = JSON.parse(await said('analyze', shop, '--format', 'json'));
    expect(Object.keys(operations)).toEqual(['edge', 'newsletter']);
  });

  it('counts the calls that the import counted', async () => {
    expect(imported).toContain('15 calls');
    expect(await said('analyze', shop)).toContain('14 synchronous calls (1 more goes to telemetry: left out)');
  });

  it('is asked whose result orders is in words that can be read', async () => {
    expect(await said('analyze', shop)).toContain('Does edge need to wait for the result of orders?');
    expect(words((await here.type(['ask', shop])).out)).toContain('Part of the request: edge');
  });

  it('has no figure for a year on a bad day', async () => {
    for (const format of ['text', 'markdown'])
      expect(await said('analyze', shop, '--down', 'orders', '--format', format)).not.toMatch(
        / h (?:of downtime )?a year|down a year|costs a year/,
      );
  });
});

describe('a system of which a part states its latency', () => {
  const file = here.file(
    'part.yaml',
    `version: 1
name: part
services:
  shop: {latency: 30ms, calls: [{to: mail, needsResult: false}, {to: stock, needsResult: true}]}
  mail: {calls: [{to: smtp}]}
  stock: {latency: 50ms}
  smtp: {kind: external}
brokers: {kafka: {latency: 5ms}}
operations: {buy: {entry: shop, rate: 1/s}}
`,
  );

  it('gets lower bounds, and how much is missing', async () => {
    const text = await said('analyze', file);
    // 30 ms and 50 ms; mail and smtp say nothing.
    expect(text).toContain(
      "answers in at least 80 ms typically (2 of 4 parts state none), 30 ms of it shop's own work; p99 at least 80 ms",
    );
    expect(text).toContain('The caller waits for mail, nobody has stated how long');
    expect(text).toContain('The caller waits 50 ms for stock');
  });

  it('gets no timeout computed from nothing, and no claim that the broker is slower', async () => {
    const text = await said('convert', file, '--call', 'shop:mail', '--event', 'Bought');
    expect(text).toContain('A timeout a little above its 99th percentile, once that is known, and go on without');
    expect(text).not.toContain('10 ms');
    expect(text).not.toMatch(/buy takes \S+ ms longer/);
    expect(text).toContain('answers in at least 80 ms -> 85 ms');
    expect(text).toContain('fail as one 1 group -> 2 groups');
  });

  it('has no targets that a plan could meet, and working titles', async () => {
    const text = await said('plan', file);
    expect(text).toContain('No operation states a target');
    expect(text).not.toContain('all targets met');
    expect(text).toContain('The names of the events are working titles');
  });
});
