import {describe, expect, it} from 'vitest';
import {found, lineOf, loudRules, ruleFixture} from './found.ts';

const rule = 'target-above-ceiling';
const file = (target: string, availabilities: readonly string[], more: object = {}) => ({
  services: {
    a: {availability: '99.99%', calls: availabilities.map((_, i) => ({to: `d${i}`, ...more}))},
    ...Object.fromEntries(availabilities.map((availability, i) => [`d${i}`, {availability}])),
  },
  operations: {op: {entry: 'a', target: {availability: target}}},
});

describe(rule, () => {
  it('finds the promise of its fixture, and names the map and not the fleet', () => {
    const text = ruleFixture(rule);
    expect(found(text, rule)).toMatchObject([
      {
        severity: 'warning',
        subject: {operation: 'order-a-taxi'},
        line: lineOf(text, 'order-a-taxi:'),
        operations: ['order-a-taxi'],
        advice: expect.stringContaining('Begin with map'),
      },
    ]);
    // ceiling 0.998 x 0.99999 = 0.99799002; one nine more than 99.95 % is 99.995 %
    expect(found(text, rule)[0]!.message).toContain('99.799 % would be possible');
    expect(found(text, rule)[0]!.message).toContain('99.995 %, one nine more than the target; map (99.8 %) has less');
    expect(loudRules(text)).toEqual(['target-missed', rule].toSorted());
  });

  it('begins where a perfect entry would not be enough', () => {
    expect(found(file('99.9%', ['99.9%']), rule)).toEqual([]);
    expect(found(file('99.9%', ['99.89%']), rule)).toHaveLength(1);
  });

  it('names what lacks the extra nine, and nothing that has it', () => {
    // eleven dependencies with exactly one nine more than the target are too many all the same
    const [many] = found(
      file(
        '99.9%',
        Array.from({length: 11}, () => '99.99%'),
      ),
      rule,
    );
    expect(many!.message).not.toContain('one nine more');
    const [two] = found(file('99.9%', ['99.9%', '99.99%', '99.95%']), rule);
    expect(two!.message).toContain('d0 (99.9 %) and d2 (99.95 %) have less');
  });

  it('weighs a dependency by how much the operation fails with it', () => {
    const rare = {...file('99.9%', ['99.5%', '99.5%'])};
    const calls = [{to: 'd0'}, {to: 'd1', onFailure: 'ignore'}];
    const [only] = found({...rare, services: {...rare.services, a: {calls}}}, rule);
    expect(only!.message).toContain('d0 (99.5 %) has less');
  });

  it('begins with what costs most, be it a shared fate or a broker', () => {
    const a = {availability: '99.99%', calls: [{to: 'b'}]};
    const target = {availability: '99.99%'};
    const operations = {op: {entry: 'a', target}};
    const b = {availability: '99.9%'};
    const zoned = {
      sharedFate: {zone: {availability: '99.8%'}},
      services: {a, b: {...b, sharedFate: ['zone']}},
      operations,
    };
    expect(found(zoned, rule)[0]!.advice).toMatch(/^Begin with zone, which costs 17\.\d+ h a year: what shares it/);
    const published = {
      services: {a: a, b},
      brokers: {kafka: {availability: '99%'}},
      events: {E: {via: 'kafka', producer: 'a', consumers: {b: {}}}},
      operations,
    };
    expect(found(published, rule)[0]!.advice).toMatch(/^Begin with kafka, which costs [\d.]+ h a year: publish from/);
    expect(found({...zoned, services: {a, b}}, rule)[0]!.advice).toMatch(/^Begin with b, .* replicas\. Or promise/);
  });

  it('tells the promise that is furthest out of reach first', () => {
    const wish = (entry: string) => [entry, {entry, target: {availability: '99.9%'}}];
    const services = {
      a: {calls: [{to: 'b'}]},
      b: {availability: '99%'},
      c: {calls: [{to: 'd'}]},
      d: {availability: '95%'},
    };
    const subjects = found({services, operations: Object.fromEntries(['a', 'c'].map(wish))}, rule).map(
      (f) => f.subject,
    );
    expect(subjects).toEqual([{operation: 'c'}, {operation: 'a'}]);
  });
});
