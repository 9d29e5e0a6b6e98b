// One run of the benchmark of the import: reads FILE with the parser alone, imports it, or has chDB import it; prints the
// seconds, those of the processor over all its cores, and the peak memory.
import {createReadStream} from 'node:fs';
import {dirname} from 'node:path';
import {assemble} from '../../src/import/assemble.ts';
import {readByChdb} from '../../src/import/chdb/read-files.ts';
import type {Format} from '../../src/import/format.ts';
import {openFile} from '../../src/import/open-file.ts';
import {otlp} from '../../src/import/otlp.ts';
import {testChdb} from '../import/chdb/installed.ts';

const [mode, file = ''] = process.argv.slice(2);

/** The least that any reader must do: read, cut into lines, parse each. */
async function parse(): Promise<unknown> {
  let spans = 0;
  let held = Buffer.alloc(0);
  const take = (line: Buffer): void => {
    const request = JSON.parse(line.toString('utf8')) as {resourceSpans: {scopeSpans: {spans: unknown[]}[]}[]};
    for (const {scopeSpans} of request.resourceSpans) for (const scope of scopeSpans) spans += scope.spans.length;
  };
  for await (const chunk of createReadStream(file, {highWaterMark: 1 << 20}) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      take(held.length > 0 ? Buffer.concat([held, chunk.subarray(from, at)]) : chunk.subarray(from, at));
      held = Buffer.alloc(0);
      from = at + 1;
    }
    held = Buffer.concat([held, chunk.subarray(from)]);
  }
  return spans;
}

const chdb: Pick<Format, 'read'> = {
  read: async ([artefact], run) => readByChdb([{...artefact!, path: file}], run, testChdb),
};

async function importIt(format: Pick<Format, 'read'>): Promise<unknown> {
  const run = {signal: new AbortController().signal, progress: () => {}, since: undefined, until: undefined, sample: 1};
  return assemble(await format.read([await openFile(file, file, dirname(file))], run), 'bench').data;
}

const start = process.hrtime.bigint();
const result = await (mode === 'parse' ? parse() : importIt(mode === 'chdb' ? chdb : otlp));
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
if (process.argv[4] === 'show') console.log(JSON.stringify(result, null, 1));
const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage();
console.log(JSON.stringify({seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024}));
