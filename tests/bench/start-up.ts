// How long starting takes. The runs of all cases are interleaved, so that a machine that slows down slows all of them.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';
import {layeredSystem} from './layered-system.ts';
import {peakOf} from './peak-memory.ts';

interface Sample {
  readonly ms: number;
  /** Peak memory in MB, where the system tells. */
  readonly peakMb?: number | undefined;
}

/** One way to start the program, and what each start took. */
export interface Started {
  readonly name: string;
  /** Most times `node -e 0` that the project allows itself. */
  readonly budget?: number;
  readonly samples: readonly Sample[];
}

interface Case extends Omit<Started, 'samples'> {
  readonly run: () => Sample | Promise<Sample>;
}

const cli = join(import.meta.dirname, '../../dist/cli.js');
const ten = join(import.meta.dirname, '../../fixtures/topologies/ten-services.topology.yaml');
const sizes = [100, 300, 1000] as const;

/** Every start `runs` times, those with large systems three times; the first round only warms the caches. `node -e 0` comes first. */
export async function startUps(runs: number): Promise<readonly Started[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'eventcoach-bench-'));
  const env = {...process.env, EVENTCOACH_WORKSPACE: join(scratch, 'workspace'), TERM: 'xterm-256color'};
  const whole = (args: readonly string[]): Sample => {
    const start = process.hrtime.bigint();
    const {status, stderr} = spawnSync(process.execPath, args, {
      env,
      cwd: scratch,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    if (status !== 0) throw new Error(`${args.join(' ')}: exit ${status}\n${stderr}`);
    return {ms};
  };
  /** Time until the app's first screen is there, in a pseudo-terminal of 80x24. */
  const firstScreen = (): Promise<Sample> =>
    new Promise((resolve, reject) => {
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
  const cases: readonly Case[] = [
    {name: 'node -e 0', run: () => whole(['-e', '0'])},
    {name: 'eventcoach --version', budget: 1.5, run: () => whole([cli, '--version'])},
    {name: 'analyze, ten services (text)', budget: 4, run: () => whole([cli, 'analyze', ten])},
    {name: 'analyze, ten services (json)', budget: 4, run: () => whole([cli, 'analyze', ten, '--format', 'json'])},
    {name: 'first screen of the app', budget: 5, run: firstScreen},
  ];
  const large = sizes.map((size): Case => {
    const file = join(scratch, `${size}.topology.json`);
    writeFileSync(file, layeredSystem({size}));
    return {name: `analyze, ${size} services, JSON`, run: () => whole([cli, 'analyze', file, '--format', 'json'])};
  });
  try {
    return [...(await measured(cases, runs)), ...(await measured(large, 3))];
  } finally {
    rmSync(scratch, {recursive: true, force: true});
  }
}

async function measured(cases: readonly Case[], times: number): Promise<readonly Started[]> {
  const all = cases.map(({run, ...one}) => ({...one, run, samples: [] as Sample[]}));
  for (let round = -1; round < times; round += 1) {
    for (const {run, samples} of all) {
      const sample = await run();
      if (round >= 0) samples.push(sample);
    }
  }
  return all;
}
