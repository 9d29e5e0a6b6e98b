// How long starting takes, as ratios to `node -e 0` in the same run: figures for people, never a test. The runs of all
// cases are interleaved, so that a machine that slows down slows all of them.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';

const runs = Number(process.argv[2] ?? 15);
const cli = join(import.meta.dirname, '../../dist/cli.js');
const scratch = mkdtempSync(join(tmpdir(), 'eventcoach-bench-'));
const env = {...process.env, EVENTCOACH_WORKSPACE: join(scratch, 'workspace'), TERM: 'xterm-256color'};

interface Sample {
  readonly ms: number;
  /** Peak memory in MB, where the system tells. */
  readonly peakMb?: number | undefined;
}
interface Case {
  readonly name: string;
  /** Most times `node -e 0` that the project allows itself. */
  readonly budget?: number;
  readonly run: () => Sample | Promise<Sample>;
}

function whole(args: readonly string[]): Sample {
  const start = process.hrtime.bigint();
  const {status, stderr} = spawnSync(process.execPath, args, {env, cwd: scratch, stdio: ['ignore', 'ignore', 'pipe']});
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
  return {ms};
}

/** Time until the app's first screen is there, in a pseudo-terminal of 80x24. */
function firstScreen(): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const app = spawn(process.execPath, [cli], {cols: 80, rows: 24, cwd: scratch, env, name: 'xterm-256color'});
    let seen = '';
    let sample: Sample | undefined;
    app.onData((data) => {
      seen += data;
      if (sample || !/Exercises/i.test(seen)) return;
      sample = {ms: Number(process.hrtime.bigint() - start) / 1e6, peakMb: peakOf(app.pid)};
      app.write('q');
    });
    app.onExit(() => (sample ? resolve(sample) : reject(new Error(`the app drew no first screen:\n${seen}`))));
  });
}

function peakOf(pid: number): number | undefined {
  try {
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb === undefined ? undefined : Number(kb) / 1024;
  } catch {
    return undefined;
  }
}

/** A layered system of `size` services with five calls each, as JSON. */
function system(size: number): string {
  const file = join(scratch, `${size}.topology.json`);
  const layer = Math.ceil(Math.sqrt(size));
  const services = Object.fromEntries(
    Array.from({length: size}, (_, i) => {
      const next = (Math.floor(i / layer) + 1) * layer;
      const calls = [0, 1, 2, 3, 4]
        .map((k) => next + ((i * 7 + k * 13) % layer))
        .filter((to, k, all) => to < size && all.indexOf(to) === k);
      return [
        `s${i}`,
        {
          latency: '5ms',
          availability: '99.99%',
          concurrency: 200,
          calls: calls.map((to) => ({to: `s${to}`, timeout: '1s'})),
        },
      ];
    }),
  );
  writeFileSync(
    file,
    JSON.stringify({version: 1, name: `${size} services`, services, operations: {op: {entry: 's0', rate: '10/s'}}}),
  );
  return file;
}

const ten = join(import.meta.dirname, '../../fixtures/topologies/ten-services.topology.yaml');
const cases: readonly Case[] = [
  {name: 'node -e 0', run: () => whole(['-e', '0'])},
  {name: 'eventcoach --version', budget: 1.5, run: () => whole([cli, '--version'])},
  {name: 'analyze, ten services (text)', budget: 4, run: () => whole([cli, 'analyze', ten])},
  {name: 'analyze, ten services (json)', budget: 4, run: () => whole([cli, 'analyze', ten, '--format', 'json'])},
  {name: 'first screen of the app', budget: 5, run: firstScreen},
];
const sizes = [100, 300, 1000].map((size): Case => {
  const file = system(size);
  return {name: `analyze, ${size} services, JSON`, run: () => whole([cli, 'analyze', file, '--format', 'json'])};
});

async function measured(list: readonly Case[], times: number): Promise<Map<Case, Sample[]>> {
  const samples = new Map(list.map((c) => [c, [] as Sample[]]));
  for (let round = -1; round < times; round += 1) {
    for (const c of list) {
      const sample = await c.run();
      if (round >= 0) samples.get(c)!.push(sample); // the first round only warms the caches
    }
  }
  return samples;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

try {
  const all = new Map([...(await measured(cases, runs)), ...(await measured(sizes, 3))]);
  const bare = median(all.get(cases[0]!)!.map((s) => s.ms));
  console.log(`Node ${process.versions.node}, ${runs} interleaved runs of each (sizes: 3); times in ms\n`);
  console.log(
    `${'what'.padEnd(34)}${'median'.padStart(9)}${'min'.padStart(8)}${'max'.padStart(8)}${'x bare'.padStart(8)}${'budget'.padStart(8)}${'peak MB'.padStart(9)}`,
  );
  for (const [c, samples] of all) {
    const ms = samples.map((s) => s.ms);
    const peaks = samples.flatMap((s) => s.peakMb ?? []);
    const cells = [
      median(ms).toFixed(0).padStart(9),
      Math.min(...ms)
        .toFixed(0)
        .padStart(8),
      Math.max(...ms)
        .toFixed(0)
        .padStart(8),
      (median(ms) / bare).toFixed(2).padStart(8),
      (c.budget === undefined ? '' : c.budget.toFixed(1)).padStart(8),
      (peaks.length > 0 ? median(peaks).toFixed(0) : '').padStart(9),
    ];
    console.log(c.name.padEnd(34) + cells.join(''));
  }
} finally {
  rmSync(scratch, {recursive: true, force: true});
}
