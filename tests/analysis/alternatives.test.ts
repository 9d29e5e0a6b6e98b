import {describe, expect, it} from 'vitest';
import {all, converted, done, taskApi} from './converted.ts';

describe('a cheaper alternative', () => {
  it('is priced by computing it', () => {
    const {alternatives: others} = done(converted(taskApi, all));
    // own 50 ms, then the slowest of 2 s, 500 ms and 50 ms
    expect(others.find((a) => a.kind === 'parallel')).toMatchObject({typicalMs: 2050, lostPerYear: 0});
    const ignoring = others.find((a) => a.kind === 'timeout-and-ignore')!;
    expect(ignoring.availability).toBeCloseTo(0.999, 14);
    // 20/s for a year, lost while each callee (audit with siem behind it) is down
    expect(ignoring.lostPerYear).toBeCloseTo(20 * 31_536_000 * (0.001 + 0.001999 + 0.001), 0);
  });

  it('counts what a timeout cuts among what is lost', () => {
    const impatient = {
      ...taskApi,
      services: {...taskApi.services, 'task-api': {calls: [{to: 'reminder', timeout: '10ms'}]}},
    };
    const [ignoring] = done(converted(impatient, ['task-api:reminder'])).alternatives;
    // reminder takes 50 ms: at 10 ms every one of 20/s is lost
    expect(ignoring!.lostPerYear).toBeCloseTo(20 * 31_536_000, 3);
  });

  const one = (call: object, callee: object = {}) => ({
    services: {
      shop: {latency: '10ms', calls: [{to: 'stock', ...call}]},
      stock: {latency: '40ms', availability: '99%', ...callee},
    },
    brokers: {kafka: {availability: '99.99%', latency: '5ms'}},
    operations: {buy: {entry: 'shop', rate: '10/s'}},
  });
  const kinds = (call: object, wish = {}) =>
    done(converted({version: 1, name: 'shop', ...one(call)}, ['shop:stock'], wish)).alternatives.map(({kind}) => kind);

  it('is offered only where it fits', () => {
    expect(kinds({})).toEqual([
      'timeout-and-ignore',
      'breaker',
      'local-copy',
      'accept-and-report-later',
      'command-queue',
    ]);
    // Whoever needs the result cannot go on without it, and a queue brings none back.
    expect(kinds({needsResult: true}, {convertNeeded: true})).toEqual([
      'breaker',
      'local-copy',
      'accept-and-report-later',
    ]);
    expect(kinds({needsResult: false})).not.toContain('local-copy');
    expect(kinds({request: 'POST /reservations'})).not.toContain('local-copy');
    expect(kinds({kind: 'query', request: 'POST /search'})).toContain('local-copy');
    expect(kinds({circuitBreaker: true})).not.toContain('breaker');
    expect(kinds({onFailure: 'ignore', timeout: '50ms'})).not.toContain('timeout-and-ignore');
  });

  it('has the figures of the request with the call changed as it says', () => {
    const by = Object.fromEntries(
      done(converted({version: 1, name: 'shop', ...one({})}, ['shop:stock'])).alternatives.map((a) => [a.kind, a]),
    );
    // shop alone is up 99.9 %; a breaker changes nothing; a queue puts kafka into the request.
    expect(by['breaker']).toMatchObject({typicalMs: 50, lostPerYear: 0});
    expect(by['breaker']!.availability).toBeCloseTo(0.999 * 0.99, 12);
    for (const kind of ['local-copy', 'accept-and-report-later'])
      expect(by[kind]).toMatchObject({availability: 0.999, typicalMs: 10, operation: 'buy'});
    expect(by['command-queue']).toMatchObject({typicalMs: 15});
    expect(by['command-queue']!.availability).toBeCloseTo(0.999 * 0.9999, 12);
  });

  it('says how long a hang takes today until the caller is full', () => {
    const file = {...one({timeout: '30s'}), version: 1, name: 'shop'};
    const pool = {...file, services: {...file.services, shop: {...file.services.shop, concurrency: 200}}};
    const [breaker] = done(converted(pool, ['shop:stock'])).alternatives.filter(({kind}) => kind === 'breaker');
    // 10/s x 30 s = 300 places of 200: full after 200 / 10 s
    expect(breaker!.text).toContain('today shop is full after 20 s');
  });

  it('is weighed for the operation that loses most requests', () => {
    const two = {
      version: 1,
      name: 'shop',
      services: {
        busy: {calls: [{to: 'shop', needsResult: true}]},
        quiet: {availability: '90%', calls: [{to: 'shop', needsResult: true}]},
        shop: {calls: [{to: 'stock'}]},
        stock: {availability: '99%'},
      },
      brokers: {kafka: {}},
      operations: {often: {entry: 'busy', rate: '100/s'}, seldom: {entry: 'quiet', rate: '1/h'}},
    };
    const offered = done(converted(two, ['shop:stock'])).alternatives;
    expect(new Set(offered.map(({operation}) => operation))).toEqual(new Set(['often']));
  });
});
