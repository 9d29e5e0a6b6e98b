import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {operationPart} from '../../src/analysis/operation-part.ts';
import {topologyOf} from './built.ts';

const part = (file: object, operation: string) => {
  const topology = topologyOf(file);
  const couplings = analysis(topology, {rules: []}).couplings.filter((c) => c.operations.includes(operation));
  return operationPart(topology, operation, couplings);
};
const names = (part: {services: ReadonlyMap<string, unknown>}) => [...part.services.keys()];

describe('the part of an operation', () => {
  it('is what its requests call, fallbacks too, and who publishes and reads the events that follow', () => {
    const file = {
      services: {
        shop: {calls: [{to: 'till', onFailure: {fallback: 'spare'}}]},
        till: {},
        spare: {},
        mail: {},
        report: {},
        office: {calls: [{to: 'ledger'}]},
        ledger: {},
      },
      brokers: {kafka: {}, other: {}},
      events: {
        Sold: {producer: 'till', via: 'kafka', consumers: {mail: {}}},
        Mailed: {producer: 'mail', via: 'kafka', consumers: {report: {}}},
        Closed: {producer: 'office', via: 'other', consumers: {report: {}}},
      },
      operations: {buy: {entry: 'shop'}, close: {entry: 'office'}},
    };
    const buy = part(file, 'buy');
    expect(names(buy)).toEqual(['shop', 'till', 'spare', 'mail', 'report']);
    expect([...buy.events.keys(), ...buy.brokers.keys(), ...buy.operations.keys()]).toEqual([
      'Sold',
      'Mailed',
      'kafka',
      'buy',
    ]);
    const close = part(file, 'close');
    expect(names(close)).toEqual(['report', 'office', 'ledger']);
    expect([...close.events.keys(), ...close.brokers.keys()]).toEqual(['Closed', 'other']);
  });

  it('is the whole where one operation comes to everything, and has both ends of all that it shows', () => {
    const size = 7;
    const calls = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {maxLength: 14});
    fc.assert(
      fc.property(calls, calls, fc.nat(size - 1), (edges, facts, entry) => {
        const services = Object.fromEntries(
          Array.from({length: size}, (_, i) => [
            `s${i}`,
            {
              calls: edges
                .filter(([from, to]) => from === i && to !== i)
                .map(([, to], n) => ({to: `s${to}`, name: `c${n}`})),
            },
          ]),
        );
        const events = Object.fromEntries(
          facts.map(([from, to], i) => [`E${i}`, {producer: `s${from}`, via: 'k', consumers: {[`s${to}`]: {}}}]),
        );
        const file = {services, brokers: {k: {}}, events, operations: {op: {entry: `s${entry}`}}};
        const topology = topologyOf(file);
        const couplings = analysis(topology, {rules: []}).couplings.filter((c) => c.operations.includes('op'));
        const some = operationPart(topology, 'op', couplings);
        const there = new Set(names(some));
        expect(there).toContain(`s${entry}`);
        for (const {from, to} of couplings) expect([there.has(from), there.has(to)]).toEqual([true, true]);
        for (const {producers, consumers, via} of some.events.values()) {
          for (const index of producers) expect(there).toContain(topology.nodes[index]!.service);
          for (const {service} of consumers) expect(there).toContain(service);
          expect(some.brokers.has(via!)).toBe(true);
        }
        const all = {
          ...file,
          services: {...services, s0: {calls: Array.from({length: size - 1}, (_, i) => ({to: `s${i + 1}`}))}},
        };
        expect(names(part({...all, operations: {op: {entry: 's0'}}}, 'op'))).toHaveLength(size);
      }),
      {seed: 20260101, numRuns: 100},
    );
  });
});
