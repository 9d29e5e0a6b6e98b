import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assemble} from '../../src/import/assemble.ts';
import {type Draft, emptyDraft} from '../../src/import/draft.ts';
import {printedTopology} from '../../src/import/print-topology.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {readSource} from '../../src/topology/source.ts';
import {anyDraft} from './drafts.ts';

const origin = {file: 'compose.yaml', line: 7, rule: 'environment CART_ADDR', confidence: 'sure'} as const;
const written = (draft: Partial<Draft>) =>
  JSON.parse(JSON.stringify(assemble({...emptyDraft, evidence: 'declared', ...draft}, 'shop').data));

describe('a draft as a topology file', () => {
  it('is a topology that can be read, as YAML and as JSON, whatever an importer puts in', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const {data} = assemble(draft, 'x');
        const wanted = JSON.stringify(data);
        for (const kind of ['yaml', 'json'] as const) {
          const text = printedTopology(data, kind, ['a.yaml']);
          const read = readSource(text);
          if (read.problems.length > 0) throw new Error(read.problems[0]!.message);
          // Keys that look like numbers come first in JavaScript, in both.
          if (JSON.stringify(read.data) !== wanted) throw new Error('reads as something else');
          const {problems} = parseTopology(text);
          // A draft whose only services are brokers leaves none; the import refuses that.
          const told = problems.filter(({message}) => !/no services/.test(message));
          if (told.length > 0) throw new Error(told[0]!.message);
        }
      }),
      {numRuns: 150, seed: 7},
    );
  });

  it('says of every call where it comes from, how sure that is, and that nobody knows what its failure does', () => {
    const {services} = written({
      services: [{name: 'shop', origin}],
      calls: [{from: {service: 'shop'}, to: {service: 'cart'}, timeoutMs: 15_000, retries: 2, origin}],
    });
    expect(services.shop.calls).toEqual([
      {
        to: 'cart',
        onFailure: 'unknown',
        timeout: '15s',
        retries: {max: 2},
        source: {file: 'compose.yaml', line: 7, rule: 'environment CART_ADDR'},
        confidence: 'sure',
      },
    ]);
  });

  it('joins what several lines say of one call, by the surest of them', () => {
    const call = {from: {service: 'shop'}, to: {service: 'cart'}};
    const {services} = written({
      services: [
        {name: 'shop', origin},
        {name: 'cart', origin},
      ],
      calls: [
        {...call, timeoutMs: 2000, origin: {...origin, confidence: 'guess', line: 1}},
        {...call, retries: 1, origin},
      ],
    });
    expect(services.shop.calls).toHaveLength(1);
    expect(services.shop.calls[0]).toMatchObject({
      timeout: '2s',
      retries: {max: 1},
      confidence: 'sure',
      source: {line: 7},
    });
  });

  it('keeps a target that nothing describes as an external system, and lists it apart', () => {
    const assembled = assemble(
      {
        ...emptyDraft,
        evidence: 'declared',
        services: [{name: 'shop', origin}],
        calls: [{from: {service: 'shop'}, to: {service: 'stripe'}, origin}],
      },
      'x',
    );
    expect(assembled.dangling).toEqual(['stripe']);
    expect((assembled.data.services as Record<string, unknown>).stripe).toMatchObject({
      kind: 'external',
      confidence: 'guess',
    });
  });

  it('says which services have no outgoing call, of manifests and not of traces; stores and telemetry make none anyway', () => {
    const draft = {
      ...emptyDraft,
      services: [
        {name: 'shop', origin},
        {name: 'cart', origin},
        {name: 'db', kind: 'datastore', origin},
        {name: 'jaeger', telemetry: true, origin},
      ],
      calls: [{from: {service: 'shop'}, to: {service: 'cart'}, origin}],
    } as const;
    expect(assemble({...draft, evidence: 'declared'}, 'x').silent).toEqual(['cart: no outgoing call in compose.yaml']);
    expect(assemble({...draft, evidence: 'observed'}, 'x').silent).toEqual([]);
  });

  it('gives each producer of one topic an event of its own, with all who read it', () => {
    const {events} = written({
      services: [{name: 'shop', origin}],
      brokers: [{name: 'kafka', origin}],
      events: [
        {name: 'orders', via: 'kafka', topic: 'orders', producers: [{service: 'shop'}], consumers: [], origin},
        {
          name: 'orders',
          via: 'kafka',
          topic: 'orders',
          producers: [{service: 'till'}],
          consumers: [{place: {service: 'bill'}, group: 'g', origin}],
          origin,
        },
      ],
    });
    expect(Object.keys(events)).toEqual(['orders from shop', 'orders from till']);
    for (const event of Object.values(events))
      expect(event).toMatchObject({via: 'kafka', consumers: {bill: {group: 'g'}}});
  });

  it('never makes a call to a broker', () => {
    const {services, brokers} = written({
      services: [
        {name: 'shop', origin},
        {name: 'kafka', origin},
      ],
      brokers: [{name: 'kafka', origin}],
      calls: [{from: {service: 'shop'}, to: {service: 'kafka'}, origin}],
    });
    expect(Object.keys(services)).toEqual(['shop']);
    expect(services.shop.calls).toBeUndefined();
    expect(Object.keys(brokers)).toEqual(['kafka']);
  });
});
