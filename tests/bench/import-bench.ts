// How fast traces are imported, as a ratio to `JSON.parse` line by line alone on the same file in the same run: figures for
// people, never a test. Each run is a process of its own, so that its peak memory is its own.
// Usage: node tests/bench/import-bench.ts [SPANS] [RUNS]
import {spawnSync} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {hasChdb} from '../import/chdb/installed.ts';
import {spanLines} from './spans.ts';

/** One line of the bench's table: medians over the runs. */
export interface ImportRow {
  readonly what: string;
  readonly seconds: number;
  readonly spansPerSecond: number;
  /** Of the processor, over all its cores: what does not depend on who else uses the machine. */
  readonly cpuSeconds: number;
  /** To parsing alone. */
  readonly ratio: number;
  /** What the project allows itself of `ratio`. */
  readonly budget: number | undefined;
  /** Of the process, in MB; the project allows itself 2048. */
  readonly peakMb: number;
}

const worker = join(import.meta.dirname, 'import-worker.ts');
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

type Mode = 'parse' | 'import' | 'chdb';
type Sample = Pick<ImportRow, 'seconds' | 'cpuSeconds' | 'peakMb'>;

const shown: Readonly<Record<Mode, readonly [string, number | undefined]>> = {
  parse: ['JSON.parse by line', undefined],
  import: ['import, file to topology', 3],
  chdb: ['import by chDB, file to topology', 1.5],
};
const modes: readonly Mode[] = hasChdb ? ['parse', 'import', 'chdb'] : ['parse', 'import'];

/** Why there is no row of chDB, where there is none. */
export const withoutChdb = hasChdb ? undefined : 'chDB is not installed: node .config/fetch-chdb.mjs fetches it.';

function once(mode: Mode, file: string): Sample {
  const {status, stdout, stderr} = spawnSync(process.execPath, [worker, mode, file], {encoding: 'utf8'});
  if (status !== 0) throw new Error(`${mode}: exit ${status}\n${stderr}`);
  return JSON.parse(stdout) as Sample;
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
    const taken = new Map(modes.map((mode) => [mode, [] as Sample[]]));
    // In turn, so that a machine that slows down slows both; the first round warms the file cache.
    for (let round = -1; round < runs; round += 1)
      for (const mode of modes) {
        const sample = once(mode, file);
        if (round >= 0) taken.get(mode)!.push(sample);
      }
    const parse = median(taken.get('parse')!.map(({seconds}) => seconds));
    return modes.map((mode) => {
      const [what, budget] = shown[mode];
      const seconds = median(taken.get(mode)!.map((sample) => sample.seconds));
      return {
        what: `${what}, ${made.toLocaleString('en')} spans, ${megabytes} MB`,
        seconds,
        spansPerSecond: made / seconds,
        cpuSeconds: median(taken.get(mode)!.map((sample) => sample.cpuSeconds)),
        ratio: seconds / parse,
        budget,
        peakMb: Math.max(...taken.get(mode)!.map(({peakMb}) => peakMb)),
      };
    });
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const {what, seconds, cpuSeconds, spansPerSecond, ratio, peakMb} of importRows(
    Number(process.argv[2] ?? 1_000_000),
    Number(process.argv[3] ?? 3),
  ))
    console.log(
      `${what.padEnd(62)}${seconds.toFixed(2).padStart(8)} s${cpuSeconds.toFixed(2).padStart(8)} s CPU${Math.round(spansPerSecond).toLocaleString('en').padStart(11)} spans/s${ratio.toFixed(2).padStart(7)} x${Math.round(peakMb).toString().padStart(7)} MB`,
    );
  if (withoutChdb !== undefined) console.log(withoutChdb);
}
