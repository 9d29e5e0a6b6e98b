import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readByChdb} from '../../../src/import/chdb/read-files.ts';
import type {Draft} from '../../../src/import/draft.ts';
import type {ImportRun} from '../../../src/import/format.ts';
import {openFile} from '../../../src/import/open-file.ts';
import {otlp} from '../../../src/import/otlp.ts';
import {spanLines} from '../../bench/spans.ts';
import {plainRun} from '../text-artefact.ts';
import {hasChdb, testChdb} from './installed.ts';
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

function written(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
}

/** The same file read in memory and by chDB. */
async function both(path: string, options: Partial<ImportRun> = {}): Promise<{memory: Draft; chdb: Draft}> {
  const run = {...plainRun, ...options};
  const file = await openFile(basename(path), path, '/');
  return {
    memory: await otlp.read([file], {...run, engine: 'memory'}),
    chdb: await readByChdb([{...file, path}], run, testChdb),
  };
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
    60_000,
  );

  it('leave broken lines out, and say how many and where', async () => {
    const lines = trickyLines(2, 40);
    const [first, second, ...rest] = lines;
    const path = written('broken [1]{a,b}*.jsonl', [first!, second!.slice(1), '', ...rest, 'no JSON']);
    const {memory, chdb} = await both(path);
    const {notes: said, ...found} = chdb;
    const {notes: before, ...expected} = memory;
    expect(found).toEqual(expected);
    const name = basename(path);
    expect(said[0]).toBe(`2 lines are not valid JSON and left out: ${name}:2, ${name}:${lines.length + 2}.`);
    expect(said.slice(1)).toEqual(before.slice(1));
  }, 60_000);

  it('leave no folder behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});
