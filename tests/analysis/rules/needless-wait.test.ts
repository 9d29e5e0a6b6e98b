import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'needless-wait';
const file = (call: object, b: object = {}, others: readonly object[] = []) => ({
  services: {a: {calls: [{to: 'b', timeout: '1s', needsResult: false, ...call}, ...others]}, b, c: {latency: '50ms'}},
  operations: {op: {entry: 'a'}},
});
const perfect = {availability: '100%'};

describe(rule, () => {
  it('finds the counter of its fixture', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {from: 'blog', to: 'statistics', name: 'POST /visits'},
        line: lineOf(text, 'to: statistics'),
        operations: ['read-a-post'],
      },
    ]);
    // 525,600 min x 0.001 x 0.999^2 = 524.55 min = 8.74 h
    expect(found(text, rule)[0]!.message).toContain('waits 90 ms for it and loses 8.74 h a year to it');
    expect(loudRules(text)).toEqual([rule]);
  });

  it('says nothing of a call that is needed or of which nobody knows', () => {
    expect(found(file({needsResult: true}, {latency: '1s'}), rule)).toEqual([]);
    expect(found(file({needsResult: undefined}, {latency: '1s'}), rule)).toEqual([]);
  });

  it('warns from a millisecond or from twelve minutes a year on, and else remarks', () => {
    const severity = (b: object) => found(file({}, b), rule)[0]!.severity;
    expect(severity({...perfect, latency: '1ms'})).toBe('warning');
    expect(severity(perfect)).toBe('info');
    // 525,600 min x 0.999 x 0.0000228 = 11.97 min, and with 0.000023 12.08 min
    expect(severity({availability: '99.99772%'})).toBe('info');
    expect(severity({availability: '99.9977%'})).toBe('warning');
  });

  it('counts only time that nothing else takes meanwhile', () => {
    const beside = [{to: 'c', parallel: 'p', needsResult: true, timeout: '1s'}];
    expect(found(file({parallel: 'p'}, {...perfect, latency: '40ms'}, beside), rule)).toMatchObject([
      {severity: 'info'},
    ]);
    const [slower] = found(file({parallel: 'p'}, {...perfect, latency: '70ms'}, beside), rule);
    expect(slower!.message).toContain('waits 20 ms for it.');
  });

  it('claims no minutes where a failure is ignored, or where another call needs the callee as well', () => {
    expect(found(file({onFailure: 'ignore'}), rule)).toMatchObject([{severity: 'info'}]);
    const twice = found(file({}, {}, [{to: 'b', name: 'other', needsResult: true}]), rule);
    expect(twice[0]!.message).toContain('but fails when it fails.');
    // ignored here, needed by another call: this one costs nothing
    const ignored = found(file({onFailure: 'ignore'}, {}, [{to: 'b', name: 'other', needsResult: true}]), rule);
    expect(ignored).toMatchObject([{severity: 'info', message: expect.stringContaining('next to nothing')}]);
  });

  it('only remarks where no operation comes', () => {
    const unreached = {...file({}, {latency: '1s'}), operations: {op: {entry: 'c'}}};
    expect(found(unreached, rule)).toMatchObject([
      {severity: 'info', message: expect.stringContaining('no operation')},
    ]);
  });

  it('advises what can be done: third parties and datastores consume nothing', () => {
    const advice = (kind: string, call: object = {}) => found(file(call, {kind, latency: '9ms'}), rule)[0]!.advice;
    expect(advice('service')).toContain('an event that b consumes');
    expect(advice('external')).toContain('let a service of your own consume it and call b');
    expect(advice('datastore')).toContain('write to b afterwards');
    expect(advice('service')).toContain('onFailure: ignore');
    expect(advice('service', {onFailure: 'ignore'})).not.toContain('onFailure');
  });
});
