import {describe, expect, it} from 'vitest';
import {rules} from '../../src/analysis/rules/index.ts';
import {analyzed} from './built.ts';

const findings = (file: object, rule: keyof typeof rules) => analyzed(file).findings.filter((f) => f.rule === rule);
const blind = (file: object, rule: keyof typeof rules) => analyzed(file).blindSpots.filter((b) => b.rule === rule);
const pair = (call: object, caller: object = {}, callee: object = {}, more: object = {}) => ({
  services: {a: {latency: '10ms', calls: [{to: 'b', ...call}], ...caller}, b: {latency: '10ms', ...callee}},
  operations: {op: {entry: 'a', rate: '100/s', ...more}},
});

describe('every rule', () => {
  it('is listed under its own id, with a source', () => {
    for (const [id, rule] of Object.entries(rules)) {
      expect(rule.id).toBe(id);
      expect(rule.source.length).toBeGreaterThan(20);
    }
  });

  it('gives advice, a line and its source with each finding', () => {
    const {findings: all} = analyzed(
      pair({retries: {max: 3}}, {concurrency: 10}, {kind: 'external'}, {target: {availability: '99.99%'}}),
    );
    expect(new Set(all.map((f) => f.rule))).toEqual(
      new Set(['no-timeout', 'pool-exhaustion', 'target-missed', 'third-party-in-path']),
    );
    for (const f of all) {
      expect(f.advice).toMatch(/\.$/);
      expect(f.message).toMatch(/\.$/);
      expect(f.line).toBe(1);
    }
    expect(all.map((f) => f.severity)).toEqual([...all.map((f) => f.severity)].sort());
  });
});

describe('no-timeout', () => {
  it('finds a call with neither timeout nor circuit breaker', () => {
    expect(findings(pair({}), 'no-timeout')).toMatchObject([
      {severity: 'warning', subject: {from: 'a', to: 'b', name: 'b'}},
    ]);
    expect(findings(pair({timeout: '1s'}), 'no-timeout')).toEqual([]);
    expect(findings(pair({circuitBreaker: true}), 'no-timeout')).toEqual([]);
  });

  it('is an error where the call is retried', () => {
    expect(findings(pair({retries: {max: 1}}), 'no-timeout')).toMatchObject([{severity: 'error'}]);
  });
});

describe('pool-exhaustion', () => {
  it('finds rate x timeout x attempts above the pool, and not below', () => {
    // 100/s x 2 s x 2 attempts = 400 requests held
    expect(findings(pair({timeout: '2s', retries: {max: 1}}, {concurrency: 399}), 'pool-exhaustion')).toHaveLength(1);
    expect(findings(pair({timeout: '2s', retries: {max: 1}}, {concurrency: 400}), 'pool-exhaustion')).toEqual([]);
    expect(findings(pair({timeout: '2s', probability: 0.1}, {concurrency: 20}), 'pool-exhaustion')).toEqual([]);
  });

  it('is blind without a rate or a concurrency, and says so', () => {
    expect(blind(pair({timeout: '2s'}), 'pool-exhaustion')).toEqual([
      {rule: 'pool-exhaustion', field: 'concurrency', subject: 'a'},
    ]);
    const noRate = {services: {a: {concurrency: 5, calls: [{to: 'b'}]}, b: {}}};
    expect(blind(noRate, 'pool-exhaustion')).toEqual([
      {rule: 'pool-exhaustion', field: 'rate of an operation', subject: 'a'},
    ]);
    expect(findings(noRate, 'pool-exhaustion')).toEqual([]);
  });
});

describe('target-missed', () => {
  it('tells what is missed and whether a perfect entry would help', () => {
    const [missed] = findings(
      pair({}, {availability: '99%'}, {}, {target: {availability: '99.9%', p99: '15ms'}}),
      'target-missed',
    );
    expect(missed).toMatchObject({severity: 'error', subject: {operation: 'op'}});
    expect(missed!.message).toContain('98.901 %');
    expect(missed!.advice).toContain('99.9 % is possible');
    expect(findings(pair({}, {}, {}, {target: {availability: '99%', p99: '20ms'}}), 'target-missed')).toEqual([]);
  });

  it('is missed where requests are given up in time, for whoever asked got no answer', () => {
    const file = pair({timeout: '5ms'}, {}, {}, {target: {p99: '1s'}});
    expect(findings(file, 'target-missed')[0]!.message).toContain('100 % of the requests are given up');
    expect(analyzed(file).operations['op']!.targets.p99Ms).toMatchObject({value: 15, met: false});
  });

  it('is blind without a target', () => {
    expect(blind(pair({}), 'target-missed')).toEqual([{rule: 'target-missed', field: 'target', subject: 'op'}]);
  });
});

describe('retry-storm', () => {
  const layers = (max: number, depth: number) => ({
    services: Object.fromEntries(
      Array.from({length: depth + 1}, (_, i) => [
        `s${i}`,
        i < depth ? {calls: [{to: `s${i + 1}`, timeout: '1s', retries: {max}}]} : {},
      ]),
    ),
    operations: {op: {entry: 's0'}},
  });

  it('warns above ten requests and errs above fifty, on the call that multiplies last', () => {
    expect(findings(layers(3, 1), 'retry-storm')).toEqual([]);
    expect(findings(layers(3, 2), 'retry-storm')).toMatchObject([
      {severity: 'warning', subject: {from: 's1', to: 's2'}},
    ]);
    expect(findings(layers(3, 3), 'retry-storm')).toMatchObject([{severity: 'error', subject: {from: 's2', to: 's3'}}]);
    expect(findings(layers(3, 3), 'retry-storm')[0]!.message).toContain('64');
  });

  it('errs on a cycle with retries', () => {
    const cycle = {services: {a: {calls: [{to: 'b'}]}, b: {calls: [{to: 'a', retries: {max: 1}, timeout: '1s'}]}}};
    expect(findings(cycle, 'retry-storm')).toMatchObject([{severity: 'error', subject: {from: 'b', to: 'a'}}]);
  });
});

describe('third-party-in-path', () => {
  it('finds an external service that a request must wait for', () => {
    expect(findings(pair({}, {}, {kind: 'external'}), 'third-party-in-path')).toMatchObject([
      {subject: {from: 'a', to: 'b'}},
    ]);
    expect(findings(pair({onFailure: 'ignore'}, {}, {kind: 'external'}), 'third-party-in-path')).toEqual([]);
    expect(findings(pair({}), 'third-party-in-path')).toEqual([]);
  });

  it('tells apart what stands on one line, and says how many requests it concerns', () => {
    const file = {
      services: {a: {calls: [{to: 'b', probability: 0.01}]}, x: {calls: [{to: 'b'}]}, b: {kind: 'external'}},
      operations: {op: {entry: 'a'}},
    };
    const [only, ...others] = findings(file, 'third-party-in-path');
    expect(others).toEqual([]);
    expect(only!.message).toContain('into 1 % of the requests of op');
  });

  it('leaves calls alone that no operation reaches', () => {
    const file = {services: {a: {}, x: {calls: [{to: 'b'}]}, b: {kind: 'external'}}, operations: {op: {entry: 'a'}}};
    expect(findings(file, 'third-party-in-path')).toEqual([]);
  });
});
