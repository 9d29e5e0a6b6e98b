import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {analyzed, topologyOf} from './built.ts';

// A whole system read as its architect would: every figure below is worked out by hand from the lines of the file, by
// the rules of the format (products of what is needed, each once; sums of medians; rate x time held; rate against
// handlers).

const text = readFileSync(new URL('../../fixtures/topologies/sixty-services.topology.yaml', import.meta.url), 'utf8');
const topology = topologyOf(text);
const whole = analyzed(text);
const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);
const load = (operation: string, service: string) =>
  whole.operations[operation]!.load.find((entry) => entry.service === service)!;

/** Mean of the lognormal with this median and 99th percentile, in milliseconds. */
const mean = (p50: number, p99: number) => p50 * Math.exp((Math.log(p99 / p50) / 2.326347874) ** 2 / 2);

/** Orders a second: half an order from the shop's own customers, and 2,000 a day from the partners. */
const orders = 0.5 + 2000 / 86_400;

describe('sixty-services.topology.yaml', () => {
  it('has sixty services of ten teams, 116 calls, ten events and fifteen operations', () => {
    // 115 calls stand in the file; the one to e-mail and text message has two targets.
    expect(whole.topology).toMatchObject({services: 60, calls: 116, events: 10, operations: 15});
    const services = [...topology.services.values()];
    const kinds = Object.groupBy(services, ({kind}) => kind);
    expect([kinds.service!.length, kinds.datastore!.length, kinds.external!.length]).toEqual([36, 18, 6]);
    const teams = new Set(services.flatMap(({team}) => (team === undefined ? [] : [team])));
    expect(teams.size).toBe(10);
  });

  it('knows of 28 calls that the answer is needed, of 16 that it is not, and asks about the others', () => {
    const calls = topology.nodes.flatMap((node) => node.calls);
    const needs = (answer: boolean | undefined) => calls.filter(({needsResult}) => needsResult === answer).length;
    expect([needs(true), needs(false), needs(undefined)]).toEqual([28, 16, 71]);
  });

  it('multiplies what filling the basket needs, each service once', () => {
    const webShop = 0.995 ** 6 + 6 * 0.995 ** 5 * 0.005 + 15 * 0.995 ** 4 * 0.005 ** 2; // 4 of 6 replicas
    const basket = 0.9995 ** 3 + 3 * 0.9995 ** 2 * 0.0005; // 2 of 3
    const basketStore = 0.9995;
    const pricing = 0.9995 * 0.9999 * 0.9999; // with its database, which stands in zone-a
    const promotions = 0.999; // pricing/quote asks them
    const clickstream = 0.998; // nobody needs its answer, yet its failure is fatal
    // inventory is asked as well, and its failure ignored.
    expect(
      relative(
        whole.operations['fill-the-basket']!.availability,
        webShop * basket * basketStore * pricing * promotions * clickstream,
      ),
    ).toBeLessThan(1e-12);
  });

  it('counts deployments, a shared cluster and a fallback into planning a round', () => {
    const rounds = 0.999 * (1 - (2 * 60) / 604_800); // two minutes of deployments a week
    const roundsDb = 0.9997 * 0.9995; // on the database cluster
    const distances = 1 - (1 - 0.999) * (1 - 0.999 * 0.9999); // maps, else the cache in zone-b
    const expected = rounds * roundsDb * 0.998 * distances;
    expect(relative(whole.operations['plan-a-round']!.availability, expected)).toBeLessThan(1e-12);
  });

  it('adds the medians along an order, and nothing where profile and loyalty call each other back', () => {
    const household = 12 + 4 + 25 + 5; // profile, its database, loyalty's tier, its database; then the circle closes
    const steps = {
      shop: 15,
      checkout: 40,
      basket: 5 + 1,
      address: household,
      slot: 15 + 4,
      stock: 35 + 5,
      price: 8 + 2 + 10,
      fraud: 60 + 180,
      payment: 20 + 4 + 320,
      order: 30 + 4,
      points: 35 + 5 + household,
      mail: 30 + household + 250, // the faster of e-mail and text message
      audit: 10 + 60,
    };
    const total = Object.values(steps).reduce((a, b) => a + b, 0);
    expect(total).toBe(1286);
    expect(whole.operations['place-an-order']!.latency.typicalMs).toBe(total);
  });

  it('finds as many requests in pricing as arrive while one is answered', () => {
    // Twelve tiles for each of 40 searches a second; quotes for 60 products, 24 changes of baskets and the orders.
    const base = 12 * 40 * (mean(4, 15) + mean(2, 10));
    const quote = (60 + 24 + orders) * (mean(8, 25) + mean(2, 10) + mean(10, 40));
    // Latencies are exact to 1 %; the timeouts of 300 and 400 ms cut next to nothing.
    expect(relative(load('search', 'pricing').busy!, (base + quote) / 1000)).toBeLessThan(0.01);
  });

  it('fills a pool of waiting callers in its size over their rate, where their timeout lets it', () => {
    const hanging = (operation: string, service: string) => load(operation, service).fullAfterSecondsIfHanging;
    // checkout has no timeout on loyalty: 60 places, one for each order. One partner's order in thousands gets no token
    // within 3 s and never arrives.
    expect(relative(hanging('place-an-order', 'checkout')['loyalty']!, 60 / orders)).toBeLessThan(1e-4);
    // web-shop has none on identity: 600 places, two sign-ins a second.
    expect(hanging('sign-in', 'web-shop')['identity']).toBeCloseTo(600 / 2, 9);
    // payment gives up on its provider after 4 x 4 s and 3 x 250 ms: about nine orders wait, of 50 places. But checkout
    // asks again after 10 s, three times in all, and the web shop has all of that done twice: that takes every place.
    expect(orders * 16.75).toBeLessThan(50);
    expect(3 * (2 * 0.5 + 2000 / 86_400) * 16.75).toBeGreaterThan(50);
    expect(hanging('place-an-order', 'payment')['payment-provider']).toBeGreaterThan(0);
    const down = analyzed(text, ['payment-provider']).operations['place-an-order']!;
    expect(down.load.find(({service}) => service === 'payment')!.refusedShare).toBeGreaterThan(0);
  });

  it('says that the search index keeps up by day, with its backlog, and not after dinner', () => {
    const index = (file: string) =>
      analyzed(file).lag.find(({event, consumer}) => event === 'StockChanged' && consumer === 'search/index')!;
    // Every item picked (20/s) and every case received (1.7/s) changes the stock; two handlers of 80 ms manage 25/s.
    const byDay = index(text);
    expect(byDay.rate).toBeCloseTo(20 + 1.7, 9);
    expect(byDay.capacity).toBeCloseTo(2 / 0.08, 9);
    expect(byDay.keepsUp).toBe(true);
    expect(byDay.backlogPerOutageMinute).toBeCloseTo(60 * 21.7, 6);
    expect(byDay.catchUpSecondsPerOutageMinute).toBeCloseTo((60 * 21.7) / (25 - 21.7), 6);
    const picking = 'pick-an-item: {entry: picking/scan, rate: 20/s';
    expect(text).toContain(picking);
    const afterDinner = index(text.replace(picking, picking.replace('20/s', '60/s')));
    expect(afterDinner).toMatchObject({keepsUp: false, catchUpSecondsPerOutageMinute: null});
  });

  it('multiplies attempts on three layers, and follows the longest chain to the points of a mail', () => {
    // web-shop twice, checkout three times, payment four times.
    expect(whole.operations['place-an-order']!.retryAmplification).toBe(2 * 3 * 4);
    // courier-api > rounds > orders > billing > notification > profile > loyalty > loyalty-db
    expect(whole.operations['deliver-an-order']!.chainDepth).toBe(7);
  });
});
