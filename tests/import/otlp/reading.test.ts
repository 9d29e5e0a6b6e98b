import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Interrupted, UserError} from '../../../src/errors.ts';
import type {Artefact} from '../../../src/import/artefact.ts';
import {assemble} from '../../../src/import/assemble.ts';
import type {ImportRun} from '../../../src/import/format.ts';
import {elementScan} from '../../../src/import/otlp/elements.ts';
import {lineCutter} from '../../../src/import/otlp/json-lines.ts';
import {otlp} from '../../../src/import/otlp.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';
import {edges} from '../traces/traced.ts';

const folder = new URL('../../../fixtures/import/otlp/', import.meta.url);
const masked = readFileSync(new URL('error_timeout_masked.otlp.json', folder), 'utf8');
const read = (text: string, run: Partial<ImportRun> = {}) =>
  otlp.read([textArtefact('spans.json', text)], {...plainRun, ...run});
const bytesOf = (chunks: readonly Uint8Array[], name = 'spans.json'): Artefact => ({
  ...textArtefact(name, new TextDecoder().decode(chunks[0])),
  bytes: async function* () {
    yield* chunks;
  },
});

interface Resource {
  readonly resource: unknown;
  readonly scopeSpans: readonly {readonly spans: readonly Record<string, unknown>[]}[];
}
const {resourceSpans} = JSON.parse(masked) as {resourceSpans: readonly Resource[]};
const perResource = resourceSpans.map((one) => ({resourceSpans: [one]}));

describe('one capture in every form', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['one line', JSON.stringify({resourceSpans})],
    ['many lines', JSON.stringify({resourceSpans}, null, 2)],
    ['JSON lines', perResource.map((one) => JSON.stringify(one)).join('\n')],
    [
      'JSON lines with blank ones, CRLF and a mark at the start',
      `\ufeff${perResource.map((one) => JSON.stringify(one)).join('\r\n\r\n')}\r\n`,
    ],
    ['a list on one line', JSON.stringify(perResource)],
    ['a list with an element in each line', `[\n${perResource.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`],
    ['several values over many lines', perResource.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['old names', JSON.stringify({resourceSpans}).replaceAll('"scopeSpans"', '"instrumentationLibrarySpans"')],
    [
      'kinds by name',
      JSON.stringify({resourceSpans})
        .replaceAll('"kind":2', '"kind":"SPAN_KIND_SERVER"')
        .replaceAll('"kind":3', '"kind":"SPAN_KIND_CLIENT"'),
    ],
    [
      'ids in capitals',
      JSON.stringify({resourceSpans}).replace(
        /"((?:parentS|s)panId|traceId)":"([^"]*)"/g,
        (_, key, id: string) => `"${key}":"${id.toUpperCase()}"`,
      ),
    ],
    [
      'ids in base64',
      JSON.stringify({resourceSpans}).replace(
        /"((?:parentS|s)panId|traceId)":"([^"]*)"/g,
        (_, key, id: string) => `"${key}":"${Buffer.from(id, 'hex').toString('base64')}"`,
      ),
    ],
    [
      'ids without the high half of the trace',
      perResource
        .map((one, i) =>
          JSON.stringify(one).replace(/"traceId":"(.{16})(.{16})"/g, (all, _, low: string) =>
            i % 2 === 0 ? `"traceId":"${low}"` : all,
          ),
        )
        .join('\n'),
    ],
  ];
  it.each(forms)('as %s, gives the same draft', async (_, text) => {
    const expected = await read(masked);
    const draft = await read(text);
    expect(new Set(edges(draft))).toEqual(new Set(edges(expected)));
    const byName = <T>(list: readonly T[]) => [...list].map((one) => JSON.stringify(one)).sort();
    expect(byName(draft.calls.map(({parallel: _, ...call}) => call))).toEqual(
      byName(expected.calls.map(({parallel: _, ...call}) => call)),
    );
    expect(draft.operations).toEqual(expected.operations);
  });

  it('is the same in whatever pieces its bytes come', async () => {
    for (const text of [forms[1]![1], forms[2]![1]]) {
      const bytes = new TextEncoder().encode(text);
      const pieces: Uint8Array[] = [];
      for (let at = 0, n = 0; at < bytes.length; n += 1) {
        const next = Math.min(bytes.length, at + 1 + ((n * 7919) % 4000));
        pieces.push(bytes.slice(at, next));
        at = next;
      }
      const whole = {...bytesOf(pieces), head: text.slice(0, 65_536)};
      expect(await otlp.read([whole], plainRun)).toEqual(await read(text));
    }
  });
});

describe('what is cut by brackets instead of lines', () => {
  it('is every element of resourceSpans, whatever stands in its texts', () => {
    const elements = [{a: '"}]\\'}, {b: {resourceSpans: [[1]]}}, {c: ['{', '\u00e9\u{1f600}']}];
    const text = `{"x":[1,{"y":"resourceSpans"}],\n"resourceSpans":${JSON.stringify(elements)},"z":{}} {"resourceSpans":[]}`;
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 3, 1000]) {
      const scan = elementScan('spans.json', 1);
      const found: unknown[] = [];
      for (let at = 0; at < bytes.length; at += size)
        for (const element of scan.feed(bytes.slice(at, at + size))) found.push(JSON.parse(element.text));
      expect(found).toEqual(elements);
      expect(scan.isWhole()).toBe(true);
    }
  });

  it('are lines, until one is longer than a text may be', () => {
    const cutter = lineCutter(10);
    const seen: string[] = [];
    const take = ({bytes, number}: {bytes: Buffer; number: number}) => seen.push(`${number}:${bytes.toString()}`);
    expect(cutter.cut(Buffer.from('ab\ncd'), take)).toBe(true);
    expect(cutter.cut(Buffer.from('e\nfghijkl'), take)).toBe(true);
    expect(cutter.cut(Buffer.from('mnopq'), take)).toBe(false);
    expect(seen).toEqual(['1:ab', '2:cde']);
    expect(cutter.rest().toString()).toBe('fghijklmnopq');
  });
});

describe('what is broken', () => {
  const line = JSON.stringify(perResource[0]);
  it('in single lines is counted and named, and the rest is read', async () => {
    const draft = await read(
      [line, '{"resourceSpans": [oops]}', ...perResource.slice(1).map((one) => JSON.stringify(one))].join('\n'),
    );
    expect(draft.notes[0]).toBe('1 line is not valid JSON and left out: spans.json:2:20.');
    expect(edges(draft)).toEqual(edges(await read(masked)));
  });

  it.each([
    [
      'mostly',
      ['no json', 'no json either', line, 'none'].join('\n'),
      /^spans\.json:1:\d+: is not valid JSON; 3 of 4 lines are not/,
    ],
    ['at its end', masked.slice(0, 40_000), /^spans\.json:\d+: the file ends in the middle/],
    ['at the end of its last line', `${line}\n${line.slice(0, 500)}`, /^spans\.json:2: the file ends in the middle/],
    ['as one line, at its end', line.slice(0, 2000), /^spans\.json:1: the file ends in the middle/],
    ['being empty', ' \n', /is empty/],
    ['being binary', '\u0000\u0001PK', /is a binary file/],
    ['in that there are no spans', '{"resourceLogs":[]}', /no spans/],
    ['in an element', '{\n"resourceSpans": [\n{"a": oops}\n]}', /^spans\.json:3:7: this is not valid JSON/],
  ])('%s is an error that says where', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(UserError);
    await expect(read(text)).rejects.toThrow(message);
  });
});

describe('what is asked for', () => {
  it('is a window of time: traces that began in it, whole', async () => {
    const first = Number(JSON.stringify(resourceSpans).match(/"startTimeUnixNano":"(\d+)"/)?.[1]) / 1e6;
    const all = await read(masked);
    expect(await read(masked, {since: first - 60_000, until: first + 60_000})).toEqual(all);
    await expect(read(masked, {since: first + 60_000})).rejects.toThrow('No spans are left to read.');
    await expect(read(masked, {until: first - 60_000})).rejects.toThrow(UserError);
  });

  it('is a sample: whole traces, the same ones each time', async () => {
    const trace = (n: number) =>
      JSON.stringify({resourceSpans}).replaceAll(
        '3e241b731fcf87976a3d50f5a7cc4d94',
        (n * 7919).toString(16).padStart(32, '0'),
      );
    const text = Array.from({length: 40}, (_, i) => trace(i + 1)).join('\n');
    const draft = await read(text, {sample: 4});
    const [, spans] = /^([\d,]+) spans/.exec(draft.notes[0]!) ?? [];
    const count = Number(spans!.replace(',', ''));
    expect(count % 26).toBe(0);
    expect(count).toBeGreaterThan(26 * 2);
    expect(count).toBeLessThan(26 * 25);
    expect(await read(text, {sample: 4})).toEqual(draft);
  });

  it('ends when it is interrupted', async () => {
    const controller = new AbortController();
    const chunks = Array.from({length: 50}, () => new TextEncoder().encode(`${JSON.stringify({resourceSpans})}\n`));
    const seen: number[] = [];
    const progress = (done: number) => {
      seen.push(done);
      if (seen.length === 3) controller.abort();
    };
    await expect(otlp.read([bytesOf(chunks)], {...plainRun, signal: controller.signal, progress})).rejects.toThrow(
      Interrupted,
    );
    expect(seen.length).toBe(3);
  });
});

describe('whatever is in a file', () => {
  const strange = fc.constantFrom<unknown>(
    null,
    true,
    -1,
    1e308,
    '',
    '__proto__',
    [],
    {},
    [null],
    '9'.repeat(40),
    '\u001b[2J',
    {stringValue: 5},
    'x'.repeat(5000),
  );
  /** The capture with some of its values replaced, parents and ids among them. */
  const mutated = fc.array(fc.record({at: fc.nat(4000), value: strange}), {maxLength: 12}).map((changes) => {
    const copy: unknown = JSON.parse(masked);
    const slots: (readonly [Record<string, unknown>, string])[] = [];
    const todo = [copy];
    for (const one of todo)
      if (typeof one === 'object' && one !== null)
        for (const key of Object.keys(one)) {
          slots.push([one as Record<string, unknown>, key]);
          todo.push((one as Record<string, unknown>)[key]);
        }
    for (const {at, value} of changes) {
      const [object, key] = slots[at % slots.length]!;
      object[key] = value;
    }
    return JSON.stringify(copy);
  });
  const short = fc.record({
    traceId: fc.constantFrom('1', '2', 'zz', ''),
    spanId: fc.constantFrom('1', '2', '3', '4', ''),
    parentSpanId: fc.constantFrom('1', '2', '3', '4', '', '9'),
    name: fc.constantFrom('a', '__proto__', 'GET /1', ''),
    kind: fc.constantFrom(0, 1, 2, 3, 4, 5, 'SPAN_KIND_CONSUMER', 99, null),
    startTimeUnixNano: fc.constantFrom('1780000000000000000', '1780000000500000000', '0', '99999999999999999999', 'x'),
    endTimeUnixNano: fc.constantFrom('1780000000100000000', '1', '1780000003600000000', ''),
    attributes: fc.array(
      fc.record({
        key: fc.constantFrom(
          'db.system',
          'server.address',
          'messaging.system',
          'messaging.destination.name',
          'error',
          'peer.service',
        ),
        value: fc.record({stringValue: fc.constantFrom('x', 'kafka', 'a', '__proto__', '', 'true')}),
      }),
      {maxLength: 3},
    ),
    links: fc.array(fc.record({traceId: fc.constantFrom('1', '2'), spanId: fc.constantFrom('1', '2', '3')}), {
      maxLength: 2,
    }),
    status: fc.constantFrom({code: 2}, {}, {code: 2, message: 'deadline exceeded'}, null),
  });
  const tangled = fc
    .array(fc.record({service: fc.constantFrom('a', 'b', '__proto__', ''), spans: fc.array(short, {maxLength: 6})}), {
      maxLength: 5,
    })
    .map((list) =>
      JSON.stringify({
        resourceSpans: list.map(({service, spans}) => ({
          resource: {attributes: [{key: 'service.name', value: {stringValue: service}}]},
          scopeSpans: [{spans}],
        })),
      }),
    );
  const broken = fc
    .tuple(fc.nat(masked.length), fc.nat(60))
    .map(([at, length]) => masked.slice(0, at) + masked.slice(at + length));

  it('gives a draft that makes a topology, or an error of the user', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, tangled, broken), async (text) => {
        try {
          const draft = await read(text);
          assemble(draft, 'any');
          for (const {from, to} of draft.calls) expect(from.service).not.toBe(to.service);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }),
      {numRuns: 150, seed: 3},
    );
  });
});
