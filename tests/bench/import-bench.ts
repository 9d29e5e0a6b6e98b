// How fast traces are imported, as a ratio to `JSON.parse` line by line alone on the same file in the same run: figures for
// people, never a test. Each run is a process of its own, so that its peak memory is its own.
// Usage: node tests/bench/import-bench.ts [SPANS] [RUNS]
import {spawnSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {spanLines} from './spans.ts';

/** One line of the bench's table: medians over the runs. */
export interface ImportRow {
  readonly what: string;
  readonly seconds: number;
  readonly spansPerSecond: number;
  /** To parsing alone; the project allows itself 3. */
  readonly ratio: number;
  /** Of the process, in MB; the project allows itself 2048. */
  readonly peakMb: number;
}

const worker = join(import.meta.dirname, 'import-worker.ts');
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

function once(mode: 'parse' | 'import', file: string): {readonly seconds: number; readonly peakMb: number} {
  const {status, stdout, stderr} = spawnSync(process.execPath, [worker, mode, file], {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${mode}: exit ${status}\n${stderr}`);
  return JSON.parse(stdout) as {seconds: number; peakMb: number};
}

/** Writes a file of at least `spans` spans, reads it in turn with the parser alone and with the import, and removes it. */
export function importRows(spans: number, runs: number): ImportRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'eventcoach-import-'));
  const file = join(folder, 'spans.jsonl');
  try {
    let made = 0;
    const out = openSync(file, 'w');
    for (const {line, spans: held} of spanLines(spans)) {
      writeSync(out, `${line}\n`);
      made += held;
    }
    closeSync(out);
    const megabytes = Math.round(statSync(file).size / 1e6);
    const modes = ['parse', 'import'] as const;
    const taken = new Map(modes.map((mode) => [mode, [] as {seconds: number; peakMb: number}[]]));
    // In turn, so that a machine that slows down slows both; the first round warms the file cache.
    for (let round = -1; round < runs; round += 1)
      for (const mode of modes) {
        const sample = once(mode, file);
        if (round >= 0) taken.get(mode)!.push(sample);
      }
    const parse = median(taken.get('parse')!.map(({seconds}) => seconds));
    return modes.map((mode) => {
      const seconds = median(taken.get(mode)!.map((sample) => sample.seconds));
      const what = mode === 'parse' ? 'JSON.parse by line' : 'import, file to topology';
      return {
        what: `${what}, ${made.toLocaleString('en')} spans, ${megabytes} MB`,
        seconds,
        spansPerSecond: made / seconds,
        ratio: seconds / parse,
        peakMb: Math.max(...taken.get(mode)!.map(({peakMb}) => peakMb)),
      };
    });
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const {what, seconds, spansPerSecond, ratio, peakMb} of importRows(
    Number(process.argv[2] ?? 1_000_000),
    Number(process.argv[3] ?? 3),
  ))
    console.log(
      `${what.padEnd(62)}${seconds.toFixed(2).padStart(8)} s${Math.round(spansPerSecond).toLocaleString('en').padStart(11)} spans/s${ratio.toFixed(2).padStart(7)} x${Math.round(peakMb).toString().padStart(7)} MB`,
    );
}
