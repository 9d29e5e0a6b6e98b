import {mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {Chdb, ChdbSession} from '../../../src/import/chdb/package.ts';
import {readByChdb} from '../../../src/import/chdb/read-files.ts';
import type {Draft} from '../../../src/import/draft.ts';
import type {ImportRun} from '../../../src/import/format.ts';
import {openFile} from '../../../src/import/open-file.ts';
import {otlp} from '../../../src/import/otlp.ts';
import {spanLines} from '../../bench/spans.ts';
import {plainRun} from '../text-artefact.ts';
import {hasChdb, testChdb} from './installed.ts';
import {oddFile} from './odd.ts';
import {trickyLines} from './tricky.ts';

const folder = mkdtempSync(join(tmpdir(), 'differential-'));
const temporary = join(folder, 'tmp');
const {TMPDIR: before} = process.env;
beforeAll(() => {
  mkdirSync(temporary);
  process.env['TMPDIR'] = temporary;
});
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(folder, {recursive: true, force: true});
});

function written(name: string, lines: readonly string[] | Buffer): string {
  const text = Array.isArray(lines) ? `${lines.join('\n')}\n` : (lines as Buffer);
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  return join(folder, name);
}

/** The same file read in memory and by chDB. */
async function both(
  path: string,
  options: Partial<ImportRun> = {},
  {load = testChdb, most}: {readonly load?: () => Chdb; readonly most?: number} = {},
): Promise<{memory: Draft; chdb: Draft}> {
  const run = {...plainRun, ...options};
  const file = await openFile(basename(path), path, '/');
  return {
    memory: await otlp.read([file], {...run, engine: 'memory'}),
    chdb: await readByChdb([{...file, path}], run, load, most),
  };
}

/** chDB that gives each statement so many bytes of memory. */
function frugalChdb(bytes: number): () => Chdb {
  const {Session} = testChdb() as {readonly Session: new (path: string, options?: unknown) => ChdbSession};
  const construct = (target: typeof Session, [path]: readonly string[]) =>
    new target(path!, {connectionArgs: [`--max_memory_usage=${bytes}`]});
  return () => ({Session: new Proxy(Session, {construct})});
}

/** One trace: a job that makes so many calls one after the other, and below the last of them spans that deep in each other. */
function longTrace(id: number, calls: number, deep: number): string {
  const spans: Record<'job' | 'stock', unknown[]> = {job: [], stock: []};
  const hex = (n: number) => n.toString(16).padStart(16, '0');
  let last = 0;
  const put = (
    service: keyof typeof spans,
    parent: number,
    name: string,
    kind: number,
    from: number,
    lasts: number,
  ) => {
    last += 1;
    spans[service].push({
      traceId: hex(id).repeat(2),
      spanId: hex(last),
      parentSpanId: parent === 0 ? '' : hex(parent),
      name,
      kind,
      startTimeUnixNano: `${1_780_000_000_000_000 + from}000`,
      endTimeUnixNano: `${1_780_000_000_000_000 + from + lasts}000`,
    });
    return last;
  };
  const root = put('job', 0, 'nightly', 2, 0, calls * 1000);
  for (let i = 0; i < calls; i += 1)
    put('stock', put('job', root, 'get', 3, i * 900, 800), 'GET /stock', 2, i * 900 + 10, 700);
  for (let i = 0; i < deep; i += 1) put('stock', last, 'step', 1, calls * 900 + i, deep - i);
  const resourceSpans = Object.entries(spans).map(([service, list]) => ({
    resource: {attributes: [{key: 'service.name', value: {stringValue: service}}]},
    scopeSpans: [{spans: list}],
  }));
  return JSON.stringify({resourceSpans});
}

describe.skipIf(!hasChdb)('traces added up by chDB', () => {
  const tricky = written('tricky.jsonl', trickyLines(1, 250));

  it.each([
    {
      of: 'twenty services',
      path: written(
        'shop.jsonl',
        [...spanLines(3000)].map(({line}) => line),
      ),
      options: {},
    },
    {of: 'lost, repeated, late, linked and uninstrumented spans', path: tricky, options: {}},
    {
      of: 'a sample of them in a span of time',
      path: tricky,
      options: {since: 1_780_000_010_000, until: 1_780_000_030_000, sample: 2},
    },
    {
      of: 'ids in base64 and lost parents',
      path: resolve('fixtures/import/otlp/otlp2parquet-traces.jsonl'),
      options: {},
    },
  ])(
    'are the same as in memory, sentences and all: $of',
    async ({path, options}) => {
      const {memory, chdb} = await both(path, options);
      expect(memory.services.length).toBeGreaterThan(3);
      expect(chdb).toEqual(memory);
    },
    120_000,
  );

  it.each([1, 2, 3])(
    'are the same from writers that are odd in many ways, seed %i',
    async (seed) => {
      const path = written(`odd ${seed}.jsonl`, oddFile(seed, trickyLines(seed, 50)));
      const {memory, chdb} = await both(path, seed % 3 === 0 ? {sample: 2} : {}, seed % 2 === 0 ? {most: 0} : {});
      expect(memory.services.length).toBeGreaterThan(3);
      expect(chdb).toEqual(memory);
    },
    60_000,
  );

  it('are the same where traces are of thousands of spans, in memory that grows with their number alone', async () => {
    // Numbers for each pair of spans of one of these would take 230 MB by themselves.
    const path = written(
      'long.jsonl',
      [1, 2, 3, 4, 5, 6].map((id) => longTrace(id, 2_600, 100)),
    );
    const {memory, chdb} = await both(path, {}, {load: frugalChdb(400_000_000)});
    expect(memory.notes?.join()).toContain('spans in 6 traces');
    expect(chdb).toEqual(memory);
  }, 120_000);

  it.each([
    {kept: 'in memory', ending: 'jsonl'},
    {kept: 'on disk', ending: 'jsonl.gz'},
  ])(
    'leave broken lines out of $ending, and say how many and where, kept $kept',
    async ({kept, ending}) => {
      const lines = trickyLines(2, 40);
      const [first, second, ...rest] = lines;
      const path = written(`broken [1]{a,b}*.${ending}`, [first!, second!.slice(1), '', ...rest, 'no JSON']);
      const told: number[] = [];
      const run = {progress: (done: number) => told.push(done)};
      const {memory, chdb} = await both(path, run, kept === 'on disk' ? {most: 0} : {});
      // Of the file as it lies there, packed or not: half of it is read when the last statement begins.
      const {size} = statSync(path);
      expect(told.at(-1)! / size).toBeGreaterThan(0.5);
      expect(told.at(-1)! / size).toBeLessThanOrEqual(1);
      expect(chdb).toEqual(memory);
      const name = basename(path);
      expect(chdb.notes?.[0]).toBe(
        `2 lines are not valid JSON and left out: ${name}:2:16, ${name}:${lines.length + 2}:1.`,
      );
    },
    120_000,
  );

  it('count each span once where a broken line is in the second of two files that are kept on disk', async () => {
    const paths = [3, 4].map((seed) =>
      written(`part ${seed}.jsonl`, [...trickyLines(seed, 40), ...(seed === 4 ? ['no JSON'] : [])]),
    );
    const files = await Promise.all(
      paths.map(async (path) => ({...(await openFile(basename(path), path, '/')), path})),
    );
    const plain = (draft: Draft) =>
      JSON.parse(JSON.stringify(draft).replaceAll(/"file":"[^"]*"/g, '"file":""')) as unknown;
    const memory = await otlp.read(files, {...plainRun, engine: 'memory'});
    const chdb = await readByChdb(files, plainRun, testChdb, 0);
    expect(memory.notes?.[0]).toContain('part 4.jsonl:');
    expect(plain(chdb)).toEqual(plain(memory));
  }, 60_000);

  it('leave no folder behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});
