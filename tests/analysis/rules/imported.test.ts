import {describe, expect, it} from 'vitest';
import {blind, found} from './found.ts';

/** As importers note where a part comes from. */
const source = {file: 'mesh.yaml', line: 7, rule: 'route'};

describe('of what was imported, silence is no statement', () => {
  it('a call without a timeout may have one, so that nothing is said of the pool that it would fill', () => {
    const file = (call: object) => ({
      services: {a: {concurrency: 10, calls: [{to: 'b', ...call}]}, b: {latency: '10ms'}},
      operations: {op: {entry: 'a', rate: '100/s'}},
    });
    expect(found(file({}), 'pool-exhaustion')).toHaveLength(1);
    expect(found(file({source}), 'pool-exhaustion')).toEqual([]);
    expect(blind(file({source}), 'pool-exhaustion')).toEqual(['timeout of a -> b']);
    // A stated timeout is a statement, whoever wrote it: 100/s x 2 s is more than 10 places.
    expect(found(file({source, timeout: '2s'}), 'pool-exhaustion')).toHaveLength(1);
  });

  it('an event may come from an outbox', () => {
    const file = (event: object) => ({
      services: {shop: {calls: [{to: 'db', kind: 'command'}]}, db: {kind: 'datastore'}, billing: {}},
      events: {OrderPlaced: {producer: 'shop', consumers: {billing: {}}, ...event}},
    });
    expect(found(file({}), 'dual-write')).toHaveLength(1);
    expect(found(file({source}), 'dual-write')).toEqual([]);
    expect(blind(file({source}), 'dual-write')).toEqual(['outbox of OrderPlaced']);
    expect(found(file({source, outbox: false}), 'dual-write')).toHaveLength(1);
  });

  it('retries may pause', () => {
    const file = (call: object) => ({
      services: {a: {calls: [{to: 'b', timeout: '1s', retries: {max: 3}, ...call}]}, b: {}},
    });
    expect(found(file({}), 'immediate-retry')).toHaveLength(1);
    expect(found(file({source}), 'immediate-retry')).toEqual([]);
    expect(blind(file({source}), 'immediate-retry')).toEqual(['retries.backoff of a -> b']);
  });

  it('a guessed external system may be a service of one’s own', () => {
    const file = (b: object) => ({services: {a: {calls: [{to: 'b'}]}, b: {kind: 'external', ...b}}});
    expect(found(file({source, confidence: 'sure'}), 'third-party-in-path')).toMatchObject([{severity: 'warning'}]);
    const guessed = found(file({source, confidence: 'guess'}), 'third-party-in-path');
    expect(guessed).toMatchObject([{severity: 'info', message: expect.stringContaining('may put a third party')}]);
  });
});
