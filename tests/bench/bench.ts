// Figures for people, never a test: how long starting takes, as ratios to `node -e 0` in the same run, how fast the app
// answers keys with 1,000 services open, and what a streaming critique costs.
// node tests/bench/bench.ts [RUNS] [start|keys|stream]; without a word all three.
import {type KeyTimes, keyTimes} from './app-keys.ts';
import {type Started, startUps} from './start-up.ts';
import {streamCost} from './streaming.ts';
import {median, ms, quantile, table} from './table.ts';

const runs = Number(process.argv[2] ?? 15);
const services = 1000;
const mostKeyMs = 50;
const streamSeconds = 8;

const tables = {
  start: async (starts: readonly Started[]) => {
    const bare = median(starts[0]!.samples.map((sample) => sample.ms));
    const rows = starts.map(({name, budget, samples}) => {
      const all = samples.map((sample) => sample.ms);
      const peaks = samples.flatMap(({peakMb}) => peakMb ?? []);
      return [
        name,
        ms(median(all)),
        ms(Math.min(...all)),
        ms(Math.max(...all)),
        (median(all) / bare).toFixed(2),
        budget === undefined ? '' : budget.toFixed(1),
        peaks.length > 0 ? ms(median(peaks)) : '',
      ];
    });
    return table([`starting, ${runs} interleaved runs`, 'median', 'min', 'max', 'x bare', 'budget', 'peak MB'], rows);
  },
  keys: async (starts: readonly Started[]) => {
    const bare = median(starts[0]!.samples.map((sample) => sample.ms));
    const row = ({name, times}: KeyTimes) => {
      const [first, shown, quiet] = [
        times.map(({firstMs}) => firstMs),
        times.map(({shownMs}) => shownMs),
        times.flatMap(({quietMs}) => quietMs ?? []),
      ];
      return [
        name,
        ms(median(first)),
        ms(median(shown)),
        ms(quantile(shown, 0.95)),
        ms(Math.max(...shown)),
        (median(shown) / bare).toFixed(2),
        `${mostKeyMs} ms`,
        quiet.length > 0 ? ms(median(quiet)) : '',
      ];
    };
    const heading = [
      `keys, ${services} services, ${runs} times each`,
      'first byte',
      'answer',
      '95 %',
      'max',
      'x bare',
      'budget',
      'all there',
    ];
    return table(heading, (await keyTimes(services, runs)).map(row));
  },
  stream: async () => {
    const {words, seconds, cores, bytes, erasedLines, erasedBelow, clears} = await streamCost(streamSeconds);
    const row = [
      `${words} words in ${seconds.toFixed(1)} s`,
      cores === undefined ? 'not told by this system' : `${cores.toFixed(2)} of a core`,
      '0.50',
      `${bytes}`,
      (bytes / words).toFixed(1),
      `${erasedLines}`,
      `${erasedBelow}`,
      `${clears}`,
    ];
    return table(['streaming a critique', 'CPU', 'budget', 'bytes', 'a word', 'CSI K', 'CSI J', 'clears'], [row]);
  },
} as const;

const wanted = Object.entries(tables).filter(([name]) => process.argv[3] === undefined || process.argv[3] === name);
console.log(`Node ${process.versions.node}; times in ms, as medians where nothing else is said\n`);
// Every ratio needs the time of `node -e 0`.
const starts = await startUps(process.argv[3] === undefined || process.argv[3] === 'start' ? runs : 3);
for (const [, show] of wanted) console.log(`${await show(starts)}\n`);
process.exit(0);
