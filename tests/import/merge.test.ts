import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assemble} from '../../src/import/assemble.ts';
import type {Draft} from '../../src/import/draft.ts';
import {editsBetween} from '../../src/import/edits-between.ts';
import {merged} from '../../src/import/merge.ts';
import {renamedDraft} from '../../src/import/renamed-draft.ts';
import {checkTopology} from '../../src/topology/check.ts';
import {editedData} from '../../src/topology/edit.ts';
import {readSource} from '../../src/topology/source.ts';
import {anyDraft} from './drafts.ts';

const file = (text: string) => readSource(text).data;
const names = {before: 'old.yaml', added: 'new.json', observed: true};
const both = (before: string, added: string, observed = true) => {
  const {data, differences} = merged(file(before), file(added) as Record<string, unknown>, {...names, observed});
  expect(problemsOf(data)).toEqual([]);
  return {data: JSON.parse(JSON.stringify(data)), differences};
};
function problemsOf(data: unknown): readonly string[] {
  return checkTopology(data, () => ({line: 1, column: 1})).problems.map(({message}) => message);
}
const usable = (draft: Draft) => Object.keys(assemble(draft, 'x').data.services as object).length > 0;

describe('two sources as one', () => {
  it('are a sound topology, whatever they hold', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, fc.boolean(), (first, second, observed) => {
        fc.pre(usable(first) && usable(second));
        const before = assemble(first, 'x').data;
        const {renamed} = renamedDraft(second, before);
        const {data} = merged(before, assemble(renamed, 'x').data, {...names, observed});
        const problems = problemsOf(data);
        if (problems.length > 0) throw new Error(problems[0]);
      }),
      {numRuns: 300, seed: 16},
    );
  });

  it('that are one and the same change nothing and differ in nothing', () => {
    fc.assert(
      fc.property(anyDraft, fc.boolean(), (draft, observed) => {
        fc.pre(usable(draft));
        const {data} = assemble(draft, 'x');
        const result = merged(data, data, {...names, observed});
        expect(result.differences).toEqual([]);
        expect(JSON.stringify(result.data)).toBe(JSON.stringify(data));
      }),
      {numRuns: 150, seed: 16},
    );
  });

  it('come from the older file by edits that hold exactly the change', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (first, second) => {
        fc.pre(usable(first) && usable(second));
        const before = assemble(first, 'x').data;
        const {data} = merged(before, assemble(renamedDraft(second, before).renamed, 'x').data, names);
        const edited = editedData(before, editsBetween(before, data));
        const sorted = (value: unknown): unknown =>
          Array.isArray(value)
            ? value.map(sorted)
            : typeof value === 'object' && value !== null
              ? Object.entries(value)
                  .sort(([a], [b]) => (a < b ? -1 : 1))
                  .map(([key, one]) => [key, sorted(one)])
              : value;
        expect(JSON.stringify(sorted(edited))).toBe(JSON.stringify(sorted(data)));
      }),
      {numRuns: 100, seed: 16},
    );
  });

  it('keep what a person wrote: what is needed, what a failure does, what a call is for', () => {
    const {data} = both(
      'version: 1\nname: shop\nservices:\n  shop: {calls: [{to: cart, needsResult: true, onFailure: ignore, purpose: price}]}\n  cart: {}\n',
      'version: 1\nname: t\nservices:\n  shop: {calls: [{to: cart, onFailure: unknown, timeout: 2s, observed: {p50: 12ms}, source: {rule: span}}]}\n  cart: {latency: 8ms}\n',
    );
    expect(data.services.shop.calls).toEqual([
      {to: 'cart', needsResult: true, onFailure: 'ignore', purpose: 'price', timeout: '2s', observed: {p50: '12ms'}},
    ]);
    expect(data.services.cart.latency).toBe('8ms');
  });

  it('take what was observed over what was declared, and say so', () => {
    const declared = 'version: 1\nname: a\nservices:\n  shop: {latency: 50ms}\n';
    const seen = 'version: 1\nname: b\nservices:\n  shop: {latency: {p50: 20ms, p99: 90ms}}\n';
    expect(both(declared, seen).data.services.shop.latency).toEqual({p50: '20ms', p99: '90ms'});
    expect(both(declared, seen).differences).toEqual([
      'shop: latency is 50ms in old.yaml, p50 20ms, p99 90ms in new.json; taken: new.json',
    ]);
    expect(both(declared, seen, false).data.services.shop.latency).toBe('50ms');
  });

  it('never make a described service external because a trace saw it from outside alone', () => {
    const seen =
      'version: 1\nname: b\nservices:\n  shop: {calls: [{to: legacy}]}\n  legacy: {kind: external, confidence: guess, source: {rule: client span}}\n';
    for (const before of ['{team: old}', '{source: {rule: image}, confidence: sure}'])
      expect(
        both(`version: 1\nname: a\nservices:\n  shop: {}\n  legacy: ${before}\n`, seen).data.services.legacy.kind,
      ).toBeUndefined();
  });

  it('make a call surer only where the trace itself is sure', () => {
    const file = (sure: string) =>
      `version: 1\nname: a\nservices:\n  shop: {calls: [{to: cart, confidence: ${sure}, source: {rule: x}}]}\n  cart: {}\n`;
    const confidence = (first: string, second: string) =>
      both(file(first), file(second)).data.services.shop.calls[0].confidence;
    expect([confidence('likely', 'likely'), confidence('likely', 'sure'), confidence('sure', 'guess')]).toEqual([
      'likely',
      'sure',
      'sure',
    ]);
  });

  it('list the operations that a trace has not seen, whose load may count twice', () => {
    const {differences} = both(
      'version: 1\nname: a\nservices: {shop: {}}\noperations: {visit: {entry: shop}}\n',
      'version: 1\nname: b\nservices: {shop: {endpoints: {GET /: {}, POST /: {}}}}\noperations: {GET /: {entry: shop/GET /}}\n',
    );
    expect(differences).toContain('operation visit: only in old.yaml');
  });

  it('list the calls that only one of them has', () => {
    const {data, differences} = both(
      'version: 1\nname: a\nservices:\n  shop: {calls: [{to: cart}, {to: mail}]}\n  cart: {}\n  mail: {}\n',
      'version: 1\nname: b\nservices:\n  shop: {calls: [{to: cart}, {to: ads}]}\n  cart: {}\n  mail: {}\n  ads: {}\n',
    );
    expect(data.services.shop.calls.map(({to}: {to: string}) => to)).toEqual(['cart', 'mail', 'ads']);
    expect([...differences].sort()).toEqual([
      'ads: seen in new.json, not in old.yaml',
      'shop -> ads: seen in new.json, not in old.yaml',
      'shop -> mail: only in old.yaml',
    ]);
  });

  it('tell endpoints apart where a trace does, each with the calls it makes; what was never seen stays beside them', () => {
    const {data} = both(
      'version: 1\nname: a\nservices:\n  web: {calls: [{to: shop}]}\n  shop: {latency: 5ms, calls: [{to: cart, needsResult: true}, {to: audit}]}\n  cart: {}\n  audit: {}\noperations:\n  buy: {entry: shop, rate: 3/s}\n',
      'version: 1\nname: b\nservices:\n  shop:\n    endpoints:\n      GET /: {latency: 2ms}\n      POST /: {latency: 9ms, calls: [{to: cart, observed: {p50: 1ms}}]}\n  cart: {}\noperations:\n  POST /: {entry: shop/POST /, rate: 1/s}\n',
    );
    const {endpoints} = data.services.shop;
    expect(Object.keys(endpoints)).toEqual(['GET /', 'POST /', 'not observed']);
    expect(endpoints['POST /'].calls).toEqual([{to: 'cart', needsResult: true, observed: {p50: '1ms'}}]);
    // The operation of the old file comes to the same figures as before: it enters what the old file said of the service.
    expect(data.operations.buy).toEqual({entry: 'shop/not observed', rate: '3/s'});
    expect(endpoints['not observed'].calls.map(({to}: {to: string}) => to)).toEqual(['cart', 'audit']);
    expect(endpoints['not observed'].latency).toBe('5ms');
    expect(data.services.web.calls).toEqual([{to: 'shop/not observed'}]);
  });

  it('know a service by a name that differs in case and hyphens alone, where that is plain', () => {
    const origin = {file: 't.json', rule: 'span', confidence: 'sure'} as const;
    const draft: Draft = {
      evidence: 'observed',
      services: [{name: 'Cart_Service', origin}],
      calls: [],
      brokers: [],
      events: [],
      operations: [],
      questions: [],
      notes: [],
    };
    const {renamed, taken} = renamedDraft(draft, file('version: 1\nname: a\nservices:\n  cart-service: {}\n'));
    expect(renamed.services[0]!.name).toBe('cart-service');
    expect(taken).toEqual(['Cart_Service is taken for cart-service.']);
    expect(
      renamedDraft(draft, file('version: 1\nname: a\nservices:\n  cart-service: {}\n  cartservice: {}\n')).taken,
    ).toEqual([]);
  });
});
