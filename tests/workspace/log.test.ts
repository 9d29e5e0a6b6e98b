import {existsSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import * as z from 'zod';
import {appendToLog} from '../../src/workspace/append-to-log.ts';
import {readLog} from '../../src/workspace/read-log.ts';
import {temporaryFolder} from './temporary-folder.ts';

const shape = z.object({n: z.number(), text: z.string().optional()});
const log = (content?: string): string => {
  const path = join(temporaryFolder(), 'log.jsonl');
  if (content !== undefined) writeFileSync(path, content);
  return path;
};
const numbers = async (path: string): Promise<number[]> => (await readLog(path, shape)).records.map(({n}) => n);

describe('a log', () => {
  it('is empty and stays unmade when nobody has written', async () => {
    const path = log();
    expect(await readLog(path, shape)).toEqual({records: [], problems: []});
    expect(existsSync(path)).toBe(false);
  });

  it('has one line a record, whatever the record holds, and is private', async () => {
    const path = log();
    await appendToLog(path, {n: 1, text: 'two\nlines  \u2028 \u009b31m "quoted" \n   indented'});
    await appendToLog(path, {n: 2});
    const text = readFileSync(path, 'utf8');
    expect(text.split('\n')).toHaveLength(3);
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    expect((await readLog(path, shape)).records[0]?.text).toBe('two\nlines  \u2028 \u009b31m "quoted" \n   indented');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('does not read the last line of a killed process, and keeps it beside before the next record', async () => {
    const path = log('{"n": 1}\n{"n": 2, "te');
    expect(await readLog(path, shape)).toEqual({records: [{n: 1}], problems: []});
    await appendToLog(path, {n: 3});
    expect(await readLog(path, shape)).toEqual({records: [{n: 1}, {n: 3}], problems: []});
    expect(readFileSync(`${path}.torn`, 'utf8')).toBe('{"n": 2, "te\n');
  });

  it('keeps a whole last line whose line end is missing', async () => {
    const path = log('{"n": 1}\n{"n": 2}');
    expect(await numbers(path)).toEqual([1, 2]);
    await appendToLog(path, {n: 3});
    expect(await numbers(path)).toEqual([1, 2, 3]);
    expect(existsSync(`${path}.torn`)).toBe(false);
  });

  it('is read wherever its end was cut off, and takes the next record', async () => {
    const bytes = Buffer.from('{"n":1,"text":"ä"}\n{"n":2,"text":"€uro"}\n{"n":3,"text":"x"}\n');
    // A record counts from its closing brace on.
    const ends = [...bytes.keys()].filter((i) => bytes[i] === 0x7d).map((i) => i + 1);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const path = log();
      writeFileSync(path, bytes.subarray(0, cut));
      const kept = [1, 2, 3].slice(0, ends.filter((end) => end <= cut).length);
      expect(await readLog(path, shape)).toMatchObject({problems: [], records: kept.map((n) => ({n}))});
      await appendToLog(path, {n: 9});
      expect(await readLog(path, shape)).toMatchObject({problems: [], records: [...kept, 9].map((n) => ({n}))});
    }
  });

  it('says which line is no record, and neither drops nor changes it', async () => {
    const content = '{"n": 1}\n<<<<<<< HEAD\n{"n": "two"}\r\n\n{"n": 3}\r\n';
    const path = log(content);
    expect(await readLog(path, shape)).toEqual({
      records: [{n: 1}, {n: 3}],
      problems: [
        {file: path, line: 2, message: 'not a JSON record'},
        {file: path, line: 3, message: 'n: Invalid input: expected number, received string'},
      ],
    });
    await appendToLog(path, {n: 4});
    expect(readFileSync(path, 'utf8').startsWith(content)).toBe(true);
  });

  it('names a line that is no UTF-8 and reads the others', async () => {
    const path = log();
    writeFileSync(path, Buffer.from([...Buffer.from('{"n": 1}\n'), 0xff, 0x0a, ...Buffer.from('{"n": 2}\n')]));
    expect(await readLog(path, shape)).toEqual({
      records: [{n: 1}, {n: 2}],
      problems: [{file: path, line: 2, message: 'not UTF-8 text'}],
    });
  });

  it('refuses a record that it would not read again', async () => {
    const path = log('{"n": 1}\n');
    await expect(appendToLog(path, {n: 2, text: 'x'.repeat(300_000)})).rejects.toThrow(/would exceed 262144 bytes/);
    expect(readFileSync(path, 'utf8')).toBe('{"n": 1}\n');
  });

  it('passes over an endless line, and nesting without end', async () => {
    const path = log(`{"n": 1, "text": "${'x'.repeat(300_000)}"}\n${'['.repeat(200_000)}\n{"n": 2}\n`);
    const {records, problems} = await readLog(path, shape);
    expect(records).toEqual([{n: 2}]);
    expect(problems.map(({line}) => line)).toEqual([1, 2]);
  });

  it('follows no link, neither for the log nor for what is kept beside', async () => {
    const outside = join(temporaryFolder(), 'outside');
    writeFileSync(outside, 'mine');
    const path = log();
    symlinkSync(outside, path);
    await expect(appendToLog(path, {n: 1})).rejects.toThrow(/is a symbolic link/);
    await expect(readLog(path, shape)).rejects.toThrow(/is a symbolic link/);
    const torn = log('{"n"');
    symlinkSync(outside, `${torn}.torn`);
    await expect(appendToLog(torn, {n: 1})).rejects.toThrow(/is a symbolic link/);
    expect(readFileSync(outside, 'utf8')).toBe('mine');
    expect(readFileSync(torn, 'utf8')).toBe('{"n"');
  });

  it('gives back every record as it was, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({n: fc.integer(), text: fc.string({unit: 'binary'})}), {maxLength: 5}),
        async (records) => {
          const path = log();
          for (const record of records) await appendToLog(path, record);
          // A lone surrogate is no text; every encoder replaces it.
          const wellFormed = records.map(({n, text}) => ({n, text: text.toWellFormed()}));
          expect(await readLog(path, shape)).toEqual({records: wellFormed, problems: []});
        },
      ),
      {seed: 4, numRuns: 10},
    );
  });
});
