import {describe, expect, it} from 'vitest';
import type {Artefact} from '../../../src/import/artefact.ts';
import {filesForChdb} from '../../../src/import/chdb/choose.ts';
import {chdbVersion, loadChdb} from '../../../src/import/chdb/package.ts';
import {createTable, loadFile} from '../../../src/import/chdb/sql-load.ts';
import {textArtefact} from '../text-artefact.ts';
import {pinnedVersion} from './installed.ts';

const onDisk = (size: number): Artefact => ({...textArtefact('spans.jsonl', '{}'), path: '/tmp/spans.jsonl', size});

describe('chDB', () => {
  it('reads what the user says, and else only files that do not fit into memory', () => {
    expect(filesForChdb([onDisk(1000)], {})).toBeUndefined();
    expect(filesForChdb([onDisk(1000)], {engine: 'chdb'})).toHaveLength(1);
    expect(filesForChdb([onDisk(1e15)], {engine: 'auto'})).toHaveLength(1);
    expect(filesForChdb([onDisk(1e15)], {engine: 'memory'})).toBeUndefined();
    expect(filesForChdb([onDisk(1e15), textArtefact('standard input', '{}')], {})).toBeUndefined();
  });

  it('reads files alone, no streams', () => {
    expect(() => filesForChdb([textArtefact('standard input', '{}')], {engine: 'chdb'})).toThrow(
      'standard input is no file: chDB reads files.',
    );
  });

  it('is asked for by the version that it was tested with, where it is missing', () => {
    expect(chdbVersion).toBe(pinnedVersion());
    expect(loadChdb).toThrow(
      expect.objectContaining({
        message: 'chDB is not installed.',
        hint: expect.stringContaining(`npm install --no-save chdb@${pinnedVersion()} (543 MiB)`),
      }),
    );
  });

  it('is told paths as texts, whatever is in them', () => {
    expect(loadFile("/tmp/it's \\ here.jsonl", 'lines', {scopes: 'scopeSpans', isStrict: true})).toContain(
      "file('/tmp/it\\'s \\\\ here.jsonl',",
    );
    expect(createTable('disk')).toContain('ENGINE = MergeTree ORDER BY TraceId');
  });
});
