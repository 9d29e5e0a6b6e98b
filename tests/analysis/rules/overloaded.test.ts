import {describe, expect, it} from 'vitest';
import {analyzed} from '../built.ts';
import {blind, found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'overloaded';
const file = (b: object, rate: string | undefined = '100/s') => ({
  services: {a: {concurrency: 1000, calls: [{to: 'b', timeout: '1s'}]}, b: {latency: '20ms', ...b}},
  operations: {op: {entry: 'a', ...(rate === 'unstated' ? {} : {rate})}},
});

describe(rule, () => {
  it('finds the renderer of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'error',
        subject: {service: 'renderer'},
        line: lineOf(text, '  renderer: {'),
        operations: ['order-a-print'],
      },
    ]);
    // 20/s x 500 ms = 10 places of 8: 1 - 8/10 refused; 8 places / 20/s = 400 ms
    expect(found(text, rule)[0]!.message).toContain('would need 10 places at once and has 8: 20 % of its requests');
    expect(found(text, rule)[0]!.advice).toContain('400 ms');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('begins above the concurrency', () => {
    // 100/s x 20 ms = 2 places
    expect(found(file({concurrency: 2}), rule)).toEqual([]);
    expect(found(file({concurrency: 1}), rule)).toMatchObject([{subject: {service: 'b'}}]);
  });

  it('begins above the rate limit', () => {
    expect(found(file({kind: 'external', rateLimit: '100/s'}), rule)).toEqual([]);
    const [only] = found(file({kind: 'external', rateLimit: '80/s'}), rule);
    expect(only!.message).toContain('gets 100 requests a second and accepts 80: 20 % are refused');
  });

  it('leaves a limit that holds a consumer back to the rule on consumers: its messages wait', () => {
    const queued = {
      services: {
        a: {},
        b: {concurrency: 50, calls: [{to: 'c', timeout: '1s'}]},
        c: {kind: 'external', rateLimit: '80/s'},
      },
      brokers: {k: {}},
      events: {Done: {producer: 'a', via: 'k', consumers: {b: {handling: '10ms', handlers: 50}}}},
      operations: {op: {entry: 'a', rate: '100/s'}},
    };
    expect(found(queued, rule)).toEqual([]);
    expect(found(queued, 'consumer-falls-behind')).toHaveLength(1);
  });

  it('says so when requests are held for ever', () => {
    const waiting = {
      services: {a: {concurrency: 10, calls: [{to: 'b'}]}, b: {}},
      operations: {op: {entry: 'a', rate: '100/s'}},
    };
    expect(found(waiting, rule)).toEqual([]);
    const bad = analyzed(waiting, ['b']).findings.filter((finding) => finding.rule === rule);
    expect(bad).toMatchObject([{subject: {service: 'a'}, message: expect.stringContaining('held for ever')}]);
    expect(bad[0]!.message).toContain('its 10 places');
  });

  it('is blind without a concurrency or a rate', () => {
    expect(blind(file({}), rule)).toEqual(['concurrency of b']);
    expect(blind(file({concurrency: 5}, 'unstated'), rule)).toEqual([
      'rate of an operation of a',
      'rate of an operation of b',
    ]);
  });
});
