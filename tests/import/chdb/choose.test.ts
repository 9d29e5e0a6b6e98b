import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import type {Artefact} from '../../../src/import/artefact.ts';
import {filesForChdb} from '../../../src/import/chdb/choose.ts';
import {chdbVersion, loadChdb} from '../../../src/import/chdb/package.ts';
import {readByChdb} from '../../../src/import/chdb/read-files.ts';
import {createTable, loadFile} from '../../../src/import/chdb/sql-load.ts';
import {plainRun, textArtefact} from '../text-artefact.ts';
import {pinnedVersion} from './installed.ts';

const onDisk = (size: number): Artefact => ({...textArtefact('spans.jsonl', '{}'), path: '/tmp/spans.jsonl', size});

describe('chDB', () => {
  it('reads what the user says, and else only files that do not fit into memory', () => {
    expect(filesForChdb([onDisk(1000)], {sample: 1})).toBeUndefined();
    expect(filesForChdb([onDisk(1000)], {engine: 'chdb', sample: 1})).toHaveLength(1);
    expect(filesForChdb([onDisk(1e15)], {engine: 'auto', sample: 1})).toHaveLength(1);
    expect(filesForChdb([onDisk(1e15)], {engine: 'memory', sample: 1})).toBeUndefined();
    expect(filesForChdb([{...onDisk(0), size: undefined, packed: 1e14}], {sample: 1})).toHaveLength(1);
    expect(filesForChdb([onDisk(1e15)], {sample: 1e9})).toBeUndefined();
    expect(filesForChdb([{...onDisk(0), size: undefined, packed: 1000}], {sample: 1})).toBeUndefined();
    expect(filesForChdb([onDisk(1e15), textArtefact('standard input', '{}')], {sample: 1})).toBeUndefined();
  });

  it('reads files alone, no streams', () => {
    expect(() => filesForChdb([textArtefact('standard input', '{}')], {engine: 'chdb', sample: 1})).toThrow(
      'standard input is no file: chDB reads files.',
    );
  });

  it('is asked for by the version that it was tested with, where it is missing', () => {
    expect(chdbVersion).toBe(pinnedVersion());
    expect(() => loadChdb(undefined, [import.meta.url])).toThrow(
      expect.objectContaining({
        message: 'chDB is not installed.',
        hint: expect.stringContaining(`npm install --prefix ~/.cache/eventcoach chdb@${pinnedVersion()} (543 MB)`),
      }),
    );
  });

  it('is found in the folder of its own, wherever the program lies', () => {
    const home = mkdtempSync(join(tmpdir(), 'choose-'));
    const installed = join(home, 'node_modules', 'chdb');
    mkdirSync(installed, {recursive: true});
    writeFileSync(join(installed, 'index.js'), 'exports.Session = function Session() {};');
    expect(loadChdb(undefined, [import.meta.url, join(home, 'program')]).Session.name).toBe('Session');
    rmSync(home, {recursive: true});
  });

  it('says what it is needed for where nobody asked for it', async () => {
    const path = fileURLToPath(import.meta.url);
    const large = {...onDisk(4e12), path};
    await expect(readByChdb([large], plainRun, (why) => loadChdb(why, [import.meta.url]))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^spans\.jsonl: about 4,000,000 MB of traces do not fit into the memory .* not installed\.$/,
      ),
      hint: expect.stringContaining('--sample 10 --engine memory'),
    });
  });

  it('is told paths as texts, whatever is in them', () => {
    const file = {path: "/tmp/it's \\ here.jsonl", isPacked: false};
    expect(loadFile(file, 'lines', {scopes: 'scopeSpans', isStrict: true})).toContain(
      "file('/tmp/it\\'s \\\\ here.jsonl',",
    );
    expect(createTable('disk')).toContain('ENGINE = MergeTree ORDER BY TraceId');
  });
});
