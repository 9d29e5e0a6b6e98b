import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {peakOf} from './peak-memory.ts';
import {median} from './table.ts';

/** One system, analyzed by the built program as a whole process. */
export interface SizeRow {
  readonly what: string;
  readonly services: number;
  readonly calls: number;
  readonly format: 'text' | 'json';
  /** Median of the runs. */
  readonly seconds: number;
  /** Largest of the runs; undefined where the system does not tell. */
  readonly peakMb: number | undefined;
  readonly outputMb: number;
}

/** How time grows with the size: seconds = a x services^exponent, by least squares of the logarithms. */
export interface Growth {
  readonly what: string;
  readonly format: 'text' | 'json';
  readonly exponent: number;
}

const cli = join(import.meta.dirname, '../../dist/cli.js');
const formats = ['text', 'json'] as const;
export const sizes = [100, 1000, 10_000, 100_000] as const;

interface System {
  readonly services: Readonly<Record<string, object>>;
  readonly operations: Readonly<Record<string, object>>;
  readonly brokers?: Readonly<Record<string, object>>;
  readonly events?: Readonly<Record<string, object>>;
}

const service = (calls: readonly number[], more: object = {}) => ({
  latency: '5ms',
  availability: '99.99%',
  concurrency: 200,
  calls: calls.map((to) => ({to: `s${to}`, timeout: '1s'})),
  ...more,
});

const systemOf = (size: number, calls: (i: number) => readonly number[], entries: readonly number[]): System => ({
  services: Object.fromEntries(Array.from({length: size}, (_, i) => [`s${i}`, service(calls(i))])),
  operations: Object.fromEntries(entries.map((i) => [`op${i}`, {entry: `s${i}`, rate: '10/s'}])),
});

const everyNth = (size: number, step: number) => Array.from({length: Math.ceil(size / step)}, (_, i) => i * step);

const broker = {kafka: {availability: '99.99%', latency: '5ms'}};

const event = (producer: string, consumers: readonly number[]) => ({
  producer,
  via: 'kafka',
  consumers: Object.fromEntries(consumers.map((i) => [`s${i}`, {handling: '1ms', handlers: 4}])),
});

/** Areas of 250 services in twelve layers, five calls each to the layer below, now and then one to a service that all share. */
function microservices(size: number): System {
  const [area, layers] = [250, 12];
  const width = Math.ceil(area / layers);
  const shared = Math.max(1, Math.floor(size / 1000));
  const own = size - shared;
  const calls = (i: number) => {
    if (i >= own) return [];
    const [start, at] = [Math.floor(i / area) * area, i % area];
    const next = (Math.floor(at / width) + 1) * width;
    const room = Math.min(width, area - next);
    const to = (k: number) =>
      room <= 0 || (i * 5 + k) % 20 === 0
        ? own + ((i * 31 + k * 7) % shared)
        : start + next + ((at * 7 + k * 13) % room);
    return [...new Set([0, 1, 2, 3, 4].map(to))].filter((callee) => callee < size);
  };
  return systemOf(size, calls, everyNth(own, area));
}

/** Layers of as many services as there are layers, five calls each to the next layer: one request can come to nearly all. */
function layered(size: number): System {
  const width = Math.ceil(Math.sqrt(size));
  const calls = (i: number) => {
    const next = (Math.floor(i / width) + 1) * width;
    return [...new Set([0, 1, 2, 3, 4].map((k) => next + ((i * 7 + k * 13) % width)))].filter((to) => to < size);
  };
  return systemOf(size, calls, [0]);
}

const systems: Readonly<Record<string, (size: number) => System>> = {
  microservices,
  'layers, one operation': layered,
  chain: (size) => systemOf(size, (i) => (i + 1 < size ? [i + 1] : []), [0]),
  'hub that all call': (size) => systemOf(size, (i) => (i === 0 ? [] : [0]), [1, 2]),
  'one that calls all': (size) =>
    systemOf(size, (i) => (i === 0 ? Array.from({length: size - 1}, (_, k) => k + 1) : []), [0]),
  'one that calls all at the same time': (size) => {
    const system = systemOf(size, () => [], [0]);
    const calls = Array.from({length: size - 1}, (_, k) => ({to: `s${k + 1}`, timeout: '1s', parallel: 'all'}));
    return {...system, services: {...system.services, s0: service([], {calls})}};
  },
  'one event that all read': (size) => ({
    ...systemOf(size, () => [], [0]),
    brokers: broker,
    events: {happened: event('s0', everyNth(size, 1).slice(1))},
  }),
  'as many events on one broker': (size) => ({
    ...systemOf(10, () => [], [0]),
    brokers: broker,
    events: Object.fromEntries(everyNth(size, 1).map((i) => [`e${i}`, event(`s${i % 9}`, [9])])),
  }),
  circle: (size) => systemOf(size, (i) => [(i + 1) % size], [0]),
  'every service an entry': (size) =>
    systemOf(
      size,
      (i) => [1, 4, 9, 16].map((k) => i + k).filter((to) => Math.floor(to / 20) === Math.floor(i / 20) && to < size),
      everyNth(size, 1),
    ),
};

/** Every system at every size up to `largest`, `runs` times in both formats, with the growth over the sizes. */
export async function sizeRows(
  runs: number,
  largest: number = sizes.at(-1)!,
): Promise<{readonly rows: readonly SizeRow[]; readonly growth: readonly Growth[]}> {
  const scratch = mkdtempSync(join(tmpdir(), 'eventcoach-sizes-'));
  const rows: SizeRow[] = [];
  try {
    for (const [what, make] of Object.entries(systems)) {
      for (const size of sizes.filter((one) => one <= largest)) {
        const system = make(size);
        const file = join(scratch, 'system.topology.json');
        writeFileSync(file, JSON.stringify({version: 1, name: what, ...system}));
        const calls = Object.values(system.services).reduce(
          (sum, one) => sum + (one as {calls: unknown[]}).calls.length,
          0,
        );
        for (const format of formats) {
          const samples = [];
          for (let run = 0; run < runs; run += 1) samples.push(await analyzed(file, format, scratch));
          const peaks = samples.flatMap(({peakMb}) => peakMb ?? []);
          rows.push({
            what,
            services: size,
            calls,
            format,
            seconds: median(samples.map(({seconds}) => seconds)),
            peakMb: peaks.length > 0 ? Math.max(...peaks) : undefined,
            outputMb: samples[0]!.outputMb,
          });
        }
      }
    }
  } finally {
    rmSync(scratch, {recursive: true, force: true});
  }
  const growth = Object.keys(systems).flatMap((what) =>
    formats.map((format): Growth => {
      const own = rows.filter((row) => row.what === what && row.format === format);
      return {what, format, exponent: slope(own.map(({services, seconds}) => [Math.log(services), Math.log(seconds)]))};
    }),
  );
  return {rows, growth};
}

/** Slope of the straight line through the points with the least squares of the distances. */
export function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** One run of `analyze`; its output is counted and thrown away. */
function analyzed(file: string, format: string, cwd: string) {
  return new Promise<{seconds: number; peakMb: number | undefined; outputMb: number}>((resolve, reject) => {
    const start = process.hrtime.bigint();
    const program = spawn(process.execPath, [cli, 'analyze', file, '--format', format], {
      cwd,
      env: {...process.env, EVENTCOACH_WORKSPACE: join(cwd, 'workspace')},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [bytes, said] = [0, ''];
    let peakMb: number | undefined;
    const look = () => {
      peakMb = peakOf(program.pid) ?? peakMb;
    };
    const watch = setInterval(look, 50);
    program.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    program.stdout.once('data', look);
    program.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    program.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) reject(new Error(`analyze ${file} --format ${format}: exit ${code}\n${said}`));
      else resolve({seconds: Number(process.hrtime.bigint() - start) / 1e9, peakMb, outputMb: bytes / 1e6});
    });
  });
}
