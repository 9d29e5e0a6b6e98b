import {describe, expect, it} from 'vitest';
import {draftOf, type Told} from './traced.ts';

const roots = (count: number, everyMs: number, attributes: Readonly<Record<string, unknown>> = {}): Told[] =>
  Array.from({length: count}, (_, i) => ({
    trace: i + 1,
    id: 1,
    service: 'shop',
    name: 'GET /',
    kind: 'server',
    at: i * everyMs,
    ms: i + 1,
    failed: i % 10 === 0,
    attributes,
  }));

describe('operations', () => {
  it('are the first spans of traces, with how many came a second, how many succeeded, and how long they took', async () => {
    const draft = await draftOf(roots(101, 100));
    expect(draft.operations).toMatchObject([
      {
        name: 'GET /',
        entry: {service: 'shop'},
        // 101 requests in 10 s.
        rate: 10.1,
        // 11 of 101 failed; the durations are 1 to 101 ms.
        measured: {availability: 1 - 11 / 101, p50Ms: 51, p95Ms: 96, p99Ms: 100},
      },
    ]);
  });

  it('have rates that say what they stand on', async () => {
    const note = async (told: readonly Told[]) => (await draftOf(told)).notes.at(-1);
    expect(await note(roots(101, 100))).toContain('if your tracing samples, rates are not absolute');
    expect(await note(roots(101, 100, {'sampler.param': 0.1}))).toBe(
      'No rates: the tracer sampled. 101 requests from outside were seen in 10 s.',
    );
    expect(await note(roots(101, 1))).toContain('No rates');
    expect(await note(roots(5, 10_000))).toContain('No rates');
    expect((await draftOf(roots(5, 10_000))).operations[0]?.rate).toBeUndefined();
  });

  it('have no rate where the tracer sampled: it would stand against one that somebody wrote down', async () => {
    for (const sampled of [{SampleRate: '10'}, {'sampling.rate': 'threshold'}])
      expect((await draftOf(roots(101, 100, sampled))).operations[0]?.rate).toBeUndefined();
    // Jaeger's constant sampler takes everything.
    expect((await draftOf(roots(101, 100, {'sampler.param': true}))).operations[0]?.rate).toBe(10.1);
  });

  it('are scaled up from a sample that was asked for', async () => {
    const all = await draftOf(roots(2000, 10));
    const some = await draftOf(roots(2000, 10), {sample: 4});
    // A quarter of 2000 traces, four times; three standard deviations of a binomial share are 12 %.
    expect(some.operations[0]!.rate! / all.operations[0]!.rate!).toBeGreaterThan(0.88);
    expect(some.operations[0]!.rate! / all.operations[0]!.rate!).toBeLessThan(1.12);
  });

  it('begin where the first span names a parent that nobody recorded, unless others are seen to call there', async () => {
    const orphan: Told = {trace: 1, id: 2, parent: 77, service: 'cart', name: 'GetCart', kind: 'server'};
    expect((await draftOf([orphan])).operations).toMatchObject([
      {entry: {service: 'cart'}, origin: {confidence: 'likely'}},
    ]);
    const called: Told[] = [
      {trace: 2, id: 1, service: 'shop', name: 'GET /', kind: 'server'},
      {trace: 2, id: 2, parent: 1, service: 'cart', name: 'GetCart', kind: 'server'},
    ];
    expect((await draftOf([orphan, ...called])).operations.map(({name}) => name)).toEqual(['GET /']);
  });
});

describe('spans that are not as they should be', () => {
  const root: Told = {id: 1, service: 'shop', name: 'GET /', kind: 'server', ms: 50};

  it('count once when they come twice', async () => {
    const told: Told[] = [root, {id: 2, parent: 1, service: 'cart', kind: 'server'}];
    const twice = await draftOf([...told, ...told]);
    expect(twice.calls).toEqual((await draftOf(told)).calls);
    expect(twice.notes).toContain('2 spans came more than once and count once.');
  });

  it('may be their own ancestors', async () => {
    const draft = await draftOf([
      {id: 1, parent: 3, service: 'a', kind: 'server'},
      {id: 2, parent: 1, service: 'b', kind: 'server'},
      {id: 3, parent: 2, service: 'c', kind: 'server'},
      {id: 4, parent: 4, service: 'd', kind: 'server'},
    ]);
    expect(draft.calls.length).toBe(2);
    expect(draft.notes).toContain('1 circle of spans that are their own ancestors: each was cut open at one place.');
  });

  it('belong to unknown_service when they name none, as OpenTelemetry has it', async () => {
    const draft = await draftOf([{id: 1, service: '', kind: 'server', name: 'x'}]);
    expect(draft.services.map(({name}) => name)).toEqual(['unknown_service']);
    expect(draft.notes).toContain('1 span without service.name: they are "unknown_service".');
  });

  it('take no time when they say none', async () => {
    const draft = await draftOf([{...root, ms: Number.NaN}]);
    expect(draft.notes).toContain('1 span without a duration: taken as no time.');
    expect(draft.notes.join('\n')).not.toContain('before the start');
  });

  it('take no time when they end before they start', async () => {
    const draft = await draftOf([{...root, ms: -5}]);
    expect(draft.operations[0]?.measured?.p50Ms).toBe(0);
    expect(draft.notes).toContain('1 span that ends before the start: taken as no time.');
  });

  it('are read in time that grows with their number, however deep and however wide', async () => {
    const deep = Array.from(
      {length: 20_000},
      (_, i): Told => ({id: i + 1, parent: i, service: `s${i % 3}`, kind: 'server'}),
    );
    expect((await draftOf(deep)).calls.length).toBeGreaterThan(0);
    const wide = Array.from(
      {length: 20_000},
      (_, i): Told => ({id: i + 2, parent: 1, service: `s${i % 2000}`, kind: 'server', at: i}),
    );
    expect((await draftOf([{...root, ms: 30_000}, ...wide])).calls.length).toBe(2000);
  });
});
