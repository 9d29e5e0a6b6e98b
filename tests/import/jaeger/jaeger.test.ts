import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Interrupted, UserError} from '../../../src/errors.ts';
import type {Draft} from '../../../src/import/draft.ts';
import {pushJaegerTrace} from '../../../src/import/jaeger/spans.ts';
import {jaeger} from '../../../src/import/jaeger.ts';
import {recordingSink} from '../recording-sink.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';

const sample = (name: string) => readFileSync(`fixtures/import/jaeger/${name}.json`, 'utf8');
const read = (...texts: string[]) =>
  jaeger.read(
    texts.map((text, i) => textArtefact(`${i}.json`, text)),
    plainRun,
  );
const arrows = ({calls}: Draft) => calls.map(({from, to}) => `${from.service} -> ${to.service}`).sort();

/** A share of a text's length, evenly: doubles would mostly be next to nothing. */
const anywhere = fc.nat(999_999).map((n) => n / 1_000_000);

describe('the samples', () => {
  it.each([
    // Each has one span whose parent is a span of another service.
    ['petclinic-2svc', ['api-gateway -> customers-service']],
    ['flamegraph-testTrace', ['load-generator -> ride-sharing-app']],
    // The list itself.
    [
      'dependencies-small',
      ['1 2', '1 3', '1 5', '2 4', '3 7', '6 1', '8 6'].map((pair) => `Service${pair.replace(' ', ' -> Service')}`),
    ],
  ])('%s: the calls that it shows, and no other', async (name, expected) => {
    const draft = await read(sample(name));
    expect(arrows(draft)).toEqual(expected);
    expect(draft.evidence).toBe('observed');
  });

  it.each([
    ['a bare trace', (trace: string) => trace],
    ['data with one trace', (trace: string) => `{"data": ${trace}}`],
    ['data with a list', (trace: string) => `{"total": 0, "error": "a \\"data\\": [", "data": [${trace}], "limit": 0}`],
    ['a list of traces', (trace: string) => `[${trace}\n, ${trace.replaceAll('df84e36b', 'aaaae36b')}]`],
  ])('%s is read the same', async (_, wrapped) => {
    expect(arrows(await read(wrapped(sample('petclinic-2svc'))))).toEqual(['api-gateway -> customers-service']);
  });
});

describe('a span', () => {
  const pushed = (span: object, trace: object = {}) => {
    const {sink, spans} = recordingSink();
    const remarks = {spans: 0, warned: 0, first: undefined};
    pushJaegerTrace(
      {traceID: 't', spans: [{traceID: 't', spanID: 'a', operationName: 'x', ...span}], ...trace},
      sink,
      remarks,
    );
    return {span: spans[0]!, remarks};
  };

  it('has its process from the map of its own trace, whose tags come before its own', () => {
    const processes = {
      p1: {
        serviceName: 'shop',
        tags: [
          {key: 'env', value: 'prod'},
          {key: 'error', value: false},
        ],
      },
    };
    const {span} = pushed({processID: 'p1', tags: [{key: 'error', type: 'string', value: 'true'}]}, {processes});
    expect(span).toMatchObject({service: 'shop', attributes: {env: 'prod', error: 'true'}});
    expect(pushed({processID: 'constructor'}, {processes}).span.service).toBeUndefined();
  });

  it('has the first CHILD_OF of its trace as parent, and links to everything else', () => {
    const references = [
      {refType: 'FOLLOWS_FROM', traceID: 't', spanID: 'f'},
      {refType: 'CHILD_OF', traceID: 'other', spanID: 'o'},
      {refType: 'CHILD_OF', traceID: 't', spanID: 'p'},
      {refType: 'CHILD_OF', traceID: 't', spanID: 'q'},
    ];
    const {span} = pushed({references});
    expect(span.parentId).toBe('p');
    expect(span.links).toEqual(['t/f follows', 'other/o', 't/q']);
  });

  it('that only follows another has no parent', () => {
    const {span} = pushed({references: [{refType: 'FOLLOWS_FROM', traceID: 't', spanID: 'f'}], parentSpanID: 'f'});
    expect(span).toMatchObject({parentId: undefined, links: ['t/f follows']});
    expect(pushed({parentSpanID: 'f'}).span.parentId).toBe('f');
  });

  it('has times in microseconds, as numbers or texts, or none', () => {
    expect(pushed({startTime: '1573131432955376', duration: 20}).span).toMatchObject({
      startUs: 1573131432955376,
      durationUs: 20,
    });
    expect(pushed({startTime: null}).span).toMatchObject({startUs: Number.NaN, durationUs: Number.NaN});
  });

  it('may carry warnings, which are counted and told', async () => {
    const text = sample('petclinic-2svc').replace('"warnings": null', '"warnings": ["clock skew adjustment disabled"]');
    expect((await read(text)).notes[0]).toBe('Jaeger warns about 1 span; the first: clock skew adjustment disabled');
  });
});

describe('dependencies', () => {
  it('give calls a request where the caller is called itself', async () => {
    const draft = await read(sample('dependencies-small'));
    const observed = (from: string, to: string) =>
      draft.calls.find((call) => call.from.service === from && call.to.service === to)!.observed;
    // 129,216 calls of Service4 by Service2, which was called 30,489 times.
    expect(observed('Service2', 'Service4')).toEqual({perRequest: 129216 / 30489, errorRate: undefined});
    expect(observed('Service8', 'Service6')).toBeUndefined();
  });

  it('know stores and brokers by name, and are read under data and with the errors that Zipkin counts', async () => {
    const list = [
      {parent: 'a', child: 'mysql', callCount: 4, errorCount: 1},
      {parent: 'a', child: 'kafka', callCount: 4},
      {parent: 'kafka', child: 'b', callCount: '2'},
      {parent: 'a', child: 'a', callCount: 4},
      {parent: 'a', child: 'idle', callCount: 0},
    ];
    const draft = await read(JSON.stringify({data: list}));
    expect(arrows(draft)).toEqual(['a -> mysql']);
    expect(draft.calls[0]!.observed!.errorRate).toBe(0.25);
    expect(draft.services.map(({name, kind}) => [name, kind])).toEqual([
      ['a', undefined],
      ['mysql', 'datastore'],
      ['b', undefined],
    ]);
    expect(draft.events).toMatchObject([
      {via: 'kafka', producers: [{service: 'a'}], consumers: [{place: {service: 'b'}}]},
    ]);
  });

  it('beside traces add the calls that no trace shows', async () => {
    const list = [
      {parent: 'api-gateway', child: 'customers-service', callCount: 5},
      {parent: 'api-gateway', child: 'vets-service', callCount: 5},
    ];
    const draft = await read(sample('petclinic-2svc'), JSON.stringify(list));
    expect(arrows(draft)).toEqual(['api-gateway -> customers-service', 'api-gateway -> vets-service']);
    expect(draft.calls[0]!.request).toBe('GET /owners');
  });
});

describe('what is broken', () => {
  it.each([
    ['cut off', sample('petclinic-2svc').slice(0, 3000), /^0\.json:\d+:\d+: the JSON ends too early/],
    [
      'cut off in a list',
      `{"data": [${sample('petclinic-2svc').slice(0, 3000)}`,
      /^0\.json:\d+: the JSON ends too early/,
    ],
    ['broken in a list', '[{"traceID": "a"},\n{"spanID": ]}]', /^0\.json:2: this is not valid JSON/],
    ['broken within', '[{"traceID": "a"},\n{"spanID": }]', /^0\.json:2:12: this is not valid JSON/],
    ['a list of other things', '[1, 2]', /^0\.json:1: something other than an object/],
    ['without spans', '{"data": []}', /no spans and no dependencies/],
  ])('%s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(message);
  });

  it('ends when the user has had enough', async () => {
    const stopped = {...plainRun, signal: AbortSignal.abort()};
    await expect(jaeger.read([textArtefact('a.json', `[${sample('petclinic-2svc')}]`)], stopped)).rejects.toThrow(
      Interrupted,
    );
  });

  it('never crashes the import, whatever is changed in a sample', async () => {
    const samples = ['petclinic-2svc', 'dependencies-small'].map(sample);
    const values = ['null', '[]', '{}', '"__proto__"', '1e999', '-1', '""', '"6f9bbe751e5fd944"', '9007199254740993'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(anywhere, fc.constantFrom(...values)), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        async (text, changes, cut) => {
          const changed = changes.reduce((all, [share, value]) => {
            const from = all.indexOf(': ', Math.floor(share * all.length)) + 2;
            const to = all.slice(from).search(/[,\n]/) + from;
            return all.slice(0, from) + value + (cut ? '' : all.slice(to));
          }, text);
          const result = await read(changed).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
        },
      ),
      {seed: 10, numRuns: 150},
    );
  });
});
