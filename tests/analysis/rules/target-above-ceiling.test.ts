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
});
