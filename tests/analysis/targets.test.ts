import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';

const p99 = (services: object, down: readonly string[] = []) =>
  analyzed({services, operations: {op: {entry: 'a', target: {availability: '99.8%', p99: '300ms'}}}}, down).operations[
    'op'
  ]!.targets;

describe('a target', () => {
  it('is feasible where a perfect entry would meet it: its own work is left out', () => {
    const of = (own: string, below: string) => p99({a: {latency: own, calls: [{to: 'b'}]}, b: {latency: below}}).p99Ms;
    expect(of('100ms', '200ms')).toEqual({target: 300, value: 300, met: true, feasible: true});
    expect(of('101ms', '200ms')).toEqual({target: 300, value: 301, met: false, feasible: true});
    expect(of('1ms', '301ms')).toEqual({target: 300, value: 302, met: false, feasible: false});
  });

  it('is not met by giving up in time, and a perfect entry does not change that', () => {
    const services = {a: {latency: '10ms', calls: [{to: 'b', timeout: '100ms'}]}, b: {latency: '2s'}};
    expect(p99(services).p99Ms).toEqual({target: 300, value: 110, met: false, feasible: false});
  });

  it('counts availability with the entry in it, feasible without: 99.9 % twice, and once', () => {
    const {availability} = p99({a: {calls: [{to: 'b'}]}, b: {}});
    expect(availability).toMatchObject({target: 0.998, met: true, feasible: true});
    const three = p99({a: {calls: [{to: 'b'}, {to: 'c'}]}, b: {}, c: {}}).availability!;
    // 0.997002999 misses, and 0.998001 is what b and c leave
    expect(three).toMatchObject({met: false, feasible: true});
    expect(three.value).toBeCloseTo(0.997002999, 14);
  });

  it('on a day when the entry is down asks what a perfect entry would do', () => {
    const {p99Ms, availability} = p99({a: {latency: '100ms', calls: [{to: 'b'}]}, b: {latency: '200ms'}}, ['a']);
    expect(p99Ms).toEqual({target: 300, value: null, met: false, feasible: true});
    expect(availability).toMatchObject({value: 0, met: false, feasible: true});
  });
});
